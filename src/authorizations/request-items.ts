import { In } from "typeorm";
import { inBatches, lockRows, type Transaction } from "../database/index.js";
import {
  type Actor,
  badInput,
  conflict,
  type EmailAddress,
  type Locked,
  notFound,
  required,
  requireEmailAddress,
  requireScope,
  scopeCovers,
} from "../kernel/index.js";
import { Account, Problems, placeOfAccount } from "../tenancy/index.js";
import { Authorization } from "./authorization.entity.js";
import type { Identity } from "./identity.entity.js";
import { ensureIdentities } from "./identity.queries.js";

/** One item of a call: an account of the caller's and an address, with what is known of the two. */
export interface Pair<Item> {
  readonly item: Item;
  /** Path of the item in the input, for errors. */
  readonly field: string;
  readonly account: Account;
  readonly address: EmailAddress;
  readonly identity: Identity;
  /** The authorization there is already, locked. */
  readonly existing: Locked<Authorization> | null;
}

interface PairItem {
  readonly accountId: string;
  readonly address: string;
}

export interface PairsToLoad<Item extends PairItem> {
  readonly items: readonly Item[];
  readonly fieldOf: (index: number) => string;
  readonly mayRepeat?: boolean | undefined;
}

/**
 * Loads the accounts, identities and authorizations behind the items in a handful of statements, however many they are.
 * Throws NOT_FOUND for an account outside the caller's scope, BAD_USER_INPUT for what is no address, and CONFLICT for
 * the same pair twice, unless it may repeat.
 */
export async function loadPairs<Item extends PairItem>(
  tx: Transaction,
  actor: Actor,
  { items, fieldOf, mayRepeat = false }: PairsToLoad<Item>,
): Promise<Pair<Item>[]> {
  const problems = new Problems();
  const accounts = await ownAccounts(tx, actor, items);
  for (const [index, { accountId }] of items.entries()) {
    if (!accounts.has(accountId)) problems.add(notFound("Account", `${fieldOf(index)}.accountId`));
  }
  const addresses = items.flatMap(
    ({ address }, index) => problems.collect(() => requireOneAddress(address, `${fieldOf(index)}.address`)) ?? [],
  );
  problems.throwIfAny();
  const identities = await ensureIdentities(tx, addresses);
  const existing = await lockExisting(tx, [...accounts.keys()], [...identities.values()]);
  const seen = new Set<string>();
  return items.map((item, index) => {
    const field = fieldOf(index);
    const address = required(addresses[index]);
    const identity = required(identities.get(address.key));
    const key = keyOf(item.accountId, identity.id);
    if (seen.has(key) && !mayRepeat)
      throw conflict("LISTED_TWICE", "This account and address stand in the batch twice", `${field}.address`);
    seen.add(key);
    const account = required(accounts.get(item.accountId));
    return { item, field, account, address, identity, existing: existing.get(key) ?? null };
  });
}

/** Throws BAD_USER_INPUT for what is no address, and for what is meant to be every address of a domain. */
function requireOneAddress(text: string, field: string): EmailAddress {
  const address = requireEmailAddress(text, field);
  if (address.localPart !== "*") return address;
  throw badInput(
    "WILDCARD_ADDRESS",
    field,
    `This would be a mailbox whose name is an asterisk. For every address of ${address.domain} there is a domain authorization`,
    `requestDomainAuthorization for ${address.domain}, or one address`,
  );
}

async function ownAccounts(
  tx: Transaction,
  actor: Actor,
  items: readonly PairItem[],
): Promise<ReadonlyMap<string, Account>> {
  const scope = requireScope(actor);
  const ids = [...new Set(items.map(({ accountId }) => accountId))];
  const accounts = new Map<string, Account>();
  for (const chunk of inBatches(ids)) {
    // Locked, so that the same account asking twice at once, or being deleted meanwhile, waits for us.
    const rows = await lockRows(tx, Account, { id: In(chunk) });
    for (const account of rows) {
      if (scopeCovers(scope, placeOfAccount(account))) accounts.set(account.id, account);
    }
  }
  return accounts;
}

async function lockExisting(
  tx: Transaction,
  accountIds: readonly string[],
  identities: readonly Identity[],
): Promise<ReadonlyMap<string, Locked<Authorization>>> {
  const existing = new Map<string, Locked<Authorization>>();
  for (const accounts of inBatches(accountIds)) {
    for (const some of inBatches(identities)) {
      const pairs = { accountId: In(accounts), identityId: In(some.map(({ id }) => id)) };
      const rows = await lockRows(tx, Authorization, pairs);
      for (const row of rows) existing.set(keyOf(row.accountId, row.identityId), row);
    }
  }
  return existing;
}

function keyOf(accountId: string, identityId: string): string {
  return `${accountId} ${identityId}`;
}
