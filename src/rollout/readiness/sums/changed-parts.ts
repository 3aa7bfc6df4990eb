import { type RecordedEvent, recordedIn } from "../../../audit/index.js";
import { inBatches, placeholders, type Transaction } from "../../../database/index.js";
import { changesIn, type FeedChange } from "../../../feed/index.js";
import { findReleased } from "../../../tenancy/index.js";
import { changedSettings } from "./changed-rules.js";
import { domainsWithRightsAt, domainsWithRightsOn, type HoldingDomains } from "./rights-elsewhere.queries.js";
import { withoutSubaddresses } from "./without-subaddresses.js";

/** Domains, and paths with all domains below them (empty: the platform), whose readiness may be another one. */
export interface ChangedParts {
  readonly domainIds: Set<string>;
  readonly paths: Set<string>;
}

/**
 * What a transaction has changed of the rules, by what copies must learn of it: what a domain's own tenants do, and, of
 * what happens to a domain or a mailbox elsewhere, what it takes from those who hold rights there.
 */
export async function changedParts(tx: Transaction): Promise<ChangedParts> {
  const parts: ChangedParts = { domainIds: new Set(), paths: new Set() };
  const places: ChangedPlaces = {
    accountIds: new Set(),
    domainIds: new Set(),
    names: new Set(),
    ownNames: new Set(),
    addressKeys: new Set(),
  };
  for (const change of changesIn(tx)) noteChange(parts, places, change);
  for (const event of recordedIn(tx)) noteEvent(parts, places, event);
  noteReleased(parts, places, tx);
  const { accountIds, ownNames, names, addressKeys } = places;
  for (const id of await find(tx, "SELECT domainId AS found FROM account WHERE id", accountIds)) {
    parts.domainIds.add(id);
  }
  for (const id of await find(tx, "SELECT id AS found FROM domain WHERE name", ownNames)) parts.domainIds.add(id);
  for (const name of await find(tx, "SELECT name AS found FROM domain WHERE id", places.domainIds)) names.add(name);
  noteHolders(parts, await domainsWithRightsAt(tx, names));
  noteHolders(parts, await domainsWithRightsOn(tx, await withoutSubaddresses(tx, addressKeys)));
  return parts;
}

/** What is to be looked up. */
interface ChangedPlaces {
  /** With rules of their own. */
  readonly accountIds: Set<string>;
  /** Whoever has rights there, too. */
  readonly domainIds: Set<string>;
  /** The same of domains by name. */
  readonly names: Set<string>;
  /** Of domains: they alone. */
  readonly ownNames: Set<string>;
  /** Whether they are somebody's by themselves is another thing now. */
  readonly addressKeys: Set<string>;
}

function noteChange({ domainIds, paths }: ChangedParts, places: ChangedPlaces, change: FeedChange): void {
  switch (change.kind) {
    case "RESELLER":
      paths.add(change.path);
      return;
    case "RESELLER_REMOVED":
      return;
    case "DOMAIN":
      domainIds.add(change.id);
      places.names.add(change.name);
      return;
    case "DOMAIN_REMOVED":
      domainIds.add(change.id);
      return;
    case "IDENTITY":
      places.ownNames.add(change.addressKey.slice(change.addressKey.lastIndexOf("@") + 1));
      places.addressKeys.add(change.addressKey);
      return;
    case "POLICY":
    case "POLICY_REMOVED":
      // By their events, which say what was there before.
      return;
    case "ACCOUNT":
      domainIds.add(change.domainId);
      for (const key of [change.loginKey, ...change.aliasKeys]) places.addressKeys.add(key);
      return;
    default:
      domainIds.add(change.domainId);
  }
}

function noteEvent(parts: ChangedParts, places: ChangedPlaces, event: RecordedEvent): void {
  if (changesZone(event)) parts.paths.add(event.resellerPath ?? "");
  if (event.action === "policy.set" || event.action === "policy.removed") notePolicy(parts, places, event);
}

function notePolicy({ domainIds, paths }: ChangedParts, places: ChangedPlaces, event: RecordedEvent): void {
  const settings = changedSettings(event);
  if (settings.size === 0) return;
  const { resellerPath, domainId, accountId } = event;
  const isOfSubaddresses = settings.has("subaddressDelimiters");
  if (accountId !== null) places.accountIds.add(accountId);
  else if (domainId !== null && isOfSubaddresses) places.domainIds.add(domainId);
  else if (domainId !== null) domainIds.add(domainId);
  // Whoever has rights at one of many domains is about everybody.
  else paths.add(isOfSubaddresses ? "" : (resellerPath ?? ""));
}

/** The days of a report are those of the scope's zone. */
function changesZone({ action, before }: RecordedEvent): boolean {
  const isOfBrand = action === "reseller.updated" || action === "platform.updated";
  return isOfBrand && typeof before === "object" && before !== null && "timeZone" in before;
}

/** Subaddresses that nobody takes any more, domains that stand for no other, and those with the rules of another reseller. */
function noteReleased({ domainIds, paths }: ChangedParts, places: ChangedPlaces, tx: Transaction): void {
  const released = findReleased(tx);
  if (released === undefined) return;
  for (const id of released.domainIds) domainIds.add(id);
  for (const id of released.lessNamedDomainIds) places.domainIds.add(id);
  for (const name of released.domainNames.keys()) places.names.add(name);
  for (const key of released.addressKeys.keys()) places.addressKeys.add(key);
  for (const move of released.moves) {
    if (move.kind === "DOMAIN") places.names.add(move.name);
    else paths.add("");
  }
}

function noteHolders({ domainIds, paths }: ChangedParts, found: HoldingDomains): void {
  if (found === null) paths.add("");
  for (const id of found ?? []) domainIds.add(id);
}

async function find({ manager }: Transaction, sql: string, keys: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of inBatches([...keys])) {
    const rows: { found: string }[] = await manager.query(`${sql} IN (${placeholders(chunk.length)})`, chunk);
    for (const row of rows) found.push(row.found);
  }
  return found;
}
