import type { EntityManager } from "typeorm";
import type { Scope } from "../../kernel/index.js";
import { figuresOf, type ReadinessFigures } from "./figures.js";
import type { DomainCursor, ObservedDomain } from "./observed-domains.queries.js";
import type { ReplayOptions } from "./replay.js";
import { keptRows, type RowKind, type RowsInTree, walkedRows } from "./rows-in-tree.js";

export interface DomainReadiness extends ReadinessFigures {
  readonly domain: ObservedDomain;
}

/** The domains of a scope with accounts that would be refused, each with its figures. */
export type DomainFigures = RowsInTree<DomainReadiness, DomainCursor>;

const DOMAINS: RowKind<DomainReadiness, DomainCursor> = {
  rowsOf({ domain, accounts }) {
    const figures = figuresOf(accounts);
    return figures.unresolved.addresses > 0 ? [{ domain, ...figures }] : [];
  },
  isBehind: ({ domain }, after) => isBehind(domain, after),
  domainBefore: (after) => after,
};

/** Of the walk that made the report, where it could keep them. */
export function domainFigures(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  kept: readonly DomainReadiness[] | null,
): DomainFigures {
  return kept === null ? walkedRows(manager, scope, options, DOMAINS) : keptRows(kept, DOMAINS);
}

/** Paths and names are ASCII, which JavaScript compares as the engines do. */
export function isBehind({ resellerPath, name }: DomainCursor, after: DomainCursor): boolean {
  return resellerPath === after.resellerPath ? name > after.name : resellerPath > after.resellerPath;
}
