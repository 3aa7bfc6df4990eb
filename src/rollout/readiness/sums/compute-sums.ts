import type { EntityManager } from "typeorm";
import { placeholders } from "../../../database/index.js";
import { PLATFORM_SCOPE } from "../../../kernel/index.js";
import { type Figures, figuresOf, noFigures, type ReadinessFigures } from "../figures.js";
import type { ObservedDomain } from "../observed-domains.queries.js";
import { replayDomains } from "../replay.js";
import type { ReadinessWindow } from "../summarize.js";
import { nextRulesOf } from "./next-rules.queries.js";
import { type SumWindow, sumWindowsAt } from "./sum-windows.js";

/** A row of `readiness_sum`. */
export interface SumRow {
  readonly [column: string]: string | number;
}

export interface DomainsToSum {
  readonly domainIds: readonly string[];
  /** Those of them that are still there. */
  readonly domains: readonly ObservedDomain[];
}

/**
 * The sums of domains in each of their scopes, a few hundred domains at a time. One that is gone adds its mail to the
 * platform's, as long as that is kept; one without mail adds nothing.
 */
export async function computeSums(
  manager: EntityManager,
  { domainIds, domains: found }: DomainsToSum,
  now: Date,
): Promise<SumRow[]> {
  const domains = new Map(found.map((domain) => [domain.id, domain]));
  const windowsAt = await sumWindowsAt(
    manager,
    [...new Set([...domains.values()].map((each) => each.resellerPath))],
    now,
  );
  const nextRules = await nextRulesOf(manager, [...domains.values()], now);
  const rows: SumRow[] = [];
  for (const { window, wanted } of sameWindows(domainIds, (id) => windowsAt(domains.get(id)?.resellerPath ?? null))) {
    const ids = [...new Set(wanted.map(({ domainId }) => domainId))];
    const messages = await messagesBefore(manager, ids, window);
    const present = ids.flatMap((id) => (messages.has(id) ? (domains.get(id) ?? []) : []));
    const figures = await figuresByDomain(manager, present, window);
    for (const { domainId, scopeKey, days, until, isOfNow } of wanted) {
      const ofDays = messages.get(domainId);
      if (ofDays === undefined) continue;
      const next = isOfNow ? nextRules.get(domainId) : undefined;
      const dueAt = Math.min(until, next ?? until);
      rows.push({ scopeKey, days, domainId, messages: ofDays, ...columnsOf(figures.get(domainId)), dueAt });
    }
  }
  return rows;
}

/** Found by the walk over what these domains sent, so that it is what the report says. */
export async function figuresByDomain(
  manager: EntityManager,
  domains: readonly ObservedDomain[],
  window: ReadinessWindow,
): Promise<Map<string, ReadinessFigures>> {
  const figures = new Map<string, ReadinessFigures>();
  for await (const { domain, accounts } of replayDomains(manager, PLATFORM_SCOPE, domains, window)) {
    figures.set(domain.id, figuresOf(accounts));
  }
  return figures;
}

/** All mail of each domain on the days before the last; domains without any from the first day on are missing. */
export async function messagesBefore(
  manager: EntityManager,
  domainIds: readonly string[],
  { fromDay, untilDay }: ReadinessWindow,
): Promise<Map<string, number>> {
  if (domainIds.length === 0) return new Map();
  const rows: { domainId: string; messages: number | string }[] = await manager.query(
    `SELECT domainId, SUM(CASE WHEN day < ? THEN own + authorized + unauthorized + refused ELSE 0 END) AS messages
       FROM observation_total WHERE domainId IN (${placeholders(domainIds.length)}) AND day >= ? GROUP BY domainId`,
    [untilDay, ...domainIds, fromDay],
  );
  return new Map(rows.map(({ domainId, messages }) => [domainId, Number(messages)]));
}

export async function findDomains(manager: EntityManager, ids: readonly string[]): Promise<ObservedDomain[]> {
  if (ids.length === 0) return [];
  return manager.query(`SELECT id, name, resellerPath FROM domain WHERE id IN (${placeholders(ids.length)})`, [...ids]);
}

interface WantedSum extends SumWindow {
  readonly domainId: string;
}

/** Most scopes look at the same days and the same moment: one walk serves them all. */
function sameWindows(domainIds: readonly string[], windowsOf: (domainId: string) => readonly SumWindow[]) {
  const groups = new Map<string, { readonly window: ReadinessWindow; readonly wanted: WantedSum[] }>();
  for (const domainId of domainIds) {
    for (const each of windowsOf(domainId)) {
      const { window } = each;
      const key = `${window.at.getTime()} ${window.fromDay} ${window.untilDay}`;
      const group = groups.get(key) ?? { window, wanted: [] };
      group.wanted.push({ ...each, domainId });
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function columnsOf(figures: ReadinessFigures | undefined): SumRow {
  const { refused, unresolved } = figures ?? { refused: noFigures(), unresolved: noFigures() };
  return { ...columns("refused", refused), ...columns("unresolved", unresolved) };
}

function columns(kind: keyof ReadinessFigures, { messages, accounts, addresses }: Figures): SumRow {
  return { [`${kind}Messages`]: messages, [`${kind}Accounts`]: accounts, [`${kind}Addresses`]: addresses };
}

/** Figures of a row as a statement reads it; all none where it found no row to add up. */
export function figuresOfColumns(row: Readonly<Record<string, unknown>> | undefined): ReadinessFigures {
  const of = (kind: keyof ReadinessFigures) => ({
    messages: Number(row?.[`${kind}Messages`] ?? 0),
    accounts: Number(row?.[`${kind}Accounts`] ?? 0),
    addresses: Number(row?.[`${kind}Addresses`] ?? 0),
  });
  return { refused: of("refused"), unresolved: of("unresolved") };
}
