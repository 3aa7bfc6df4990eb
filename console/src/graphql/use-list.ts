import { useEffect, useState } from "react";
import type { Documented } from "../../../clients/typescript/src/index.js";
import { useChangedElsewhere } from "./changed-elsewhere.js";
import { type Problem, problemOf } from "./problem.js";
import { usePolling } from "./use-polling.js";
import { useQuery } from "./use-query.js";

/** A page as the API answers it, as far as a screen asks for its parts. */
export interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly totalCount?: number;
  readonly isTotalExact?: boolean;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly endCursor?: string | null;
    readonly hasPreviousPage?: boolean;
    readonly startCursor?: string | null;
  };
}

interface ListQuery<Result, Variables, Node> {
  readonly document: Documented<Result, Variables>;
  readonly variables: Variables;
  /** Where the list is in the answer. */
  readonly at: (data: Result) => Page<Node> | null | undefined;
  readonly isPaused?: boolean;
  /** Asked again every five seconds while the page is seen: something is being waited for. */
  readonly isLive?: (data: Result) => boolean;
}

export interface List<Result, Node> {
  readonly data: Result | null;
  readonly rows: readonly Node[];
  readonly page: Page<Node> | null;
  /** Nothing is there to be shown yet. */
  readonly isLoading: boolean;
  readonly problem: Problem | null;
  readonly loadedAt: number | null;
  refresh(): void;
}

/** A page of a list; rows that were there stay while it is asked for again, and when that fails. */
export function useList<Result, Variables extends object, Node>(
  query: ListQuery<Result, Variables, Node>,
): List<Result, Node> {
  const { document, variables, at, isPaused = false, isLive } = query;
  const [{ data, error, fetching }, ask] = useQuery<Result, Variables>({
    query: document,
    variables,
    pause: isPaused,
  });
  const [loadedAt, setLoadedAt] = useState<number | null>(null);
  const isThere = data !== undefined && error === undefined;
  useEffect(() => {
    if (isThere && !fetching) setLoadedAt(Date.now());
  }, [isThere, fetching]);
  const refresh = () => ask({ requestPolicy: "network-only" });
  usePolling(refresh, data !== undefined && isLive?.(data) === true);
  useChangedElsewhere(() => {
    if (!isPaused) refresh();
  });
  const connection = data === undefined ? null : at(data);
  return {
    data: data ?? null,
    rows: connection?.edges.map(({ node }) => node) ?? [],
    page: connection ?? null,
    isLoading: data === undefined && error === undefined,
    problem: problemOf(error),
    loadedAt,
    refresh,
  };
}
