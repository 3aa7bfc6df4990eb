import { fromGlobalId, parseGlobalId, readGlobalId } from "../../src/graphql/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { type GlobalId } from "../../src/kernel/index.js";
import { Reseller } from "../../src/tenancy/index.js";
import { actorWith, OPERATOR, type TestApi } from "../support/api.js";

export const CREATE_RESELLER = `mutation ($input: CreateResellerInput!) {
  createReseller(input: $input) { id name slug state brandName parent { id } }
}`;
export const CREATE_DOMAIN = `mutation ($input: CreateDomainInput!) {
  createDomain(input: $input) { id name state reseller { id } }
}`;
export const CREATE_ACCOUNT = `mutation ($input: CreateAccountInput!) {
  createAccount(input: $input) { id address aliases language hasPassword state domain { name } }
}`;
export const ACCOUNT = `query ($id: ID!) { account(id: $id) { id address state domain { name suspendedReason reseller { id } } } }`;

export interface PlantedReseller {
  readonly id: string;
  readonly path: string;
  readonly actor: Actor;
}

export interface CreatedTenant extends PlantedReseller {
  readonly domain: { readonly id: string; readonly name: string; readonly actor: Actor };
  readonly account: { readonly id: string; readonly address: string; readonly actor: Actor };
  /** Another account of the same domain. */
  readonly neighbour: { readonly id: string; readonly address: string };
}

/** Two tenants that must know nothing of each other. */
export interface Tree {
  readonly north: CreatedTenant;
  readonly south: CreatedTenant;
}

export async function createTenants(api: TestApi): Promise<Tree> {
  return { north: await plantTenant(api, "north"), south: await plantTenant(api, "south") };
}

export async function plantReseller(api: TestApi, slug: string, parentId?: string): Promise<PlantedReseller> {
  const { createReseller } = await api.succeed<{ createReseller: { id: string } }>(OPERATOR, CREATE_RESELLER, {
    input: { name: `Reseller ${slug}`, slug, parentId },
  });
  const row = await api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(createReseller.id) });
  const actor = actorWith("RESELLER", { kind: "RESELLER", resellerId: row.id, resellerPath: row.path });
  return { id: createReseller.id, path: row.path, actor };
}

export async function plantDomain(
  api: TestApi,
  reseller: PlantedReseller,
  name: string,
): Promise<CreatedTenant["domain"]> {
  const input = { resellerId: reseller.id, name };
  const { createDomain } = await api.succeed<{ createDomain: { id: string } }>(OPERATOR, CREATE_DOMAIN, { input });
  const domainId = fromGlobalId("Domain", readGlobalId(createDomain.id));
  const scope = { kind: "DOMAIN", domainId, domainName: name, resellerPath: reseller.path } as const;
  return { id: createDomain.id, name, actor: actorWith("DOMAIN_ADMIN", scope) };
}

export async function plantAccount(
  api: TestApi,
  domainId: string,
  address: string,
  aliases: string[] = [],
): Promise<{ id: string; address: string }> {
  const input = { domainId, address, aliases };
  const { createAccount } = await api.succeed<{ createAccount: { id: string } }>(OPERATOR, CREATE_ACCOUNT, { input });
  return { id: createAccount.id, address };
}

export async function plantTenant(api: TestApi, name: string, parentId?: string): Promise<CreatedTenant> {
  const reseller = await plantReseller(api, name, parentId);
  const domain = await plantDomain(api, reseller, `${name}.test`);
  const account = await plantAccount(api, domain.id, `user@${name}.test`);
  const neighbour = await plantAccount(api, domain.id, `neighbour@${name}.test`);
  const actor = actorWith("ACCOUNT", {
    kind: "ACCOUNT",
    accountId: innerIdOf(account.id),
    domainId: innerIdOf(domain.id),
    resellerPath: reseller.path,
  });
  return { ...reseller, domain, account: { ...account, actor }, neighbour };
}

export function innerIdOf(globalId: string | GlobalId): string {
  const parsed = parseGlobalId(readGlobalId(String(globalId)));
  if (parsed === null) throw new Error(`${globalId} is not an id of this API`);
  return parsed.id;
}

/** Actions of the audit events about the thing, in their order. */
export async function auditActionsOf(api: TestApi, globalId: string | GlobalId): Promise<string[]> {
  const events: { action: string }[] = await api.database.reader.query(
    "SELECT action FROM audit_event WHERE subjectId = ? ORDER BY sequence",
    [innerIdOf(globalId)],
  );
  return events.map(({ action }) => action);
}

/** What copies learned about the thing, in order. */
export async function feedOf(api: TestApi, globalId: string): Promise<Record<string, unknown>[]> {
  const entries: { change: string }[] = await api.database.reader.query(
    "SELECT `change` FROM feed_entry WHERE subjectId = ? ORDER BY revision, ordinal",
    [innerIdOf(globalId)],
  );
  return entries.map(({ change }) => JSON.parse(change));
}
