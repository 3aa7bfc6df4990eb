import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What may stand in a log line and a header as it is. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:+=/-]{0,127}$/;
/** W3C Trace Context 3.2.2: version, trace, span, flags; a version of later adds to the end. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;
const NO_TRACE = "0".repeat(32);

/**
 * By what a request is found in the logs of both sides: the caller's own `X-Request-Id`, else the trace that it is part
 * of, else one made here. One that could break a log line is not taken.
 */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const { "x-request-id": given, traceparent } = headers;
  if (typeof given === "string" && PLAIN.test(given)) return given;
  const [, trace] = TRACEPARENT.exec(typeof traceparent === "string" ? traceparent : "") ?? [];
  return trace === undefined || trace === NO_TRACE ? randomUUID() : trace;
}
