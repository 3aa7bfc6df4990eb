import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { atEndOfFile } from "./end-of-file.js";

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty where it begins its trace. */
  readonly parentSpanId: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly isFailed: boolean;
}

type Behaviour = "takes" | "is silent" | "refuses";

export interface SpanCollector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** Everything that was sent, as it came. */
  readonly text: () => string;
}

/** An OTLP receiver over HTTP (OTLP 1.x, JSON): keeps what it is sent, or behaves like one that is in trouble. */
export async function startSpanCollector(behaviour: Behaviour = "takes"): Promise<SpanCollector> {
  const bodies: string[] = [];
  const spans: CollectedSpan[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (behaviour === "is silent") return;
    if (behaviour === "refuses") return void response.writeHead(400).end("no");
    bodies.push(JSON.stringify(request.headers), body);
    spans.push(...spansIn(JSON.parse(body)));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atEndOfFile(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1/traces`, spans, text: () => bodies.join("\n") };
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes?: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number };
}

interface OtlpRequest {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[];
}

/** OTLP: 2 is an error. */
const ERROR = 2;

function spansIn({ resourceSpans }: OtlpRequest): CollectedSpan[] {
  return resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map(({ traceId, spanId, parentSpanId = "", name, kind, attributes = [], links = [], status }) => ({
      traceId,
      spanId,
      parentSpanId,
      name,
      kind,
      attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
      links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
      isFailed: status?.code === ERROR,
    }));
}
