import { type EntityManager, In } from "typeorm";
import {
  Authorization,
  AuthorizationSource,
  AuthorizationState,
  type Grant,
  grantAuthorizations,
} from "../../authorizations/index.js";
import type { Services } from "../../graphql/index.js";
import { DomainError, parseEmailAddress, SYSTEM_ACTOR } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
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

/** Writes rows in one transaction, all or none; those that are authorized already stay as they are. */
export async function importBatch(
  { database }: Services,
  rows: readonly CheckedRow[],
): Promise<{ written: number; unchanged: number }> {
  return database.write(async (tx) => {
    const authorized = await authorizedPairs(tx.manager, rows);
    const fresh = firstOfEach(rows).filter((row) => !authorized.has(pairOf(row.grant.accountId, row.addressKey)));
    if (fresh.length > 0) {
      const grants = fresh.map(({ grant }) => grant);
      await grantAuthorizations(tx, SYSTEM_ACTOR, grants, (index) => `line ${fresh[index]?.line}`);
    }
    return { written: fresh.length, unchanged: rows.length - fresh.length };
  });
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

async function authorizedPairs(manager: EntityManager, rows: readonly CheckedRow[]): Promise<Set<string>> {
  const found = await manager
    .createQueryBuilder(Authorization, "authorization")
    .innerJoin("identity", "identity", "identity.id = authorization.identityId")
    .select("authorization.accountId", "accountId")
    .addSelect("identity.addressKey", "addressKey")
    .where("authorization.accountId IN (:...accounts)", {
      accounts: [...new Set(rows.map(({ grant }) => grant.accountId))],
    })
    .andWhere("identity.addressKey IN (:...keys)", { keys: [...new Set(rows.map(({ addressKey }) => addressKey))] })
    .andWhere("authorization.state = :state", { state: AuthorizationState.AUTHORIZED })
    .getRawMany<{ accountId: string; addressKey: string }>();
  return new Set(found.map(({ accountId, addressKey }) => pairOf(accountId, addressKey)));
}

function pairOf(accountId: string, addressKey: string): string {
  return `${accountId} ${addressKey}`;
}

function keyOf(text: string): string | null {
  const parsed = parseEmailAddress(text);
  return parsed.ok ? parsed.address.key : null;
}

/** What an error of a batch says to a person. */
export function wordsOf(error: unknown): string {
  if (error instanceof DomainError)
    return error.field === undefined ? error.message : `${error.field}: ${error.message}`;
  throw error;
}
