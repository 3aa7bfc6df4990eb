import type { EntityManager } from "typeorm";
import { Authorization, SenderProfile } from "../authorizations/index.js";
import { acrossTenants } from "../database/index.js";
import { because, conflict } from "../kernel/index.js";
import { Policy, type PolicySettings } from "../policy/index.js";
import { Account, AccountAlias, aliasesOfDomains, type Domain, MAX_BATCH_SIZE } from "../tenancy/index.js";
import { MAX_ENTRIES } from "./desired.js";

/** What a domain is now. Each part is one statement, however many mailboxes there are. */
export interface PresentDomain {
  readonly domain: Domain;
  /** What stands for it. */
  readonly domainAliases: readonly Domain[];
  /** By canonical address. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** By account, then by canonical address. */
  readonly aliases: PerAccount<AccountAlias>;
  readonly rights: PerAccount<Authorization>;
  /** The oldest profile of each right. */
  readonly profiles: ReadonlyMap<string, SenderProfile>;
  readonly settings: PolicySettings;
}

type PerAccount<Row> = ReadonlyMap<string, ReadonlyMap<string, Row>>;

export interface PartsWanted {
  readonly mailboxes: boolean;
  readonly rights: boolean;
  readonly policy: boolean;
  readonly domainAliases: boolean;
}

const WHY = "everything of a domain that the caller administers, its accounts' aliases elsewhere too";

/**
 * The domain is one that the caller administers, locked where its addresses are about to change. Throws CONFLICT where it
 * holds more than a call can name.
 */
export async function presentDomain(
  manager: EntityManager,
  domain: Domain,
  wanted: PartsWanted,
): Promise<PresentDomain> {
  const domainId = domain.id;
  const accounts = wanted.mailboxes ? await accountsIn(manager, domainId) : [];
  const aliases = wanted.mailboxes ? await aliasesIn(manager, domainId) : [];
  const rights = wanted.rights ? await rightsIn(manager, domainId) : [];
  const profiles = wanted.rights ? await profilesIn(manager, domainId) : [];
  const policy = wanted.policy ? await manager.findOneBy(Policy, { scopeKind: "DOMAIN", scopeId: domainId }) : null;
  return {
    domain,
    domainAliases: wanted.domainAliases ? await aliasesOfDomains(manager, [domainId]) : [],
    accounts: new Map(accounts.map((account) => [account.addressKey, account])),
    aliases: perAccount(aliases),
    rights: perAccount(rights),
    // The latest first, so that the oldest of each right is what stays in the map.
    profiles: new Map(profiles.map((profile) => [profile.authorizationId, profile])),
    settings: policy?.settings ?? {},
  };
}

/** A list that is complete cannot name more, and would end all that it has no room for. */
function requireRoom(rows: readonly unknown[], limit: number, what: string): void {
  if (rows.length <= limit) return;
  const words = `The domain has more than ${limit} ${what}, which is more than a call names: nothing was done`;
  throw conflict(because("TOO_MANY_BELOW", { limit }), words, "input.mailboxes");
}

async function accountsIn(manager: EntityManager, domainId: string): Promise<Account[]> {
  const take = MAX_BATCH_SIZE + 1;
  const accounts = await manager.find(Account, { where: { domainId }, order: { id: "ASC" }, take });
  requireRoom(accounts, MAX_BATCH_SIZE, "mailboxes");
  return accounts;
}

async function rightsIn(manager: EntityManager, domainId: string): Promise<Authorization[]> {
  const rights = await manager.find(Authorization, { where: { domainId }, take: MAX_ENTRIES + 1 });
  requireRoom(rights, MAX_ENTRIES, "identities and grants");
  return rights;
}

function aliasesIn(manager: EntityManager, domainId: string): Promise<AccountAlias[]> {
  const query = manager
    .createQueryBuilder(AccountAlias, "alias")
    .innerJoin(Account, "account", "account.id = alias.accountId")
    .where("account.domainId = :domainId", { domainId });
  return acrossTenants(query, WHY).getMany();
}

function profilesIn(manager: EntityManager, domainId: string): Promise<SenderProfile[]> {
  const query = manager
    .createQueryBuilder(SenderProfile, "profile")
    .innerJoin(Authorization, "sender", "sender.id = profile.authorizationId")
    .where("sender.domainId = :domainId", { domainId })
    .orderBy("profile.id", "DESC");
  return acrossTenants(query, WHY).getMany();
}

function perAccount<Row extends { readonly accountId: string; readonly addressKey: string }>(
  rows: readonly Row[],
): PerAccount<Row> {
  const found = new Map<string, Map<string, Row>>();
  for (const row of rows) {
    const own = found.get(row.accountId) ?? new Map<string, Row>();
    found.set(row.accountId, own.set(row.addressKey, row));
  }
  return found;
}
