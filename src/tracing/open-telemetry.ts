import {
  type Context,
  defaultTextMapGetter,
  type Link,
  type Span as OtelSpan,
  SpanKind as OtelSpanKind,
  type Tracer as OtelTracer,
  ROOT_CONTEXT,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { type ExportResult, ExportResultCode, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Logger } from "pino";
import type { SpanAttributes } from "./attributes.js";
import type { Collector } from "./collector.js";
import type { Span, SpanDescription, SpanKind, SpanParent, Tracer } from "./spans.js";

/** A line about a collector that is away, at most this often. */
const TELL_EVERY_MS = 10 * 60_000;
/** Characters of one value. */
const MAX_VALUE_LENGTH = 255;

const KINDS: Readonly<Record<SpanKind, OtelSpanKind>> = {
  SERVER: OtelSpanKind.SERVER,
  CLIENT: OtelSpanKind.CLIENT,
  INTERNAL: OtelSpanKind.INTERNAL,
};

const propagator = new W3CTraceContextPropagator();

/**
 * Spans by OpenTelemetry's SDK: queued in memory, at most 2,048, and sent in batches beside what they are about. What a
 * collector does not take in time is dropped. Nothing is registered for the process as a whole.
 */
export function openTelemetryTo(collector: Collector, log: Logger): { tracer: Tracer; shutDown(): Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceOf(collector),
    sampler: new ParentBasedSampler({
      root: collector.share === 1 ? new AlwaysOnSampler() : new TraceIdRatioBasedSampler(collector.share),
    }),
    spanLimits: { attributeValueLengthLimit: MAX_VALUE_LENGTH },
    spanProcessors: [
      new BatchSpanProcessor({ exporter: tellingExporter(new OTLPTraceExporter({ url: collector.url }), log) }),
    ],
  });
  const made = provider.getTracer("mayfrom", collector.version);
  return {
    tracer: { begin: (description, parent) => begin(made, description, contextOf(parent)) },
    shutDown: () => provider.shutdown(),
  };
}

/** OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word. */
function resourceOf({ version }: Collector) {
  const own = resourceFromAttributes({ "service.name": "mayfrom", "service.version": version });
  return own.merge(detectResources({ detectors: [envDetector] }));
}

/** The exporter itself tells nobody that a collector is away. */
function tellingExporter(exporter: SpanExporter, log: Logger): SpanExporter {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = ({ code, error }: ExportResult) => {
    if (code === ExportResultCode.SUCCESS || performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    log.warn(
      { error: error?.message },
      "The collector of OTEL_EXPORTER_OTLP_ENDPOINT takes no spans; they are dropped",
    );
  };
  return {
    export(spans: ReadableSpan[], done: (result: ExportResult) => void) {
      exporter.export(spans, (result) => {
        tell(result);
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

class TracedWork implements Span {
  constructor(
    private readonly span: OtelSpan,
    /** In which those below it begin. */
    readonly context: Context,
  ) {}

  get traceparent(): string | null {
    const { traceId, spanId, traceFlags } = this.span.spanContext();
    return (traceFlags & TraceFlags.SAMPLED) === 0 ? null : `00-${traceId}-${spanId}-01`;
  }

  note(attributes: SpanAttributes): void {
    this.span.setAttributes({ ...attributes });
  }

  rename(name: string): void {
    this.span.updateName(name);
  }

  fail(): void {
    this.span.setStatus({ code: SpanStatusCode.ERROR });
  }

  end(): void {
    this.span.end();
  }
}

function begin(tracer: OtelTracer, description: SpanDescription, context: Context): TracedWork {
  const { name, kind = "INTERNAL", attributes = {}, links = [] } = description;
  const options = { kind: KINDS[kind], attributes: { ...attributes }, links: links.flatMap(linkTo) };
  const span = tracer.startSpan(name, options, context);
  return new TracedWork(span, trace.setSpan(context, span));
}

function contextOf(parent: SpanParent): Context {
  if (parent instanceof TracedWork) return parent.context;
  return typeof parent === "string" ? contextBy(parent) : ROOT_CONTEXT;
}

/** W3C Trace Context 3.2: what is none is left, and a trace begins. */
function contextBy(traceparent: string): Context {
  return propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
}

function linkTo(traceparent: string | null): Link[] {
  const context = traceparent === null ? undefined : trace.getSpanContext(contextBy(traceparent));
  return context === undefined ? [] : [{ context }];
}
