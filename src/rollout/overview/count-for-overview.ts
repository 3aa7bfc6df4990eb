import type { EntityManager } from "typeorm";
import { type CountPart, countEach } from "../../database/index.js";
import { dayOf, endOfSubtree, type Scope, type TimeZone } from "../../kernel/index.js";
import type { Overview } from "./overview.types.js";

type TenantScope = Exclude<Scope, { readonly kind: "ACCOUNT" }>;

const DAYS_OF_ALARMS = 30;

/** The moment, and the zone of the scope's days. */
interface Today {
  readonly now: Date;
  readonly zone: TimeZone;
}

/** All counts in one statement, each of an index and no further than a total is exact. */
export async function countForOverview(
  manager: EntityManager,
  scope: TenantScope,
  { now, zone }: Today,
): Promise<Overview> {
  const isPlatform = scope.kind === "PLATFORM";
  const today = dayOf(now, zone).number;
  const own = placeOf(scope, "", "domainId");
  const joined = placeOf(scope, "host.", "id");
  const host = (table: string) => (isPlatform ? "" : `JOIN domain host ON host.id = ${table}.domainId`);
  const part = (from: string, place: CountPart, ...more: (string | number)[]): CountPart => ({
    from: `${from} AND ${place.from}`,
    parameters: [...more, ...place.parameters],
  });
  const parts = [
    part("approval WHERE state = 'WAITING'", own),
    part("sender_authorization WHERE state = 'PENDING'", own),
    part(
      `sender_authorization asked JOIN verification ON verification.authorizationId = asked.id
        WHERE asked.state = 'PENDING' AND verification.state = 'OPEN' AND verification.deliveryState = 'UNDELIVERABLE'`,
      placeOf(scope, "asked.", "domainId"),
    ),
    part(`proposal ${host("proposal")} WHERE proposal.state = 'OPEN'`, joined),
    part("enforcement_hold WHERE state = 'HELD'", own),
    part(`account_alarm ${host("account_alarm")} WHERE account_alarm.day > ?`, joined, today - DAYS_OF_ALARMS),
    ...(isPlatform ? [{ from: "outbox_mail WHERE state = 'DEAD'", parameters: [] }] : []),
  ];
  const [approvals, pending, undeliverable, proposals, holds, alarms, dead] = await countEach(manager, parts);
  return {
    waitingApprovals: approvals?.count ?? 0,
    pendingAuthorizations: pending?.count ?? 0,
    undeliverable: undeliverable?.count ?? 0,
    openProposals: proposals?.count ?? 0,
    holds: holds?.count ?? 0,
    alarms: alarms?.count ?? 0,
    deadMails: dead?.count ?? null,
  };
}

/** The condition that keeps rows inside the scope. */
function placeOf(scope: TenantScope, table: string, domainColumn: string): CountPart {
  if (scope.kind === "PLATFORM") return { from: "1 = 1", parameters: [] };
  if (scope.kind === "DOMAIN") return { from: `${table}${domainColumn} = ?`, parameters: [scope.domainId] };
  const path = `${table}resellerPath`;
  return { from: `${path} >= ? AND ${path} < ?`, parameters: [scope.resellerPath, endOfSubtree(scope.resellerPath)] };
}
