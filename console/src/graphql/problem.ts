import type { CombinedError } from "@urql/core";
import { type ApiProblem, readProblem } from "../../../clients/typescript/src/index.js";

export type Problem = ApiProblem;

/** What a query or mutation came back with; null when all is well. */
export function problemOf(error: CombinedError | undefined): Problem | null {
  if (error === undefined) return null;
  const found = readProblem(error.graphQLErrors, requestIdOf(error));
  return found ?? { code: "UNREACHABLE", message: error.networkError?.message ?? error.message };
}

function requestIdOf({ response }: CombinedError): string | null {
  return response instanceof Response ? response.headers.get("x-request-id") : null;
}
