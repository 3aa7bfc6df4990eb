import { useCallback, useState } from "react";
import { useClient } from "urql";
import type { Documented } from "../../../clients/typescript/src/index.js";
import { type Problem, problemOf } from "./problem.js";

interface Act<Result, Variables> {
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  /** The answer, or null where it was refused: `problem` then says why. */
  run(variables: Variables): Promise<Result | null>;
  forget(): void;
}

/** One mutation at a time, with what became of it. */
export function useAct<Result, Variables extends object>(
  document: Documented<Result, Variables>,
): Act<Result, Variables> {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(
    async (variables: Variables) => {
      setBusy(true);
      setProblem(null);
      const { data, error } = await client.mutation<Result>(document, variables).toPromise();
      setBusy(false);
      const found = problemOf(error);
      setProblem(found);
      return found === null ? (data ?? null) : null;
    },
    [client, document],
  );
  const forget = useCallback(() => setProblem(null), []);
  return { isBusy, problem, run, forget };
}
