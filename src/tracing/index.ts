/**
 * What a call did and how long each part of it took, as spans of OpenTelemetry, for whoever collects them. It is off until
 * `startTracing` is given a collector; it refuses to carry what is about persons, and never holds up what it looks at.
 */
export {
  beginSpan,
  currentSpan,
  inChildSpan,
  inSharedSpan,
  inSpan,
  isTraced,
  isTracingOn,
  noteFailure,
  type Span,
  type SpanDescription,
  traceparentHere,
  untraced,
  withinSpan,
} from "./spans.js";
export { startTracing } from "./start-tracing.js";
