import type { EntityManager } from "typeorm";
import { placeholders } from "../../database/index.js";
import type { Scope } from "../../kernel/index.js";
import type { DayRange } from "../../observations/index.js";
import { isAlarmed } from "./alarmed-mail.queries.js";
import type { ObservedDomain } from "./observed-domains.queries.js";

export interface RowsWanted extends DayRange {
  /** Leaves out what accounts sent on days on which they were probably used by somebody else. */
  readonly withoutAlarmed?: boolean;
}

/** Messages of an account that count on an address of a day. */
export interface ObservedRow {
  readonly domainId: string;
  readonly accountId: string;
  readonly day: number;
  readonly addressKey: string;
  readonly messages: number;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

export async function findObservedRows(
  manager: EntityManager,
  scope: Scope,
  domains: readonly ObservedDomain[],
  { fromDay, untilDay, withoutAlarmed }: RowsWanted,
): Promise<ObservedRow[]> {
  const rows: Record<keyof ObservedRow, string | number>[] = await manager.query(
    `SELECT domainId, accountId, day, addressKey, own + authorized + unauthorized + refused AS messages,
            firstSeenAt, lastSeenAt
       FROM observation_day
      WHERE domainId IN (${placeholders(domains.length)}) AND isLogin = 0 AND day BETWEEN ? AND ?
            ${scope.kind === "ACCOUNT" ? "AND accountId = ?" : ""}
            ${withoutAlarmed ? `AND NOT ${isAlarmed("observation_day")}` : ""}
      ORDER BY domainId, accountId, day, addressKey`,
    [...domains.map(({ id }) => id), fromDay, untilDay, ...(scope.kind === "ACCOUNT" ? [scope.accountId] : [])],
  );
  return rows.map((row) => ({
    domainId: String(row.domainId),
    accountId: String(row.accountId),
    addressKey: String(row.addressKey),
    day: Number(row.day),
    messages: Number(row.messages),
    firstSeenAt: Number(row.firstSeenAt),
    lastSeenAt: Number(row.lastSeenAt),
  }));
}

/** Of those, the ones that carry another such address besides. */
export interface ObservedPair {
  readonly domainId: string;
  readonly accountId: string;
  readonly day: number;
  readonly addressKey: string;
  readonly besideKey: string;
  readonly messages: number;
}

export async function findObservedPairs(
  manager: EntityManager,
  scope: Scope,
  domains: readonly ObservedDomain[],
  { fromDay, untilDay, withoutAlarmed }: RowsWanted,
): Promise<ObservedPair[]> {
  const rows: ObservedPair[] = await manager.query(
    `SELECT domainId, accountId, day, addressKey, besideKey, messages FROM observation_pair
      WHERE domainId IN (${placeholders(domains.length)}) AND day BETWEEN ? AND ?
            ${scope.kind === "ACCOUNT" ? "AND accountId = ?" : ""}
            ${withoutAlarmed ? `AND NOT ${isAlarmed("observation_pair")}` : ""}`,
    [...domains.map(({ id }) => id), fromDay, untilDay, ...(scope.kind === "ACCOUNT" ? [scope.accountId] : [])],
  );
  return rows.map(({ day, messages, ...keys }) => ({ ...keys, day: Number(day), messages: Number(messages) }));
}
