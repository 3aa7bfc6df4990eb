import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CopyBuilder } from "../../src/agent/copy/copy-builder.js";
import { CopyStore } from "../../src/agent/copy/copy-store.js";
import { KEY_RULE } from "../../src/kernel/index.js";
import { codeOfState, type ReplicaRecord } from "../../src/replication/index.js";

const ACCOUNTS_PER_DOMAIN = 200;
const AUTHORIZATIONS_PER_ACCOUNT = 10;
const ACCOUNTS_PER_TRANSACTION = 1_000;
const AUTHORIZED = codeOfState("AUTHORIZED");

/** What the accounts of a seeded copy are called and what they may do, by their number from 0. */
export interface SeededCopy {
  readonly store: CopyStore;
  readonly accounts: number;
}

export function loginOf(account: number): string {
  return `user${account}@${domainOf(account)}`;
}

/** One of the addresses that the account may send as. */
export function authorizedAddressOf(account: number, index: number): string {
  return `alias${index % AUTHORIZATIONS_PER_ACCOUNT}.of${account}@clients${account % 1000}.example`;
}

export function accountsWith(authorizations: number): number {
  return Math.ceil(authorizations / AUTHORIZATIONS_PER_ACCOUNT);
}

/**
 * A copy with this many authorizations under ENFORCE, made by the agent's own builder from the records a platform would
 * send. Kept in the folder, so that the next run finds it.
 */
export async function openSeededCopy(
  folder: string,
  authorizations: number,
  holdsAddresses = false,
): Promise<SeededCopy> {
  const directory = join(folder, `copy-${authorizations}${holdsAddresses ? "-with-addresses" : ""}`);
  if (!existsSync(directory)) await buildCopy(directory, accountsWith(authorizations), holdsAddresses);
  return { store: CopyStore.open(directory, { isReadOnly: true }), accounts: accountsWith(authorizations) };
}

async function buildCopy(directory: string, accounts: number, holdsAddresses: boolean): Promise<void> {
  const unfinished = `${directory}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const builder = new CopyBuilder(unfinished, { domains: null, holdsAddresses }, KEY_RULE, 1);
  builder.add([
    ["R", identifier(1, 0), "/bench/", 0],
    ["P", "PLATFORM", "", [{ at: 0, mode: "ENFORCE" }], null, null, [], null, null, null],
  ]);
  for (let from = 0; from < accounts; from += ACCOUNTS_PER_TRANSACTION) {
    builder.add([...recordsOf(from, Math.min(accounts, from + ACCOUNTS_PER_TRANSACTION))]);
  }
  await builder.finish(Date.now());
  renameSync(unfinished, directory);
}

/** Every address with the login that may use it, in portions. */
export function* pairsOf(accounts: number): Iterable<readonly (readonly [address: string, login: string])[]> {
  for (let account = 0; account < accounts; account++) {
    yield Array.from({ length: AUTHORIZATIONS_PER_ACCOUNT }, (_, index) => [
      authorizedAddressOf(account, index),
      loginOf(account),
    ]);
  }
}

function* recordsOf(from: number, end: number): Iterable<ReplicaRecord> {
  for (let account = from; account < end; account++) {
    const domainId = identifier(2, Math.floor(account / ACCOUNTS_PER_DOMAIN));
    if (account % ACCOUNTS_PER_DOMAIN === 0) yield ["D", domainId, domainOf(account), "/bench/", 0, 1, null];
    yield ["A", identifier(3, account), domainId, loginOf(account), [], 0, []];
    yield ["S", identifier(3, account), authorizationsOf(account)];
  }
}

function authorizationsOf(account: number): [string, number][] {
  return Array.from({ length: AUTHORIZATIONS_PER_ACCOUNT }, (_, index) => [
    authorizedAddressOf(account, index),
    AUTHORIZED,
  ]);
}

function domainOf(account: number): string {
  return `d${Math.floor(account / ACCOUNTS_PER_DOMAIN)}.example`;
}

/** A UUID that tells its kind and number. */
function identifier(kind: number, number: number): string {
  return `0000000${kind}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}
