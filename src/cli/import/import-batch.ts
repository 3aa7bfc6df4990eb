import { type EntityManager, In } from "typeorm";
import {
  AuthorizationReason,
  AuthorizationSource,
  type Grant,
  grantAuthorizations,
  type LeftBecause,
  type LeftPair,
  leftBecause,
  leftSince,
  reasonBecause,
  reasonIn,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { dayOf, parseEmailAddress, required, SYSTEM_ACTOR, type TimeZone } from "../../kernel/index.js";
import { Account, AccountAlias, keysAtTargets, timeZonesAt } from "../../tenancy/index.js";
import type { Language } from "../../texts/index.js";
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

export interface RowsOfFile {
  /** Its name, without where it lies. */
  readonly file: string;
  /** Of whoever reads what is wrong with it. */
  readonly language: Language;
}

/** Looks at rows without writing: accounts exist, addresses and dates parse. A few queries however many rows. */
export async function checkRows(
  manager: EntityManager,
  rows: readonly ImportRow[],
  { file, language }: RowsOfFile,
): Promise<{ checked: CheckedRow[]; problems: Problem[] }> {
  const idByKey = await accountIdsByLogin(manager, [...new Set(rows.flatMap(({ account }) => keyOf(account) ?? []))]);
  const checked: CheckedRow[] = [];
  const problems: Problem[] = [];
  for (const row of rows) {
    const result = checkRow(row, idByKey, { file, language });
    if (typeof result === "string") problems.push({ line: row.line, words: result });
    else checked.push(result);
  }
  return { checked, problems };
}

/**
 * Whose logins these are: by the account's own address, by an alias, and by the same at the domain that the login's own
 * stands for, in this order, as whoever signs in is found.
 */
async function accountIdsByLogin(
  manager: EntityManager,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const atTargets = await keysAtTargets(manager, keys, "ALL");
  const all = [...new Set([...keys, ...atTargets.values()])];
  const accounts = await manager.find(Account, { where: { addressKey: In(all) } });
  const aliases = await manager.find(AccountAlias, { where: { addressKey: In(all) } });
  const held = new Map([
    ...aliases.map(({ addressKey, accountId }) => [addressKey, accountId] as const),
    ...accounts.map(({ addressKey, id }) => [addressKey, id] as const),
  ]);
  return new Map(
    keys.flatMap((key) => {
      const id = held.get(key) ?? held.get(atTargets.get(key) ?? "");
      return id === undefined ? [] : [[key, id] as const];
    }),
  );
}

function checkRow(
  row: ImportRow,
  idByKey: ReadonlyMap<string, string>,
  { file, language: { say } }: RowsOfFile,
): CheckedRow | string {
  const orEmpty = (text: string) => text || say("importRow.empty");
  const accountId = idByKey.get(keyOf(row.account) ?? "");
  if (accountId === undefined) return say("importRow.accountUnknown", { text: orEmpty(row.account) });
  const addressKey = keyOf(row.address);
  if (addressKey === null) return say("importRow.noAddress", { text: orEmpty(row.address) });
  const until = row.until === undefined ? null : new Date(row.until);
  if (until !== null && Number.isNaN(until.getTime())) return say("importRow.noDate", { text: row.until ?? "" });
  if (row.isDefault !== undefined && !["true", "false"].includes(row.isDefault)) return say("importRow.noTruth");
  const { displayName, organization, replyTo, bcc, signature, reason } = row;
  const profile = { displayName, organization, replyTo, bcc, signature, isDefault: row.isDefault === "true" };
  const source = AuthorizationSource.IMPORT;
  const grant = {
    ...profile,
    accountId,
    address: row.address,
    until,
    reason: reason ?? null,
    because: reasonBecause(AuthorizationReason.IMPORTED_FROM, { file }),
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
export async function importBatch(
  tx: Transaction,
  rows: readonly CheckedRow[],
  language: Language,
): Promise<ImportedBatch> {
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
  const rowOf = (pair: LeftPair): LeftRow => {
    const words = wordsOfLeft(pair, language, zoneAt(pair.account.resellerPath));
    return { line: required(fresh[pair.index]).line, because: leftBecause(pair), words };
  };
  return { written: granted.length, left: left.map(rowOf) };
}

/** Who sends as whom, and since when it is as it is. */
interface LeftFacts {
  readonly account: string;
  readonly address: string;
  readonly day: string;
}

const LEFT: Readonly<Record<LeftBecause, (language: Language, facts: LeftFacts) => string>> = {
  AUTHORIZED: ({ say }, facts) => say("importRow.AUTHORIZED", { ...facts }),
  UNANSWERED: ({ say }, facts) => say("importRow.UNANSWERED", { ...facts }),
  REFUSED: ({ say }, facts) => say("importRow.REFUSED", { ...facts }),
  WITHDRAWN: ({ say }, facts) => say("importRow.WITHDRAWN", { ...facts }),
  BLOCKED: ({ say }, facts) => say("importRow.BLOCKED", { ...facts }),
  REFUSED_BY_HOST: ({ say }, facts) => say("importRow.REFUSED_BY_HOST", { ...facts }),
  REVOKED: ({ say }, facts) => say("importRow.REVOKED", { ...facts }),
  PAUSED: ({ say }, facts) => say("importRow.PAUSED", { ...facts }),
  EXPIRED: ({ say }, facts) => say("importRow.EXPIRED", { ...facts }),
};

function wordsOfLeft(pair: LeftPair, language: Language, zone: TimeZone): string {
  const words = LEFT[leftBecause(pair)](language, {
    account: pair.account.address,
    address: pair.identity.address,
    day: language.day(dayOf(leftSince(pair), zone)),
  });
  const reason = reasonIn(language, pair.authorization?.reason ?? null);
  return reason === null ? words : language.say("importRow.noted", { words, reason });
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
