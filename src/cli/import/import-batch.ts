import { type EntityManager, In } from "typeorm";
import {
  AuthorizationSource,
  type Grant,
  grantAuthorizations,
  type LeftBecause,
  type LeftPair,
  leftBecause,
  leftSince,
  wordsOfReason,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import {
  DomainError,
  dayOf,
  isoDay,
  parseEmailAddress,
  required,
  SYSTEM_ACTOR,
  type TimeZone,
} from "../../kernel/index.js";
import { Account, timeZonesAt } from "../../tenancy/index.js";
import type { ImportRow } from "./read-rows.js";

export interface Problem {
  readonly line: number;
  readonly words: string;
}

/** A row that can be written, and its line. */
export interface CheckedRow {
  readonly line: number;
  readonly grant: Grant;
  readonly addressKey: string;
}

/** Looks at rows without writing: accounts exist, addresses and dates parse. One query however many rows. */
export async function checkRows(
  manager: EntityManager,
  rows: readonly ImportRow[],
  file: string,
): Promise<{ checked: CheckedRow[]; problems: Problem[] }> {
  const keys = rows.flatMap(({ account }) => keyOf(account) ?? []);
  const accounts = await manager.find(Account, { where: { addressKey: In([...new Set(keys)]) } });
  const idByKey = new Map(accounts.map(({ addressKey, id }) => [addressKey, id]));
  const checked: CheckedRow[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const result = checkRow(row, idByKey, file);
    if (typeof result === "string") problems.push({ line: row.line, words: result });
    else checked.push(result);
  }
  return { checked, problems };
}

function checkRow(row: ImportRow, idByKey: ReadonlyMap<string, string>, file: string): CheckedRow | string {
  const accountId = idByKey.get(keyOf(row.account) ?? "");
  if (accountId === undefined) return `account ${row.account || "(empty)"} is not known here`;
  const addressKey = keyOf(row.address);
  if (addressKey === null) return `address ${row.address || "(empty)"} is not an e-mail address`;
  const until = row.until === undefined ? null : new Date(row.until);
  if (until !== null && Number.isNaN(until.getTime())) return `until ${row.until} is not a date`;
  if (row.isDefault !== undefined && !["true", "false"].includes(row.isDefault)) return "isDefault is true or false";
  const { displayName, organization, replyTo, bcc, signature, reason } = row;
  const profile = { displayName, organization, replyTo, bcc, signature, isDefault: row.isDefault === "true" };
  const source = AuthorizationSource.IMPORT;
  const grant = {
    ...profile,
    accountId,
    address: row.address,
    until,
    reason: reason ?? `imported from ${file}`,
    source,
  };
  return { line: row.line, addressKey, grant: grant as Grant };
}

/** A row that was left as it was, for people. */
export interface LeftRow {
  readonly line: number;
  readonly because: LeftBecause;
  readonly words: string;
}

export interface ImportedBatch {
  readonly written: number;
  readonly left: readonly LeftRow[];
}

/**
 * Gives what is new, all or none: what is known here already in any state, or blocked by its owner, is newer than the
 * file and stays as it is.
 */
export async function importBatch(tx: Transaction, rows: readonly CheckedRow[]): Promise<ImportedBatch> {
  const fresh = firstOfEach(rows);
  const grants = fresh.map(({ grant }) => grant);
  const { granted, left } = await grantAuthorizations(
    tx,
    SYSTEM_ACTOR,
    grants,
    (index) => `line ${fresh[index]?.line}`,
  );
  const zoneAt = await timeZonesAt(
    tx.manager,
    left.map(({ account }) => account.resellerPath),
  );
  const rowOf = (pair: LeftPair) => leftRow(required(fresh[pair.index]).line, pair, zoneAt(pair.account.resellerPath));
  return { written: granted.length, left: left.map(rowOf) };
}

const BY_WHOM: Readonly<Record<LeftBecause, string>> = {
  AUTHORIZED: "is authorized",
  UNANSWERED: "waits for its owner, who has not answered",
  REFUSED: "was refused by its owner",
  WITHDRAWN: "was withdrawn by its owner",
  BLOCKED: "is blocked by its owner for everybody",
  REFUSED_BY_HOST: "was refused by the administrators of its domain",
  REVOKED: "was revoked",
  PAUSED: "is paused",
  EXPIRED: "has expired",
};

function leftRow(line: number, pair: LeftPair, zone: TimeZone): LeftRow {
  const because = leftBecause(pair);
  const since = isoDay(dayOf(leftSince(pair), zone));
  const reason = wordsOfReason(pair.authorization?.reason ?? null);
  const note = reason === null ? "" : ` (${reason})`;
  const words = `${pair.account.address} as ${pair.identity.address} ${BY_WHOM[because]}, since ${since} (${zone})${note}`;
  return { line, because, words };
}

/** A pair that stands in the file twice counts once. */
function firstOfEach(rows: readonly CheckedRow[]): CheckedRow[] {
  const byPair = new Map<string, CheckedRow>();
  for (const row of rows) {
    const pair = pairOf(row.grant.accountId, row.addressKey);
    if (!byPair.has(pair)) byPair.set(pair, row);
  }
  return [...byPair.values()];
}

function pairOf(accountId: string, addressKey: string): string {
  return `${accountId} ${addressKey}`;
}

function keyOf(text: string): string | null {
  const parsed = parseEmailAddress(text);
  return parsed.ok ? parsed.address.key : null;
}

/** What an error of a batch says to a person; one that is not about the rows is thrown on. */
export function wordsOf(error: unknown): { readonly message: string; readonly field: string | undefined } {
  if (error instanceof DomainError) return { message: error.message, field: error.field };
  throw error;
}
