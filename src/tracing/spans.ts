import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders } from "node:http";
import type { SpanAttributes } from "./attributes.js";
import { failureOf } from "./failure.js";

/** SERVER: somebody asked us; CLIENT: we ask somebody; INTERNAL: among ourselves. */
export type SpanKind = "SERVER" | "CLIENT" | "INTERNAL";

export interface SpanDescription {
  /** One of few: `SELECT account`, `POST /graphql`. */
  readonly name: string;
  /** Default: INTERNAL. */
  readonly kind?: SpanKind;
  readonly attributes?: SpanAttributes;
  /** Spans of other traces (`traceparent` of W3C Trace Context) from which this work follows; null for none. */
  readonly links?: readonly (string | null)[];
  /** Whether an error of the work means that it went wrong; default: yes. */
  readonly isFailure?: (error: unknown) => boolean;
}

/** One piece of work, from its beginning until `end`. */
export interface Span {
  /** By which others go on with the trace; null where nobody records it. */
  readonly traceparent: string | null;
  note(attributes: SpanAttributes): void;
  rename(name: string): void;
  /** It went wrong. */
  fail(): void;
  end(): void;
}

/** Whom a span is a part of: one of ours, or a caller's by its `traceparent`; null begins a trace. */
export type SpanParent = Span | string | null;

/** What makes spans and hands them on. */
export interface Tracer {
  begin(description: SpanDescription, parent: SpanParent): Span;
}

/** Null while nobody collects: then everything here is one comparison. */
let tracer: Tracer | null = null;
const spans = new AsyncLocalStorage<Span | null>();

export function traceBy(next: Tracer | null): void {
  tracer = next;
}

export function isTracingOn(): boolean {
  return tracer !== null;
}

/** Whether what runs now belongs to something that is traced. */
export function isTraced(): boolean {
  return tracer !== null && currentSpan() !== null;
}

/** What runs now; null where that is not traced. */
export function currentSpan(): Span | null {
  return tracer === null ? null : (spans.getStore() ?? null);
}

/** By which work that is done later, elsewhere, says from what it follows; null where nobody records it. */
export function traceparentHere(): string | null {
  return currentSpan()?.traceparent ?? null;
}

/**
 * For a request, which ends somewhere else than it began: continues the caller's trace. Null while nobody collects. Of what
 * the caller says of it (`tracestate`, `baggage`) nothing is taken: it could be anything.
 */
export function beginSpan(description: SpanDescription, { traceparent }: IncomingHttpHeaders): Span | null {
  return tracer === null ? null : tracer.begin(description, typeof traceparent === "string" ? traceparent : null);
}

/** All that `work` begins belongs to the span. */
export function withinSpan<T>(span: Span | null, work: () => T): T {
  return span === null ? work() : spans.run(span, work);
}

/** For what several share: it belongs to none of those for whom it is done. */
export function untraced<T>(work: () => T): T {
  return tracer === null ? work() : spans.run(null, work);
}

/** The work as a part of what runs now, or, where that is not traced, as the beginning of a trace. */
export function inSpan<T>(describe: () => SpanDescription, work: () => Promise<T>): Promise<T> {
  return tracer === null ? work() : measured(tracer, { parent: currentSpan(), describe }, work);
}

/** The work as a part of what runs now; where that is not traced, just the work. */
export function inChildSpan<T>(describe: () => SpanDescription, work: () => Promise<T>): Promise<T> {
  const parent = currentSpan();
  return tracer === null || parent === null ? work() : measured(tracer, { parent, describe }, work);
}

/** Work that is done for several at once: a part of what the first of them does, linked with the others. */
export function inSharedSpan<T>(
  askers: readonly (Span | null)[],
  describe: () => SpanDescription,
  work: () => Promise<T>,
): Promise<T> {
  if (tracer === null) return work();
  const [parent, ...others] = askers.filter((asker) => asker !== null);
  if (parent === undefined) return work();
  const links = others.map(({ traceparent }) => traceparent);
  return measured(tracer, { parent, describe: () => ({ ...describe(), links }) }, work);
}

interface Place {
  readonly parent: Span | null;
  readonly describe: () => SpanDescription;
}

async function measured<T>(by: Tracer, { parent, describe }: Place, work: () => Promise<T>): Promise<T> {
  const description = describe();
  const span = by.begin(description, parent);
  try {
    return await spans.run(span, work);
  } catch (error) {
    if (description.isFailure?.(error) !== false) noteFailure(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** What went wrong, or was refused, in a word. */
export function noteFailure(span: Span, error: unknown): void {
  const { attributes, isFault } = failureOf(error);
  span.note(attributes);
  if (isFault) span.fail();
}
