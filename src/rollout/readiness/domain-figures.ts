import type { EntityManager } from "typeorm";
import type { Scope } from "../../kernel/index.js";
import { figuresOf, type ReadinessFigures } from "./figures.js";
import type { DomainCursor, ObservedDomain } from "./observed-domains.queries.js";
import { type ReplayOptions, replay } from "./replay.js";

export interface DomainReadiness extends ReadinessFigures {
  readonly domain: ObservedDomain;
}

/** The domains of a scope with accounts that would be refused, each with its figures. */
export interface DomainFigures {
  /** Whether they are at hand; else each reading walks over what was observed. */
  readonly areKept: boolean;
  /** Those behind a place, in the order of the tree. */
  behind(after: DomainCursor | null): AsyncIterable<DomainReadiness>;
}

/** Of the walk that made the report, where it could keep them. */
export function domainFigures(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  kept: readonly DomainReadiness[] | null,
): DomainFigures {
  return kept === null ? walkedFigures(manager, scope, options) : keptFigures(kept);
}

function walkedFigures(manager: EntityManager, scope: Scope, options: ReplayOptions): DomainFigures {
  return {
    areKept: false,
    async *behind(after) {
      for await (const { domain, accounts } of replay(manager, scope, { ...options, after })) {
        const figures = figuresOf(accounts);
        if (figures.unresolved.addresses > 0) yield { domain, ...figures };
      }
    },
  };
}

function keptFigures(found: readonly DomainReadiness[]): DomainFigures {
  return {
    areKept: true,
    async *behind(after) {
      for (const each of found) if (after === null || isBehind(each.domain, after)) yield each;
    },
  };
}

/** Paths and names are ASCII, which JavaScript compares as the engines do. */
export function isBehind({ resellerPath, name }: DomainCursor, after: DomainCursor): boolean {
  return resellerPath === after.resellerPath ? name > after.name : resellerPath > after.resellerPath;
}
