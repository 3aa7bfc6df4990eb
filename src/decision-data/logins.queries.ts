import type { QueryRunner } from "typeorm";
import { inBatches, placeholders, rowsOf } from "../database/index.js";
import type { AccountPlace, FoundAccount } from "./accounts.queries.js";

/** Where a hosted domain lives. */
export type DomainPlace = Pick<AccountPlace, "domainId" | "resellerPath">;

export interface LoginQuery {
  /** Addresses and aliases that logins may belong to, beyond the addresses that were found at once. */
  readonly accountNames: readonly string[];
  /** A-labels. */
  readonly domainNames: readonly string[];
}

export interface FoundNames {
  /** By address or alias, aliases in domains that are not proven among them. */
  readonly accounts: ReadonlyMap<string, FoundAccount>;
  /** By name; what is not hosted here is missing. */
  readonly domains: ReadonlyMap<string, DomainPlace>;
}

interface NameRow {
  readonly kind: "ACCOUNT" | "DOMAIN";
  readonly name: string;
  readonly id: string;
  readonly addressKey: string | null;
  readonly domainId: string;
  readonly resellerPath: string;
  readonly state: string;
}

const NAMES_PER_STATEMENT = 1_000;
const ACCOUNT_COLUMNS = "a.id, a.addressKey, a.domainId, a.resellerPath, a.state";

/**
 * What logins that no account's address is, and addresses with a subaddress, are judged by: one statement for most
 * batches that need any of it, and most need none.
 */
export async function findNames(runner: QueryRunner, { accountNames, domainNames }: LoginQuery): Promise<FoundNames> {
  const accounts = new Map<string, FoundAccount>();
  const domains = new Map<string, DomainPlace>();
  const names = [
    ...accountNames.map((name) => ({ name, isDomain: false })),
    ...domainNames.map((name) => ({ name, isDomain: true })),
  ];
  for (const part of inBatches(names, NAMES_PER_STATEMENT)) {
    const ofAccounts = part.filter(({ isDomain }) => !isDomain).map(({ name }) => name);
    const ofDomains = part.filter(({ isDomain }) => isDomain).map(({ name }) => name);
    for (const row of await findSome(runner, ofAccounts, ofDomains)) {
      const { domainId, resellerPath } = row;
      if (row.kind === "DOMAIN") domains.set(row.name, { domainId, resellerPath });
      else accounts.set(row.name, accountOf(row));
    }
  }
  return { accounts, domains };
}

function accountOf({ id, addressKey, domainId, resellerPath, state }: NameRow): FoundAccount {
  const place = { accountId: id, domainId, resellerPath };
  return { loginKey: addressKey ?? "", place, isSuspended: state === "SUSPENDED" };
}

function findSome(
  runner: QueryRunner,
  accountNames: readonly string[],
  domainNames: readonly string[],
): Promise<NameRow[]> {
  const selects: string[] = [];
  if (accountNames.length > 0) {
    const list = placeholders(accountNames.length);
    selects.push(
      `SELECT 'ACCOUNT' AS kind, a.addressKey AS name, ${ACCOUNT_COLUMNS} FROM account a WHERE a.addressKey IN (${list})`,
      `SELECT 'ACCOUNT' AS kind, l.addressKey AS name, ${ACCOUNT_COLUMNS}
         FROM account_alias l CROSS JOIN account a ON a.id = l.accountId WHERE l.addressKey IN (${list})`,
    );
  }
  if (domainNames.length > 0) {
    selects.push(
      `SELECT 'DOMAIN' AS kind, d.name AS name, d.id, NULL AS addressKey, d.id AS domainId, d.resellerPath, d.state
         FROM domain d WHERE d.name IN (${placeholders(domainNames.length)})`,
    );
  }
  return rowsOf<NameRow>(runner, selects.join(" UNION ALL "), [...accountNames, ...accountNames, ...domainNames]);
}
