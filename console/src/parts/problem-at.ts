import type { Problem } from "../graphql/problem.js";
import { sentenceOf } from "./outcome.js";

/** What the server says against one field of a form: `input.name`, also where it names a part of it. Null otherwise. */
export function problemAt(problem: Problem | null, field: string): string | null {
  const said = problem?.field;
  if (problem === null || said === undefined) return null;
  return said === field || said.startsWith(`${field}[`) || said.startsWith(`${field}.`) ? sentenceOf(problem) : null;
}

/** Whether what the server says is against none of the form's fields, and stands above it. */
export function isOfNoField(problem: Problem | null, fields: readonly string[]): problem is Problem {
  return problem !== null && fields.every((field) => problemAt(problem, field) === null);
}
