import type { GraphQLSchema } from "graphql";
import { toGlobalId } from "../../src/graphql/index.js";
import { type Actor, PLATFORM_SCOPE, type Place, type Role, type Scope, scopeCovers } from "../../src/kernel/index.js";
import { ANONYMOUS, actorWith, OPERATOR, type TestApi } from "../support/api.js";
import type { TenantRows } from "./naming-rows.js";
import { type CreatedTenant, innerIdOf, plantTenant } from "./tenancy-tree.js";
import { documentFor, plantRows } from "./tenant-rows.js";

/** Where another tenant stands to the one whose callers attack. */
export type Relation = "parent" | "own" | "sub" | "sibling" | "suspended";
export const RELATIONS: readonly Relation[] = ["parent", "own", "sub", "sibling", "suspended"];

/** Somebody who calls, and what must never reach them. */
export interface Caller {
  readonly name: string;
  readonly actor: Actor;
  /** Names, network addresses and labels of paths of people and tenants outside the caller's scope. */
  readonly hidden: readonly string[];
  /** Tenants none of whose rows lie in the caller's scope. */
  readonly foreign: readonly Relation[];
}

export interface World {
  readonly rows: Readonly<Record<Relation, TenantRows>>;
  readonly callers: readonly Caller[];
  /** Every row that lies somewhere, by its id as callers see it. */
  readonly places: ReadonlyMap<string, Place>;
  /** Places of the domains whose addresses are asked for, by the id of the authorization. */
  readonly addressPlaces: ReadonlyMap<string, Place>;
}

/** So long that no cursor or token, of which there are thousands, holds one of them by chance. */
export const NAMES: Readonly<Record<Relation, string>> = {
  parent: "zparenttenant",
  own: "zowntenant",
  sub: "zsubtenant",
  sibling: "zsiblingtenant",
  suspended: "zsuspendedtenant",
};
/** Last part of the network addresses of each tenant's reseller, domain administrator and account. */
const HOSTS: Readonly<Record<Relation, number>> = { parent: 10, own: 20, sub: 30, sibling: 40, suspended: 50 };

/** What asks for addresses of others, and the addresses: all that the other side may learn. */
export const SHARED_ADDRESSES = new RegExp(
  `(user@${NAMES.sibling}|user@${NAMES.suspended}|batcher@[a-z]+)\\.test`,
  "g",
);

const TABLES: Readonly<Record<string, string>> = {
  Reseller: "SELECT id, path AS resellerPath FROM reseller",
  Domain: "SELECT id, resellerPath, id AS domainId FROM domain",
  Account: "SELECT id, resellerPath, domainId, id AS accountId FROM account",
  Administrator: "SELECT id, resellerPath, domainId FROM administrator",
  ApiKey: "SELECT id, resellerPath, domainId FROM api_key",
  Webhook: "SELECT id, resellerPath, domainId FROM webhook",
  BatchJob: "SELECT id, resellerPath, domainId FROM batch_job",
  TrustedIssuer: "SELECT id, resellerPath FROM trusted_issuer",
  Authorization: "SELECT id, resellerPath, domainId, accountId FROM sender_authorization",
  DomainAuthorization: "SELECT id, resellerPath, domainId, accountId FROM domain_authorization",
  Approval: "SELECT id, resellerPath, domainId FROM approval",
  EnforcementHold: "SELECT id, resellerPath, domainId FROM enforcement_hold",
  Proposal:
    "SELECT proposal.id, domain.resellerPath, domainId, accountId FROM proposal JOIN domain ON domain.id = domainId",
  AuditEvent: "SELECT id, resellerPath, domainId, accountId FROM audit_event",
  Verification:
    "SELECT verification.id, resellerPath, domainId, accountId FROM verification JOIN sender_authorization ON sender_authorization.id = authorizationId",
};

export async function plantWorld(api: TestApi, schema: GraphQLSchema): Promise<World> {
  const parent = await plantTenant(api, NAMES.parent);
  const own = await plantTenant(api, NAMES.own, parent.id);
  const sub = await plantTenant(api, NAMES.sub, own.id);
  const sibling = await plantTenant(api, NAMES.sibling, parent.id);
  const suspended = await plantTenant(api, NAMES.suspended);
  const rows = {
    parent: await plantRows(api, schema, parent, sibling),
    own: await plantRows(api, schema, own, sibling),
    sub: await plantRows(api, schema, sub, sibling),
    sibling: await plantRows(api, schema, sibling, suspended),
    suspended: await plantRows(api, schema, suspended, sibling),
  };
  for (const relation of RELATIONS) await actInside(api, schema, relation, rows[relation]);
  await api.succeed(OPERATOR, documentFor(schema, "suspendReseller"), { id: suspended.id, reason: "unpaid" });
  const places = await placesOfRows(api);
  return { rows, places, callers: callersOf(rows), addressPlaces: await addressPlacesOf(api) };
}

/** Events by people of each level, whose names and network addresses are then in the trail of those below. */
async function actInside(
  api: TestApi,
  schema: GraphQLSchema,
  relation: Relation,
  { tenant, authorizationId }: TenantRows,
) {
  const people = peopleOf(relation, tenant);
  for (const actor of [people.reseller, people.domainAdmin]) {
    await api.succeed(actor, documentFor(schema, "suspendAccount"), { id: tenant.account.id });
    await api.succeed(actor, documentFor(schema, "resumeAccount"), { id: tenant.account.id });
    const scope = { accountId: tenant.account.id };
    await api.succeed(actor, documentFor(schema, "setPolicy"), { input: { scope, verificationHours: 24 } });
  }
  await api.succeed(people.account, documentFor(schema, "updateIdentityProfile"), {
    input: { authorizationId, displayName: `${NAMES[relation]} display`, organization: `${NAMES[relation]} org` },
  });
}

