import { type EntityManager, In } from "typeorm";
import { inBatches } from "../database/index.js";
import { type Actor, requireMayUndo, requireScope } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { AccountAlias } from "./account-alias.entity.js";
import { Domain } from "./domain.entity.js";
import { domainOf } from "./domain-aliases.queries.js";
import { resellersOnPath } from "./reseller.queries.js";
import { requireMayEnd } from "./suspension.js";
import { TenantState } from "./tenant-state.js";

/** An account, and canonical keys of aliases that are about to be nobody's. */
export interface ReleasedNames {
  readonly account: Account;
  readonly keys: readonly string[];
}

/**
 * Throws FORBIDDEN where an alias is a name of what was suspended from further up: as nobody's it would sign in and send
 * again. In the account's own domain what suspends that goes on to hold; elsewhere nothing does.
 */
export async function requireMayRelease(
  manager: EntityManager,
  actor: Actor,
  released: readonly ReleasedNames[],
): Promise<void> {
  if (requireScope(actor).kind === "PLATFORM") return;
  const named = released.filter(({ keys }) => keys.length > 0);
  requireMayEnd(
    actor,
    named.map(({ account }) => account),
    "address",
  );
  const elsewhere = named.filter(({ account, keys }) =>
    keys.some((key) => domainOf(key) !== domainOf(account.addressKey)),
  );
  for (const ids of inBatches([...new Set(elsewhere.map(({ account }) => account.domainId))])) {
    requireMayEnd(actor, await manager.findBy(Domain, { id: In(ids) }), "domain");
  }
  await requireMayLeaveResellers(
    manager,
    actor,
    elsewhere.map(({ account }) => account.resellerPath),
  );
}

/** An account, and a domain elsewhere in which it is about to have an alias. */
export interface NewName {
  readonly account: Account;
  readonly host: Domain;
}

/** The same the other way round: an alias in a domain that was suspended from further up would sign in again. */
export async function requireMayName(manager: EntityManager, actor: Actor, names: readonly NewName[]): Promise<void> {
  if (requireScope(actor).kind === "PLATFORM") return;
  const hosts = names.flatMap(({ account, host }) => (host.id === account.domainId ? [] : [host]));
  requireMayEnd(actor, hosts, "domain");
  await requireMayLeaveResellers(
    manager,
    actor,
    hosts.map(({ resellerPath }) => resellerPath),
  );
}

/**
 * `requireMayRelease` for domains that are about to be hosted nowhere, with the aliases in them that stay unless they are released:
 * those of other domains' accounts, and what each domain alias says of accounts at the domain that it stands for. A
 * reseller suspended from further up suspends its domains wherever they could be made anew.
 */
export async function requireMayReleaseDomains(
  manager: EntityManager,
  actor: Actor,
  domains: readonly Domain[],
): Promise<void> {
  if (requireScope(actor).kind === "PLATFORM") return;
  await requireMayLeaveResellers(
    manager,
    actor,
    domains.map(({ resellerPath }) => resellerPath),
  );
  await requireMayReleaseTargets(manager, actor, domains);
  for (const chunk of inBatches(domains)) {
    const aliases = await manager.findBy(AccountAlias, { domainId: In(chunk.map(({ id }) => id)) });
    const keys = new Map<string, string[]>();
    for (const { accountId, addressKey } of aliases) {
      keys.set(accountId, [...(keys.get(accountId) ?? []), addressKey]);
    }
    for (const ids of inBatches([...keys.keys()])) {
      const accounts = await manager.findBy(Account, { id: In(ids) });
      await requireMayRelease(
        manager,
        actor,
        accounts.map((account) => ({ account, keys: keys.get(account.id) ?? [] })),
      );
    }
  }
}

async function requireMayReleaseTargets(
  manager: EntityManager,
  actor: Actor,
  domains: readonly Domain[],
): Promise<void> {
  const targets = new Set(domains.flatMap(({ aliasOfId }) => (aliasOfId === null ? [] : [aliasOfId])));
  for (const ids of inBatches([...targets])) {
    requireMayEnd(actor, await manager.findBy(Domain, { id: In(ids) }), "domain");
    const suspended = await manager.findBy(Account, { domainId: In(ids), state: TenantState.SUSPENDED });
    for (const { address, suspendedBy } of suspended) {
      requireMayUndo(
        suspendedBy,
        requireScope(actor),
        `The suspension of ${address}, which signs in with this name too,`,
      );
    }
  }
}

async function requireMayLeaveResellers(manager: EntityManager, actor: Actor, paths: readonly string[]): Promise<void> {
  for (const path of new Set(paths)) requireMayEnd(actor, await resellersOnPath(manager, path), "reseller");
}
