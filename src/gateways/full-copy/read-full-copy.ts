import type { EntityManager } from "typeorm";
import { currentRevision } from "../../feed/index.js";
import { KEY_RULE } from "../../kernel/index.js";
import {
  codeOfState,
  type DomainSenderEntry,
  REPLICA_FORMAT,
  type ReplicaRecord,
  type SenderEntry,
} from "../../replication/index.js";
import { formatCursor, type ReplicaCursor } from "./copy-cursor.js";
import {
  type AccountRow,
  type AccountSet,
  type ChosenDomains,
  type DomainRow,
  listAccounts,
  listAccountsOfDomain,
  listAliases,
  listBlockedAddresses,
  listDomainSenders,
  listDomains,
  listPolicies,
  listResellers,
  listSenders,
  type PolicyFacts,
} from "./copy-rows.queries.js";

/** Records that belong together, and where to go on after them; null where a reader must begin anew. */
export interface ReplicaPage {
  readonly records: readonly ReplicaRecord[];
  readonly cursor: string | null;
}

export interface CopyRequest {
  /** A-labels; null for all domains. */
  readonly domains: readonly string[] | null;
  /** Whether what stands for the chosen domains comes with them; of all domains everything does. Default: it does. */
  readonly hasAliases?: boolean;
  /** Where an earlier answer ended. */
  readonly after: ReplicaCursor | null;
}

/**
 * A full copy, page by page, from a manager that sees one unchanging state of the database. Resellers, policies
 * above the accounts, blocked addresses and domains come first and always all of them, also when it is taken up again: they are few, and their
 * newer state must not be missed. What is in memory at a time is one page.
 */
export async function* readFullCopy(manager: EntityManager, wanted: CopyRequest): AsyncGenerator<ReplicaPage> {
  const revision = await currentRevision(manager);
  yield {
    records: [["H", { format: REPLICA_FORMAT, keyRule: KEY_RULE, revision, domains: wanted.domains }]],
    cursor: null,
  };
  yield* readResellers(manager);
  yield page([
    ...(await listPolicies(manager, "PLATFORM", "ALL")).map(policyRecord),
    ...(await listPolicies(manager, "RESELLER", "ALL")).map(policyRecord),
  ]);
  yield* readBlockedAddresses(manager);
  if (wanted.domains === null) {
    for await (const domains of pagesOfDomains(manager, null)) yield page(await domainRecords(manager, domains));
    yield* readAllAccounts(manager, wanted.after?.key ?? "");
  } else {
    const { domains: names, hasAliases = true, after } = wanted;
    yield* readChosenDomains(manager, { names, hasAliases }, after);
  }
}

async function* readResellers(manager: EntityManager): AsyncGenerator<ReplicaPage> {
  for (let after = ""; ; ) {
    const resellers = await listResellers(manager, after);
    const last = resellers.at(-1);
    if (last === undefined) return;
    yield page(resellers.map(({ id, path, isSuspended }) => ["R", id, path, flag(isSuspended)]));
    after = last.path;
  }
}

async function* readBlockedAddresses(manager: EntityManager): AsyncGenerator<ReplicaPage> {
  for (let after = { blockedAt: 0, id: "" }; ; ) {
    const blocked = await listBlockedAddresses(manager, after);
    const last = blocked.at(-1);
    if (last === undefined) return;
    yield page([["B", blocked.map(({ addressKey }) => addressKey)]]);
    after = last;
  }
}

export async function* pagesOfDomains(
  manager: EntityManager,
  chosen: ChosenDomains | null,
): AsyncGenerator<DomainRow[]> {
  for (let after = ""; ; ) {
    const domains = await listDomains(manager, chosen, after);
    const last = domains.at(-1);
    if (last === undefined) return;
    yield domains;
    after = last.id;
  }
}

