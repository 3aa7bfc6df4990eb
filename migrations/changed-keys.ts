import type { QueryRunner } from "typeorm";
import { KEY_RULE, parseDomainName, parseEmailAddress } from "../src/kernel/index.js";

/** A column that rights are looked up by, and what its key is made from: the text as typed, where that is kept. */
interface StoredKey {
  readonly table: string;
  readonly column: string;
  readonly typedColumn: string;
  readonly keyOf: (typed: string) => string | null;
  readonly removedBy: string;
}

export interface ChangedKey extends StoredKey {
  readonly id: string;
  readonly typed: string;
  readonly key: string;
  /** Null where the text is no domain and no address any more. */
  readonly newKey: string | null;
  /** Another row has the new key: one of the two has to go. */
  readonly isTaken: boolean;
}

const keyOfAddress = (typed: string): string | null => {
  const parsed = parseEmailAddress(typed);
  return parsed.ok ? parsed.address.key : null;
};
const ADDRESS = { column: "addressKey", typedColumn: "address", keyOf: keyOfAddress };

/** What was counted under a key (observations, traces) gives nobody a right, and is not looked at. */
const STORED_KEYS: readonly StoredKey[] = [
  { table: "domain", column: "name", typedColumn: "name", keyOf: parseDomainName, removedBy: "deleteDomain" },
  { table: "account", ...ADDRESS, removedBy: "deleteAccount, or updateAccount with another address" },
  { table: "account_alias", ...ADDRESS, removedBy: "removeAccountAlias" },
  { table: "identity", ...ADDRESS, removedBy: "revokeAuthorization for each of its authorizations, then DELETE" },
  {
    table: "domain_authorization",
    column: "domain",
    typedColumn: "domain",
    keyOf: parseDomainName,
    removedBy: "revokeDomainAuthorization",
  },
];

const ROWS_PER_PAGE = 1_000;
const MAX_NAMED_ROWS = 100;

/**
 * Which side of a change is right nobody but the operator can tell: two spellings that were one mailbox become two, or
 * a name that was accepted is none. Throws an error that names the rows and what to decide, and changes nothing.
 */
export async function requireSameKeys(queryRunner: QueryRunner): Promise<void> {
  const changed = await findChangedKeys(queryRunner);
  if (changed.length > 0) throw new Error(describe(changed));
}

async function findChangedKeys(queryRunner: QueryRunner): Promise<ChangedKey[]> {
  const changed: ChangedKey[] = [];
  for (const stored of STORED_KEYS) {
    for await (const { id, typed, key } of rowsOf(queryRunner, stored)) {
      const newKey = stored.keyOf(typed);
      if (newKey === key) continue;
      const isTaken = newKey !== null && (await isKeyOfAnother(queryRunner, stored, newKey));
      changed.push({ ...stored, id, typed, key, newKey, isTaken });
    }
  }
  return changed;
}

interface KeyRow {
  readonly id: string;
  readonly typed: string;
  readonly key: string;
}

/** Plain ASCII without a Punycode label has one key under every rule, so only the others are read, page by page. */
async function* rowsOf(queryRunner: QueryRunner, { table, column, typedColumn }: StoredKey): AsyncGenerator<KeyRow> {
  const isSqlite = queryRunner.connection.options.type === "better-sqlite3";
  const octets = isSqlite ? `length(CAST(${typedColumn} AS BLOB))` : `LENGTH(${typedColumn})`;
  const characters = isSqlite ? `length(${typedColumn})` : `CHAR_LENGTH(${typedColumn})`;
  for (let after = ""; ; ) {
    const rows: KeyRow[] = await queryRunner.query(
      `SELECT id, ${typedColumn} AS typed, ${column} AS ${quoted(queryRunner, "key")} FROM ${table}
        WHERE id > ? AND (${octets} <> ${characters} OR ${typedColumn} LIKE '%xn--%' OR ${column} LIKE '%xn--%')
        ORDER BY id LIMIT ${ROWS_PER_PAGE}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_PAGE) return;
    after = last.id;
  }
}

/** No account, alias, domain, … may have the key twice; a domain authorization may. */
async function isKeyOfAnother(queryRunner: QueryRunner, { table, column }: StoredKey, key: string): Promise<boolean> {
  if (table === "domain_authorization") return false;
  const rows: unknown[] = await queryRunner.query(`SELECT id FROM ${table} WHERE ${column} = ? LIMIT 1`, [key]);
  return rows.length > 0;
}

function quoted(queryRunner: QueryRunner, name: string): string {
  return queryRunner.connection.driver.escape(name);
}

function describe(changed: readonly ChangedKey[]): string {
  const named = changed.slice(0, MAX_NAMED_ROWS).map(describeRow);
  const others = changed.length - named.length;
  return [
    `${changed.length} stored ${changed.length === 1 ? "key is" : "keys are"} not what ${KEY_RULE.domains} and ${KEY_RULE.localParts} make of the text, and nothing was changed.`,
    ...named,
    ...(others > 0 ? [`  and ${others} more`] : []),
    "Decide for each row, then migrate again:",
    "  - it is not wanted: remove it with the version of mayfrom that ran until now, by the operation named;",
    "  - it is wanted under its new key: run the UPDATE named, after you have asked whose mail the new spelling is.",
    "Until then the version that ran until now goes on serving this database.",
  ].join("\n");
}

function describeRow({ table, column, id, typed, key, newKey, isTaken, removedBy }: ChangedKey): string {
  const row = `  ${table} ${id}: ${JSON.stringify(typed)} has the key ${JSON.stringify(key)}`;
  if (newKey === null) return `${row}, and is refused now. Remove: ${removedBy}`;
  if (isTaken) return `${row}, and would get ${JSON.stringify(newKey)}, which another row has. Remove: ${removedBy}`;
  return `${row}, and would get ${JSON.stringify(newKey)}. Remove: ${removedBy}. Keep: ${updates(table, column, id, newKey)}`;
}

/** Everything that repeats the key of an identity goes along with it. */
function updates(table: string, column: string, id: string, newKey: string): string {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const where = `WHERE id = ${text(id)};`;
  const domain = text(newKey.slice(newKey.lastIndexOf("@") + 1));
  if (table !== "identity") return `UPDATE ${table} SET ${column} = ${text(newKey)} ${where}`;
  return [
    `UPDATE identity SET addressKey = ${text(newKey)}, domain = ${domain} ${where}`,
    `UPDATE sender_authorization SET addressKey = ${text(newKey)}, identityDomain = ${domain} WHERE identityId = ${text(id)};`,
  ].join(" ");
}
