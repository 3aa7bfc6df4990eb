import type { EntityManager } from "typeorm";
import type { DecisionReason } from "../../decision/index.js";
import { badInput, because, endOfSubtree, placeOfScope, type Scope, type TimeZone } from "../../kernel/index.js";
import { type DayRange, daysUntilToday } from "../../observations/index.js";
import { effectivePolicy, type PolicySettings } from "../../policy/index.js";
import { timeZoneAt } from "../../tenancy/index.js";
import { nextEnforcement } from "../enforcement-state.js";
import { type AccountReadiness, unresolvedAccounts } from "./account-figures.js";
import type { DomainReadiness } from "./domain-figures.js";
import { addFigures, type Figures, figuresOf, noFigures } from "./figures.js";
import { type ReplayOptions, replay } from "./replay.js";

export interface Lack {
  readonly reason: DecisionReason;
  messages: number;
  addresses: number;
}

export interface TrendDay {
  readonly day: number;
  /** All mail of the scope that day. */
  messages: number;
  refused: number;
  unresolved: number;
}

/** The moment and the days of a report on a scope, and the zone that these are of. */
export interface ReadinessWindow extends ReplayOptions {
  readonly zone: TimeZone;
}

/** What would be refused at a moment of the mail seen in some days, and what is missing to get to zero. */
export interface ReadinessSummary extends DayRange {
  readonly at: Date;
  readonly zone: TimeZone;
  /** All mail that was seen. */
  readonly messages: number;
  /** Refused at the moment: where the mode is ENFORCE by then. */
  readonly refused: Figures;
  /** Refused wherever the mode were ENFORCE. */
  readonly unresolved: Figures;
  readonly lacking: readonly Lack[];
  readonly trend: readonly TrendDay[];
  /** With accounts that would be refused, in the order of the tree; null where there are too many to keep. */
  readonly domains: readonly DomainReadiness[] | null;
  /** Those accounts, where they were to be kept; null where there are too many. */
  readonly accounts: readonly AccountReadiness[] | null;
}

/** What is kept of a walk beside its figures, for a list that is asked for with them. */
export interface KeptOfWalk {
  readonly accounts: boolean;
}

export interface ReadinessQuery {
  readonly at?: Date | null;
  readonly days?: number | null;
  /** Of the scope's days, where it is known already. */
  readonly zone?: TimeZone;
}

const MAX_DAYS = 3_650;
/** Some megabytes. */
const MAX_KEPT_DOMAINS = 20_000;
/** With their addresses and days, as much. */
const MAX_KEPT_ACCOUNTS = 2_000;

/**
 * The moment and the days of a report: by default the next beginning of enforcement in the scope (now, where none is
 * planned) and the days that observations are kept. Throws BAD_USER_INPUT.
 */
export async function readinessWindow(
  manager: EntityManager,
  scope: Scope,
  { zone: known, ...wanted }: ReadinessQuery,
  now: Date,
): Promise<ReadinessWindow> {
  const policy = await effectivePolicy(manager, placeOfScope(scope));
  const zone = known ?? (await timeZoneAt(manager, placeOfScope(scope).resellerPath));
  return windowOf(policy, zone, wanted, now);
}

/** The same where the scope's policy and zone are at hand. */
export function windowOf(
  policy: Required<PolicySettings>,
  zone: TimeZone,
  { at, days }: Omit<ReadinessQuery, "zone">,
  now: Date,
): ReadinessWindow {
  const wanted = days ?? policy.observationDays;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MAX_DAYS) {
    throw badInput(
      because("OUT_OF_RANGE", { min: 1, max: MAX_DAYS }),
      "days",
      `days must be a whole number from 1 to ${MAX_DAYS}`,
      `1…${MAX_DAYS}`,
    );
  }
  const next = nextEnforcement(policy, now);
  return { at: at ?? (next === null ? now : new Date(next)), zone, ...daysUntilToday(now, zone, wanted) };
}