async function domainRecords(manager: EntityManager, domains: readonly DomainRow[]): Promise<ReplicaRecord[]> {
  const policies = await listPolicies(manager, "DOMAIN", { ids: domains.map(({ id }) => id) });
  return [
    ...domains.map(
      ({ id, name, resellerPath, isSuspended, isProven, aliasOfId }): ReplicaRecord => [
        "D",
        id,
        name,
        resellerPath,
        flag(isSuspended),
        flag(isProven),
        aliasOfId,
      ],
    ),
    ...policies.map(policyRecord),
  ];
}

async function* readAllAccounts(manager: EntityManager, afterId: string): AsyncGenerator<ReplicaPage> {
  for (let after = afterId; ; ) {
    const accounts = await listAccounts(manager, after);
    const last = accounts.at(-1);
    if (last === undefined) return;
    const cursor = formatCursor({ domainId: null, key: last.id });
    yield* readAccounts(manager, accounts, { after, until: last.id }, cursor);
    after = last.id;
  }
}

async function* readChosenDomains(
  manager: EntityManager,
  chosen: ChosenDomains,
  resumed: ReplicaCursor | null,
): AsyncGenerator<ReplicaPage> {
  const domains: DomainRow[] = [];
  for await (const some of pagesOfDomains(manager, chosen)) {
    yield page(await domainRecords(manager, some));
    domains.push(...some);
  }
  for (const { id } of domains) {
    if (resumed?.domainId && id < resumed.domainId) continue;
    for (let after = resumed?.domainId === id ? resumed.key : ""; ; ) {
      const accounts = await listAccountsOfDomain(manager, id, after);
      const last = accounts.at(-1);
      if (last === undefined) break;
      const cursor = formatCursor({ domainId: id, key: last.addressKey });
      yield* readAccounts(manager, accounts, { ids: accounts.map((account) => account.id) }, cursor);
      after = last.addressKey;
    }
  }
}

async function* readAccounts(
  manager: EntityManager,
  accounts: readonly AccountRow[],
  set: AccountSet,
  cursor: string,
): AsyncGenerator<ReplicaPage> {
  const aliases = groupBy(await listAliases(manager, set));
  yield page(
    accounts.map(({ id, domainId, addressKey, isSuspended }) => {
      const ofThis = aliases.get(id) ?? [];
      const keys = (areProven: boolean) =>
        ofThis.filter(({ isProven }) => isProven === areProven).map((alias) => alias.addressKey);
      return ["A", id, domainId, addressKey, keys(true), flag(isSuspended), keys(false)];
    }),
  );
  for (let senders = await listSenders(manager, set, null); ; ) {
    yield page(
      [...groupBy(senders.rows)].map(([accountId, rows]) => [
        "S",
        accountId,
        rows.map(
          ({ addressKey, state, expiresAt }): SenderEntry =>
            expiresAt === null ? [addressKey, codeOfState(state)] : [addressKey, codeOfState(state), expiresAt],
        ),
      ]),
    );
    const last = senders.rows.at(-1);
    if (senders.isLast || last === undefined) break;
    senders = await listSenders(manager, set, last);
  }
  const domainSenders = [...groupBy(await listDomainSenders(manager, set))].map(
    ([accountId, rows]): ReplicaRecord => [
      "W",
      accountId,
      rows.map(({ domain, expiresAt }): DomainSenderEntry => (expiresAt === null ? [domain] : [domain, expiresAt])),
    ],
  );
  const policies = (await listPolicies(manager, "ACCOUNT", set)).map(policyRecord);
  yield { records: [...domainSenders, ...policies], cursor };
}

export function groupBy<Row extends { readonly accountId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.accountId);
    if (group === undefined) groups.set(row.accountId, [row]);
    else group.push(row);
  }
  return groups;
}

function policyRecord(policy: PolicyFacts): ReplicaRecord {
  const { scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, locked } = policy;
  const { subaddressDomains = null, refusalAdvice = null, resentMail = null } = policy;
  return [
    ...(["P", scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, locked] as const),
    ...([subaddressDomains, refusalAdvice, resentMail] as const),
  ];
}

function page(records: ReplicaRecord[]): ReplicaPage {
  return { records, cursor: null };
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
