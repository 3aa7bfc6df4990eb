import type { EntityManager } from "typeorm";
import { modeInForce } from "../../decision/index.js";
import { type Scope, type TimeZone, UTC } from "../../kernel/index.js";
import { lastWholeDays, widened } from "../../observations/index.js";
import { policyChains, resolveSettings } from "../../policy/index.js";
import type { ObservedDomain } from "../readiness/observed-domains.queries.js";
import { replay } from "../readiness/replay.js";
import type { Enforcement } from "./upcoming-enforcements.queries.js";

/** Whole days of mail that are looked at, in the zone of each domain: what is in use now, and not what somebody sent once. */
export const BRAKE_DAYS = 7;

export interface UnresolvedDomain {
  readonly domain: ObservedDomain;
  /** Messages that the enforcement would newly refuse. */
  readonly messages: number;
  readonly threshold: number;
}

/** Domains in which a beginning of enforcement refuses something that passed the moment before. */
export async function* unresolvedAt(
  manager: EntityManager,
  { scope, at }: Enforcement,
  now: Date,
): AsyncGenerator<UnresolvedDomain> {
  const daysIn = (zone: TimeZone) => lastWholeDays(now, zone, BRAKE_DAYS);
  // What a stolen login sends says nothing of those whose mail enforcement would refuse.
  const options = { at: new Date(at), daysIn, ...widened(daysIn(UTC)), withoutAlarmed: true };
  for await (const { domain, accounts } of replay(manager, scope, options)) {
    const refused = accounts.filter((account) => account.refused > 0);
    if (refused.length === 0) continue;
    const places = refused.map(({ accountId }) => ({
      accountId,
      domainId: domain.id,
      resellerPath: domain.resellerPath,
    }));
    const [ofDomain = [], ...ofAccounts] = await policyChains(manager, [
      { domainId: domain.id, resellerPath: domain.resellerPath },
      ...places,
    ]);
    // Accounts that enforcement has reached before, by a schedule of their own or of a scope between, are used to it.
    const newly = refused.filter((_, index) => {
      const { schedule } = resolveSettings(ofAccounts[index] ?? []);
      return modeInForce(schedule, at - 1) !== "ENFORCE" && modeInForce(schedule, at) === "ENFORCE";
    });
    const messages = newly.reduce((sum, account) => sum + account.refused, 0);
    if (messages > 0) yield { domain, messages, threshold: resolveSettings(ofDomain).holdThreshold };
  }
}

export function holdScopeOf({ domain }: UnresolvedDomain): Scope {
  return { kind: "DOMAIN", domainId: domain.id, domainName: domain.name, resellerPath: domain.resellerPath };
}