/** The report's figures for a whole scope: one walk over what was observed in it. */
export async function summarizeReadiness(
  manager: EntityManager,
  scope: Scope,
  options: ReadinessWindow,
  kept: KeptOfWalk = { accounts: false },
): Promise<ReadinessSummary> {
  const trend = await totalsByDay(manager, scope, options);
  const refused = noFigures();
  const unresolved = noFigures();
  const lacking = new Map<DecisionReason, Lack>();
  const domains: DomainReadiness[] = [];
  const keptAccounts: AccountReadiness[] = [];
  for await (const replayed of replay(manager, scope, options)) {
    const { domain, accounts } = replayed;
    if (kept.accounts && keptAccounts.length <= MAX_KEPT_ACCOUNTS) keptAccounts.push(...unresolvedAccounts(replayed));
    const figures = figuresOf(accounts);
    addFigures(refused, figures.refused);
    addFigures(unresolved, figures.unresolved);
    if (figures.unresolved.addresses > 0 && domains.length <= MAX_KEPT_DOMAINS) domains.push({ domain, ...figures });
    for (const account of accounts) {
      for (const [day, figures] of account.trend) {
        const entry = trend.get(day);
        if (entry === undefined) continue;
        entry.refused += figures.refused;
        entry.unresolved += figures.unresolved;
      }
      for (const { isUnresolved, reason, messages } of account.addresses) {
        if (!isUnresolved) continue;
        const lack = lacking.get(reason) ?? { reason, messages: 0, addresses: 0 };
        lack.messages += messages;
        lack.addresses += 1;
        lacking.set(reason, lack);
      }
    }
  }
  const days = [...trend.values()];
  return {
    at: options.at,
    zone: options.zone,
    fromDay: options.fromDay,
    untilDay: options.untilDay,
    messages: days.reduce((sum, { messages }) => sum + messages, 0),
    refused,
    unresolved,
    lacking: [...lacking.values()].sort((one, other) => other.messages - one.messages),
    trend: days,
    domains: domains.length <= MAX_KEPT_DOMAINS ? domains : null,
    accounts: kept.accounts && keptAccounts.length <= MAX_KEPT_ACCOUNTS ? keptAccounts : null,
  };
}

/** Of the same shape where nobody asks for a figure: no walk was made, and each list makes its own. */
export function noSummary({ at, zone, fromDay, untilDay }: ReadinessWindow): ReadinessSummary {
  const figures = { messages: 0, refused: noFigures(), unresolved: noFigures(), lacking: [], trend: [] };
  return { at, zone, fromDay, untilDay, ...figures, domains: null, accounts: null };
}

async function totalsByDay(
  manager: EntityManager,
  scope: Scope,
  { fromDay, untilDay }: ReplayOptions,
): Promise<Map<number, TrendDay>> {
  const { text, parameters } = totalsOf(scope);
  const rows: { day: number; messages: number }[] = await manager.query(
    `SELECT t.day AS day, SUM(t.own + t.authorized + t.unauthorized + t.refused) AS messages ${text}
      AND t.day BETWEEN ? AND ? GROUP BY t.day ORDER BY t.day`,
    [...parameters, fromDay, untilDay],
  );
  const found = new Map(rows.map(({ day, messages }) => [Number(day), Number(messages)]));
  const days = new Map<number, TrendDay>();
  for (let day = fromDay; day <= untilDay; day += 1) {
    days.set(day, { day, messages: found.get(day) ?? 0, refused: 0, unresolved: 0 });
  }
  return days;
}

function totalsOf(scope: Scope): { text: string; parameters: (string | number)[] } {
  switch (scope.kind) {
    case "PLATFORM":
      return { text: "FROM observation_total t WHERE 1 = 1", parameters: [] };
    case "RESELLER":
      return {
        text: `FROM observation_total t JOIN domain d ON d.id = t.domainId
                WHERE d.resellerPath >= ? AND d.resellerPath < ?`,
        parameters: [scope.resellerPath, endOfSubtree(scope.resellerPath)],
      };
    case "DOMAIN":
      return { text: "FROM observation_total t WHERE t.domainId = ?", parameters: [scope.domainId] };
    case "ACCOUNT":
      // Rows of the account's login are kept for a week, so that further back only its other addresses are counted.
      return {
        text: "FROM observation_day t WHERE t.domainId = ? AND t.accountId = ?",
        parameters: [scope.domainId, scope.accountId],
      };
  }
}
