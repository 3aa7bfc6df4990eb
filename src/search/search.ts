import { type EntityManager, In } from "typeorm";
import type { Database } from "../database/index.js";
import { newInstance, rowsWithin, type Scope } from "../kernel/index.js";
import { listMessagesByIds, listMessagesByQueueId, type SubmissionTrace } from "../observations/index.js";
import {
  Account,
  AccountAlias,
  type Domain,
  findAccountsReceivingAt,
  findHostedDomains,
  keysAtTargets,
  listAccounts,
  listDomains,
  listResellers,
  placeOfAccount,
  placeOfDomain,
  type Reseller,
} from "../tenancy/index.js";
import { type ReadText, readText } from "./read-text.js";
import { FoundMessage, FoundRefusal, SearchResults } from "./search.types.js";

const MAX_FOUND = 10;
/** Of a queue id, so that few others begin like it. */
const MIN_PART_LENGTH = 5;
const MIN_WORD_LENGTH = 2;

/** At most a dozen statements, whatever the text is. */
export async function search(database: Database, scope: Scope, text: string): Promise<SearchResults> {
  const read = readText(text);
  const { reader } = database;
  const messages = await findMessages(reader, scope, read);
  const exact = await findAccountsReceivingAt(reader, read.addresses);
  const own = rowsWithin(scope, exact, placeOfAccount);
  const begun = await beginningWithWord(database, scope, read);
  const domains = rowsWithin(scope, await findHostedDomains(reader, [...read.domains]), placeOfDomain);
  return newInstance(SearchResults, {
    refusals: read.refusals.map((refusal) => newInstance(FoundRefusal, refusal)),
    messages,
    accounts: once([...own, ...begun.accounts]),
    domains: once([...domains, ...begun.domains]),
    resellers: begun.resellers,
    unknownAddresses: await withoutAccount(reader, own, read.addresses),
  });
}

async function findMessages(manager: EntityManager, scope: Scope, read: ReadText): Promise<FoundMessage[]> {
  const { word } = read;
  const whole = await listMessagesByIds(manager, scope, read, MAX_FOUND);
  const begun =
    word === null || word.length < MIN_PART_LENGTH || word.includes("@")
      ? []
      : await listMessagesByQueueId(manager, scope, word, MAX_FOUND);
  const traces = new Map<string, SubmissionTrace>();
  for (const trace of [...whole, ...begun]) if (!traces.has(trace.trace)) traces.set(trace.trace, trace);
  const found = [...traces.values()].slice(0, MAX_FOUND);
  if (found.length === 0) return [];
  const accounts = await manager.findBy(Account, { id: In(found.map(({ accountId }) => accountId)) });
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return found.flatMap(({ queueId, accountId, addressKey, isRefused, seenAt }) => {
    const account = byId.get(accountId);
    return account === undefined
      ? []
      : newInstance(FoundMessage, { queueId, account, address: addressKey, isRefused, seenAt });
  });
}

interface Begun {
  readonly accounts: readonly Account[];
  readonly domains: readonly Domain[];
  readonly resellers: Reseller[];
}

async function beginningWithWord(database: Database, scope: Scope, { word }: ReadText): Promise<Begun> {
  const none: Begun = { accounts: [], domains: [], resellers: [] };
  if (word === null || word.length < MIN_WORD_LENGTH) return none;
  const beginning = word.toLowerCase();
  const page = { first: MAX_FOUND };
  const accounts = await listAccounts(database, scope, { wanted: { address: beginning }, page });
  if (beginning.includes("@")) return { ...none, accounts: accounts.rows };
  const domains = await listDomains(database, scope, { wanted: { search: beginning }, page });
  const seesResellers = scope.kind === "PLATFORM" || scope.kind === "RESELLER";
  const resellers = seesResellers
    ? await listResellers(database, scope, { wanted: { search: beginning }, page })
    : { rows: [] };
  return { accounts: accounts.rows, domains: domains.rows, resellers: [...resellers.rows] };
}

async function withoutAccount(
  manager: EntityManager,
  accounts: readonly Account[],
  addresses: readonly string[],
): Promise<string[]> {
  const left = addresses.filter((key) => !accounts.some(({ addressKey }) => addressKey === key));
  if (left.length === 0 || accounts.length === 0) return left;
  const ids = accounts.map(({ id }) => id);
  const atTargets = await keysAtTargets(manager, left, "ALL");
  const keys = [...left, ...atTargets.values()];
  const aliases = await manager.findBy(AccountAlias, { accountId: In(ids), addressKey: In(keys) });
  const known = new Set([...accounts, ...aliases].map(({ addressKey }) => addressKey));
  return left.filter((key) => !known.has(key) && !known.has(atTargets.get(key) ?? key));
}

function once<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, MAX_FOUND);
}
