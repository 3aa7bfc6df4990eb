import { type RecordedEvent, recordedIn } from "../../../audit/index.js";
import { inBatches, placeholders, type Transaction } from "../../../database/index.js";
import { changesIn, type FeedChange } from "../../../feed/index.js";
import { findReleased } from "../../../tenancy/index.js";

/** Domains, and paths with all domains below them (empty: the platform), whose readiness may be another one. */
export interface ChangedParts {
  readonly domainIds: Set<string>;
  readonly paths: Set<string>;
}

/**
 * What a transaction has changed of the rules, by what copies must learn of it. What a domain's own tenants do is all
 * here; what a mailbox elsewhere takes away of subaddresses that somebody else was allowed is seen with the next day.
 */
export async function changedParts(tx: Transaction): Promise<ChangedParts> {
  const parts: ChangedParts = { domainIds: new Set(), paths: new Set() };
  const wanted: Wanted = { accountIds: new Set(), resellerIds: new Set(), names: new Set() };
  for (const change of changesIn(tx)) noteChange(parts, wanted, change);
  for (const event of recordedIn(tx)) if (changesZone(event)) parts.paths.add(event.resellerPath ?? "");
  const released = findReleased(tx);
  for (const id of released?.domainIds ?? []) parts.domainIds.add(id);
  if (released?.hasDomainAliases) parts.paths.add("");
  for (const id of await find(tx, "SELECT domainId AS found FROM account WHERE id", wanted.accountIds)) {
    parts.domainIds.add(id);
  }
  for (const id of await find(tx, "SELECT id AS found FROM domain WHERE name", wanted.names)) parts.domainIds.add(id);
  for (const path of await find(tx, "SELECT path AS found FROM reseller WHERE id", wanted.resellerIds)) {
    parts.paths.add(path);
  }
  return parts;
}

/** What is to be looked up. */
interface Wanted {
  readonly accountIds: Set<string>;
  readonly resellerIds: Set<string>;
  /** Of domains. */
  readonly names: Set<string>;
}

function noteChange({ domainIds, paths }: ChangedParts, wanted: Wanted, change: FeedChange): void {
  switch (change.kind) {
    case "RESELLER":
      paths.add(change.path);
      return;
    case "RESELLER_REMOVED":
      return;
    case "DOMAIN":
      // At a domain alias everybody may send who may at the domain that it stands for, wherever their accounts are.
      if (change.aliasOfId === undefined) domainIds.add(change.id);
      else paths.add("");
      return;
    case "DOMAIN_REMOVED":
      domainIds.add(change.id);
      return;
    case "IDENTITY":
      wanted.names.add(change.addressKey.slice(change.addressKey.lastIndexOf("@") + 1));
      return;
    case "POLICY":
    case "POLICY_REMOVED":
      if (change.scopeKind === "PLATFORM") paths.add("");
      else if (change.scopeKind === "RESELLER") wanted.resellerIds.add(change.scopeId);
      else if (change.scopeKind === "DOMAIN") domainIds.add(change.scopeId);
      else wanted.accountIds.add(change.scopeId);
      return;
    default:
      domainIds.add(change.domainId);
  }
}

/** The days of a report are those of the scope's zone. */
function changesZone({ action, before }: RecordedEvent): boolean {
  const isOfBrand = action === "reseller.updated" || action === "platform.updated";
  return isOfBrand && typeof before === "object" && before !== null && "timeZone" in before;
}

async function find({ manager }: Transaction, sql: string, keys: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of inBatches([...keys])) {
    const rows: { found: string }[] = await manager.query(`${sql} IN (${placeholders(chunk.length)})`, chunk);
    for (const row of rows) found.push(row.found);
  }
  return found;
}
