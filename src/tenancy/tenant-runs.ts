import type { EntityManager } from "typeorm";
import { type IndexRun, MAX_RUNS, runsOf } from "../database/index.js";
import type { Scope } from "../kernel/index.js";
import { domainIdsWithin, pathsWithin } from "./reseller.queries.js";
import { TenantState } from "./tenant-state.js";

/** A row that says where it lives, and what else stands before the sorted column in its indexes. */
interface PlacedRow {
  readonly resellerPath?: string | null;
  readonly domainId?: string | null;
  readonly state?: string;
}

export interface RunsWanted {
  readonly scope: Scope;
  readonly domainId?: string | null;
  /** A reseller and everything below it. */
  readonly subtree?: string | null;
  /** What the indexes of a whole reseller begin with. */
  readonly resellersBy: "resellerPath" | "domainId";
  /** Also before the sorted column; left out where an index has no state. */
  readonly states?: readonly string[];
}

/**
 * The runs of the index that holds a sorted order for a part of the tree: (state, …) for the platform, (path, state, …)
 * or (domain, state, …) for each reseller or domain of the part. One that is too large for that walks the platform's.
 */
export async function runsWithin<Row extends PlacedRow>(
  manager: EntityManager,
  { scope, domainId, subtree, resellersBy, states }: RunsWanted,
): Promise<IndexRun<Row>[]> {
  const ofStates = (states?.map((state) => ({ state })) ?? [{}]) as IndexRun<Row>[];
  const within = (column: "resellerPath" | "domainId", values: readonly string[]) =>
    runsOf<Row>(values.map((value) => ({ [column]: value })) as IndexRun<Row>[], ofStates);
  if (scope.kind === "ACCOUNT") return [{}];
  const domain = scope.kind === "DOMAIN" ? scope.domainId : domainId;
  if (domain) return within("domainId", [domain]);
  const path = subtree ?? (scope.kind === "RESELLER" ? scope.resellerPath : null);
  if (path === null) return ofStates;
  const most = Math.floor(MAX_RUNS / Math.max(ofStates.length, 1));
  const find = resellersBy === "domainId" ? domainIdsWithin : pathsWithin;
  const values = await find(manager, path, most);
  return values === null ? ofStates : within(resellersBy, values);
}

/** The usual order of what stands in the tree, as an index (state, path, id) holds it for each state. */
export const BY_RESELLER = { column: "resellerPath", type: "text" } as const;

/** A run of that index for each state that a filter names. */
export function stateRuns(filter: { readonly state?: TenantState; readonly states?: readonly TenantState[] }) {
  return statesWanted(TenantState, filter).map((state) => ({ state }));
}

/** The states that a filter leaves; all where it names none. */
export function statesWanted<State extends string>(
  all: Readonly<Record<string, State>>,
  { state, states }: { readonly state?: State | null; readonly states?: readonly State[] | null },
): State[] {
  return [...new Set(states ?? Object.values(all))].filter((each) => !state || each === state);
}
