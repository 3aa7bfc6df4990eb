import type { DomainError, DomainErrorCode, ReasonName } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { messageIn } from "./problem-words.js";

/** One thing that is wrong, as programs read it. */
export interface PublicProblem {
  readonly code: DomainErrorCode;
  readonly reason: ReasonName;
  readonly message: string;
  readonly field?: string;
  readonly expected?: string;
  /** From the field's argument down, whatever the caller calls its variables: `["input", "items", "3", "address"]`. */
  readonly path?: readonly string[];
  /** Which item of a batch. */
  readonly index?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export function publicProblem(error: DomainError, message = error.message): PublicProblem {
  const { code, reason, field, expected, parameters } = error;
  const path = field === undefined ? undefined : pathOf(field);
  return {
    code,
    reason,
    message,
    ...(field === undefined ? {} : { field }),
    ...(expected === undefined ? {} : { expected }),
    ...placeOf(path),
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
  };
}

/** All that an error stands for. */
export function publicProblems(error: DomainError, language: Language): PublicProblem[] {
  const all = error.problems.length > 0 ? error.problems : [error];
  return all.map((each) => publicProblem(each, messageIn(language, each)));
}

/** Path and index, where the error is about a place of the arguments. */
export function placeOf(path: readonly string[] | undefined): Pick<PublicProblem, "path" | "index"> {
  if (path === undefined) return {};
  const index = path.find((part) => /^\d+$/.test(part));
  return index === undefined ? { path } : { path, index: Number(index) };
}

/** `input.items[3].address` in its parts. */
function pathOf(field: string): string[] {
  return field.split(/[.[\]]+/).filter((part) => part !== "");
}
