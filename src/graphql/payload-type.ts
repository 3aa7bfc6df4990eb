import { Extensions } from "type-graphql";
import type { RequestContext } from "./request-context.js";

/**
 * Of an object type that is made for the answers of mutations alone, a batch's for instance: it gets `errors`, `revision`
 * and `wasRepeated` itself, instead of a payload around it. Each of its fields may be null, empty, 0 or false.
 */
export const PayloadType = () => Extensions({ isPayload: true });

/** Of a mutation: further fields of its payload, by name with the name of their type; see `answerBeside`. */
export const AnswersBeside = (beside: Readonly<Record<string, string>>) => Extensions({ beside });

/**
 * How a mutation is answered again under its caller's key, where the object that it answers with is none that can be found
 * again: by the parts that it had (`PARTS`; rows among them as they are now), where it showed a secret that is kept
 * nowhere in clear, not at all: the refusal names what was made (`SECRET`); or by looking again (`RepeatsView`).
 */
export type RepeatedBy = "PARTS" | "SECRET" | RepeatedView;

/** What a call with these arguments would be answered now, had it been done before. */
export type RepeatedView = (context: RequestContext, given: Readonly<Record<string, unknown>>) => unknown;

export const Repeats = (repeatedBy: Exclude<RepeatedBy, RepeatedView>) => Extensions({ repeatedBy });

/** The answer shows what holds now for what the arguments name: it is looked up again, and nothing of it is kept. */
export const RepeatsView = <Given extends object>(view: (context: RequestContext, given: Given) => unknown) =>
  Extensions({ repeatedBy: view });

const besideThings = new WeakMap<object, Readonly<Record<string, unknown>>>();

/** Says the further fields of the payload about this thing. Rows live as long as the call that loaded them. */
export function answerBeside(thing: object, parts: Readonly<Record<string, unknown>>): void {
  besideThings.set(thing, parts);
}

export function besideOf(thing: object | null): Readonly<Record<string, unknown>> {
  return (thing === null ? undefined : besideThings.get(thing)) ?? {};
}

/** What a type says about itself that holds a refusal as `error`: it gets `errors`, the problems that it stands for. */
export const HoldsProblems = () => Extensions({ holdsProblems: true });