function peopleOf(relation: Relation, tenant: CreatedTenant) {
  const name = NAMES[relation];
  const host = HOSTS[relation];
  const named = (actor: Actor, label: string, part: number): Actor => ({
    ...actor,
    label,
    remoteAddress: `198.51.100.${host + part}`,
  });
  return {
    reseller: named(tenant.actor, `${name}-boss`, 1),
    domainAdmin: named(tenant.domain.actor, `${name}-postmaster`, 2),
    account: named(tenant.account.actor, tenant.account.address, 3),
  };
}

function callersOf(rows: Readonly<Record<Relation, TenantRows>>): Caller[] {
  const inside = (relation: Relation, foreignToReseller: readonly Relation[]): Caller[] => {
    const { tenant } = rows[relation];
    const { reseller, domainAdmin, account } = peopleOf(relation, tenant);
    const tokensIn = (tenants: readonly Relation[]) =>
      tenants.flatMap((other) => tokensOf(other, rows[other].tenant)).filter((token) => !tenant.path.includes(token));
    const others = tokensIn(foreignToReseller);
    const allOthers = RELATIONS.filter((other) => other !== relation);
    const othersBelow = tokensIn(allOthers);
    const bosses = [`reseller ${NAMES[relation]}`, `${NAMES[relation]}-boss`, ...ownResellers(relation)];
    const postmasters = [`${NAMES[relation]}-postmaster`, `neighbour@${NAMES[relation]}`, ...ownPostmasters(relation)];
    const ofReseller = { hidden: others, foreign: foreignToReseller };
    const key = (role: Role) =>
      actorWith(role, tenant.actor.scope as Scope, { id: innerIdOf(rows[relation].apiKeyId) });
    return [
      { name: `${relation} RESELLER`, actor: reseller, ...ofReseller },
      { name: `${relation} PANEL`, actor: key("PANEL"), ...ofReseller },
      { name: `${relation} GATEWAY`, actor: key("GATEWAY"), ...ofReseller },
      {
        name: `${relation} DOMAIN_ADMIN`,
        actor: domainAdmin,
        hidden: [...othersBelow, ...bosses],
        foreign: allOthers,
      },
      {
        name: `${relation} ACCOUNT`,
        actor: account,
        hidden: [...othersBelow, ...bosses, ...postmasters],
        foreign: allOthers,
      },
    ];
  };
  const everything = RELATIONS.flatMap((relation) => tokensOf(relation, rows[relation].tenant));
  return [
    ...inside("own", ["parent", "sibling", "suspended"]),
    ...inside("suspended", ["parent", "own", "sub", "sibling"]),
    { name: "ANONYMOUS", actor: ANONYMOUS, hidden: everything, foreign: RELATIONS },
    { name: "platform GATEWAY", actor: actorWith("GATEWAY", PLATFORM_SCOPE), hidden: [], foreign: [] },
    { name: "OPERATOR", actor: OPERATOR, hidden: [], foreign: [] },
  ];
}

/** Its name is in all of its names; and the networks of its people, and the label of its path. */
function tokensOf(relation: Relation, tenant: CreatedTenant): string[] {
  const networks = [1, 2, 3].map((part) => `198.51.100.${HOSTS[relation] + part}`);
  return [NAMES[relation], ...networks, tenant.path.slice(-8)];
}

function ownResellers(relation: Relation): string[] {
  return [`${NAMES[relation]}-admin`, `${NAMES[relation]}-key`, `198.51.100.${HOSTS[relation] + 1}`];
}

function ownPostmasters(relation: Relation): string[] {
  return [`198.51.100.${HOSTS[relation] + 2}`];
}

async function placesOfRows(api: TestApi): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const [kind, sql] of Object.entries(TABLES)) {
    const found: (Place & { id: string })[] = await api.database.reader.query(sql);
    for (const { id, ...place } of found) places.set(String(toGlobalId(kind, id)), place);
  }
  return places;
}

async function addressPlacesOf(api: TestApi): Promise<Map<string, Place>> {
  const asked: (Place & { id: string })[] = await api.database.reader.query(
    "SELECT sender_authorization.id, domain.resellerPath, domain.id AS domainId FROM sender_authorization JOIN domain ON name = identityDomain",
  );
  return new Map(asked.map(({ id, ...place }) => [String(toGlobalId("Authorization", id)), place]));
}

/** Whether the row is the caller's own, or of somebody below. */
export function liesWithin(world: World, { actor }: Caller, id: string): boolean {
  const place = world.places.get(id);
  return place !== undefined && actor.scope !== null && scopeCovers(actor.scope, place);
}

/** Whether the caller may read the id of the row. */
export function mayKnow(world: World, caller: Caller, id: string): boolean {
  const { actor } = caller;
  const place = world.places.get(id);
  if (place === undefined || actor.scope === null) return place === undefined;
  if (liesWithin(world, caller, id)) return true;
  if (actor.scope.kind === "ACCOUNT" && id === String(toGlobalId("Domain", actor.scope.domainId))) return true;
  const addressPlace = world.addressPlaces.get(id);
  const isAdministrator = actor.role !== "ACCOUNT" && actor.role !== "GATEWAY";
  return isAdministrator && addressPlace !== undefined && scopeCovers(actor.scope, addressPlace);
}
