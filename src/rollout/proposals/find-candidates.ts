import type { EntityManager } from "typeorm";
import { placeholders } from "../../database/index.js";
import { PLATFORM_SCOPE, type TimeZone, UTC } from "../../kernel/index.js";
import { dayNumber, daysUntilToday, widened } from "../../observations/index.js";
import { type PolicySettings, policyChains, resolveSettings } from "../../policy/index.js";
import { timeZoneAt } from "../../tenancy/index.js";
import { type ReplayedAccount, type ReplayedAddress, type ReplayedDomain, replay } from "../readiness/replay.js";

/** An address that passes the thresholds of its account's policy. */
export interface Candidate {
  readonly accountId: string;
  readonly loginKey: string;
  readonly domainId: string;
  readonly resellerPath: string;
  readonly address: ReplayedAddress;
  readonly policy: Required<PolicySettings>;
}

/** Days after an alarm in which an account gets no proposals. */
const QUIET_DAYS = 7;
const MAX_WINDOW_DAYS = 90;

/** What should be proposed in the whole installation, a domain at a time. */
export async function* findCandidates(manager: EntityManager, now: Date): AsyncGenerator<Candidate[]> {
  const daysIn = (zone: TimeZone) => daysUntilToday(now, zone, MAX_WINDOW_DAYS + 1);
  const options = { at: now, daysIn, ...widened(daysIn(UTC)), isForeignOnly: true };
  for await (const replayed of replay(manager, PLATFORM_SCOPE, options)) {
    const accounts = await withoutAlarms(manager, replayed, now);
    if (accounts.length > 0) yield candidatesAmong(manager, replayed, accounts);
  }
}

async function withoutAlarms(
  manager: EntityManager,
  { domain, accounts }: ReplayedDomain,
  now: Date,
): Promise<ReplayedAccount[]> {
  const foreign = accounts.filter(({ addresses }) => addresses.some(isProposable));
  if (foreign.length === 0) return [];
  const today = dayNumber(now, await timeZoneAt(manager, domain.resellerPath));
  const alarms: { accountId: string }[] = await manager.query(
    `SELECT accountId FROM account_alarm WHERE accountId IN (${placeholders(foreign.length)}) AND domainId = ? AND day > ?`,
    [...foreign.map(({ accountId }) => accountId), domain.id, today - QUIET_DAYS],
  );
  const alarmed = new Set(alarms.map(({ accountId }) => accountId));
  return foreign.filter(({ accountId }) => !alarmed.has(accountId));
}

async function candidatesAmong(
  manager: EntityManager,
  { domain }: ReplayedDomain,
  accounts: readonly ReplayedAccount[],
): Promise<Candidate[]> {
  const place = { domainId: domain.id, resellerPath: domain.resellerPath };
  const chains = await policyChains(
    manager,
    accounts.map(({ accountId }) => ({ ...place, accountId })),
  );
  return accounts.flatMap(({ accountId, loginKey, addresses }, index) => {
    const policy = resolveSettings(chains[index] ?? []);
    if (policy.proactive === "OFF") return [];
    return addresses
      .filter(isProposable)
      .filter(({ messages, days }) => messages >= policy.proactiveMessages && days >= policy.proactiveDays)
      .map((address) => ({ accountId, loginKey, ...place, address, policy }));
  });
}

/** Only what nobody has decided about: a no, a question that is out, or an end stays what it is. */
function isProposable({ reason, addressKey }: ReplayedAddress): boolean {
  return reason === "NOT_AUTHORIZED" && addressKey.includes("@");
}
