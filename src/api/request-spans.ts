import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { beginSpan, isTracingOn, type Span, withinSpan } from "../tracing/index.js";
import { STREAM_PATH } from "./stream-path.js";

/** Asked every few seconds by whoever looks after us, or open for hours: these are no work to look at. */
const UNTRACED = new Set(["/healthz", "/readyz", "/metrics", STREAM_PATH]);

/** A span for each request, in the trace of its caller; none at all while nobody collects them. */
export function registerRequestSpans(app: FastifyInstance): void {
  if (!isTracingOn()) return;
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook("onRequest", async (request, reply) => {
    const span = UNTRACED.has(request.routeOptions.url ?? "") ? null : beginRequest(request);
    if (span === null) return;
    spans.set(request, span);
    reply.raw.once("close", () => {
      noteAnswer(span, reply);
      span.end();
    });
  });
  // With the callback, as for the time of a request: reading a body leaves what was begun before it.
  app.addHook("preHandler", (request, _reply, done) => withinSpan(spans.get(request) ?? null, done));
}

/** The route stands for the path, which may hold a token; who calls is said nowhere. */
function beginRequest({ method, routeOptions, protocol, raw, id, headers }: FastifyRequest): Span | null {
  const { url: route } = routeOptions;
  const attributes = {
    "http.request.method": method,
    "url.scheme": protocol,
    "network.protocol.version": raw.httpVersion,
    "http.response.header.x-request-id": [id],
    ...(route === undefined ? {} : { "http.route": route }),
  };
  return beginSpan({ name: route === undefined ? method : `${method} ${route}`, kind: "SERVER", attributes }, headers);
}

function noteAnswer(span: Span, { raw, statusCode }: FastifyReply): void {
  if (!raw.writableFinished) span.note({ "error.type": "CALLER_GONE" });
  else span.note({ "http.response.status_code": statusCode });
  if (statusCode < 500) return;
  span.note({ "error.type": String(statusCode) });
  span.fail();
}
