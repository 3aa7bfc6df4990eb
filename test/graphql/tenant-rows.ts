import { type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType } from "graphql";
import { toGlobalId } from "../../src/graphql/index.js";
import { newIdentifier } from "../../src/kernel/index.js";
import { UnknownLogin } from "../../src/observations/unknown-login.entity.js";
import { UnknownLoginTotal } from "../../src/observations/unknown-login-total.entity.js";
import { EnforcementHold, HoldState } from "../../src/rollout/brake/enforcement-hold.entity.js";
import { Proposal, ProposalState } from "../../src/rollout/proposals/proposal.entity.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { type Arguments, identityFor, issuerFor, type TenantRows, WEBHOOK_URL } from "./naming-rows.js";
import { plantComplaint } from "./planted-complaints.js";
import { type CreatedTenant, innerIdOf } from "./tenancy-tree.js";

export function documentFor(schema: GraphQLSchema, name: string): string {
  const [kind, field] = fieldOf(schema, name);
  const declared = field.args.map(({ name: argument, type }) => `$${argument}: ${type}`).join(", ");
  const passed = field.args.map(({ name: argument }) => `${argument}: $${argument}`).join(", ");
  const selection = isCompositeType(getNamedType(field.type)) ? "{ __typename }" : "";
  return `${kind} ${declared ? `(${declared})` : ""} { ${name}${passed ? `(${passed})` : ""} ${selection} }`;
}

export function fieldOf(schema: GraphQLSchema, name: string): [kind: string, field: GraphQLField<unknown, unknown>] {
  const query = schema.getQueryType()?.getFields()[name];
  return query === undefined ? ["mutation", schema.getMutationType()!.getFields()[name]!] : ["query", query];
}

async function make(
  api: TestApi,
  schema: GraphQLSchema,
  name: string,
  variables: Arguments,
  selection: string,
): Promise<Record<string, { id: string }>> {
  const document = documentFor(schema, name).replace("{ __typename }", selection);
  const data = await api.succeed<Record<string, Record<string, { id: string }>>>(OPERATOR, document, variables);
  return data[name]!;
}

/** A row of each kind that somebody could ask for, in the tenant; names begin with the tenant's domain. */
export async function plantRows(
  api: TestApi,
  schema: GraphQLSchema,
  tenant: CreatedTenant,
  outside: CreatedTenant,
): Promise<TenantRows> {
  const name = tenant.domain.name.replace(/\.test$/, "");
  const scope = { resellerId: tenant.id };
  const administrator = { login: `${name}-admin`, password: "a long password", scope };
  const idOf = async (field: string, variables: Arguments, selection = "{ id }") =>
    await make(api, schema, field, variables, selection);
  const authorization = await idOf("addIdentity", { input: identityFor(tenant) });
  const second = { authorizationId: String(authorization.id), displayName: "Second" };
  const profile = await idOf("addSenderProfile", { input: second });
  const wide = await idOf("requestDomainAuthorization", {
    input: { accountId: tenant.account.id, domain: "all.test" },
  });
  const person = await idOf("createAdministrator", { input: administrator });
  const { key } = await idOf(
    "createApiKey",
    { input: { name: `${name}-key`, kind: "PANEL", scope } },
    "{ key { id } }",
  );
  const waitingId = await askFromOutside(api, schema, tenant, outside);
  await idOf("addAccountAlias", { accountId: tenant.account.id, address: `alias@${tenant.domain.name}` });
  const policy = { scope: { domainId: tenant.domain.id }, verificationHours: 48 };
  await idOf("setPolicy", { input: policy }, "{ mode }");
  const issuer = await idOf("registerTrustedIssuer", { input: issuerFor(tenant, `https://${name}.test`) });
  const hook = { name: `${name}-hook`, url: WEBHOOK_URL, scope };
  const { webhook } = await idOf("createWebhook", { input: hook }, "{ webhook { id } }");
  return {
    tenant,
    authorizationId: String(authorization.id),
    profileId: String(profile.id),
    waitingId,
    domainAuthorizationId: String(wide.id),
    administratorId: String(person.id),
    apiKeyId: key!.id,
    trustedIssuerId: String(issuer.id),
    webhookId: webhook!.id,
    batchJobId: await takeJob(api, tenant),
    ...(await plantObservations(api, tenant)),
  };
}

/** By the tenant's own administrator, at whose place it lies; no worker does it here. */
async function takeJob(api: TestApi, { actor, account, domain }: CreatedTenant): Promise<string> {
  const document = `mutation ($input: SuspendAccountsInput!) { suspendAccounts(input: $input, asJob: true) { job { id } } }`;
  const input = { idempotencyKey: `job of ${domain.name}`, ids: [account.id] };
  const { suspendAccounts } = await api.succeed<{ suspendAccounts: { job: { id: string } } }>(actor, document, {
    input,
  });
  return suspendAccounts.job.id;
}

/** An account of another tenant asks for an address of this one's domain, so that an approval waits. */
async function askFromOutside(
  api: TestApi,
  schema: GraphQLSchema,
  tenant: CreatedTenant,
  { account, domain }: CreatedTenant,
): Promise<string> {
  const input = {
    accountId: account.id,
    address: `batcher@${tenant.domain.name}`,
    displayName: `Desk of ${account.address.replace("@", " at ")}, ${domain.name}`,
  };
  const document = documentFor(schema, "addIdentity").replace("{ __typename }", "{ id }");
  const { addIdentity } = await api.succeed<{ addIdentity: { id: string } }>(account.actor, document, { input });
  return addIdentity.id;
}

/** What only the jobs make. */
async function plantObservations(api: TestApi, tenant: CreatedTenant) {
  const [accountId, domainId] = [innerIdOf(tenant.account.id), innerIdOf(tenant.domain.id)];
  const at = new Date();
  await api.database.write((tx) =>
    plantComplaint(tx, { accountId, domainId }, { day: 20_000, address: "seen@elsewhere.test" }),
  );
  const proposal = {
    id: newIdentifier(),
    accountId,
    domainId,
    addressKey: "seen@elsewhere.test",
    state: ProposalState.OPEN,
  };
  const counts = { messages: 9, days: 3, firstSeenAt: at, lastSeenAt: at, createdAt: at };
  const hold = {
    id: newIdentifier(),
    scopeKind: "DOMAIN" as const,
    scopeId: domainId,
    domainId,
    resellerPath: tenant.path,
  };
  const held = { state: HoldState.HELD, enforcedAt: at, unresolved: 9, threshold: 1, scheduleHeld: [], heldAt: at };
  await api.database.write(async ({ manager }) => {
    await manager.insert(Proposal, { ...proposal, ...counts });
    await manager.insert(EnforcementHold, { ...hold, ...held });
    const unknown = { day: 20_000, loginKey: `printer@${tenant.domain.name}`, messages: 3 };
    await manager.insert(UnknownLogin, { ...unknown, domainId, firstSeenAt: at, lastSeenAt: at });
    const { day: _, ...total } = unknown;
    await manager.insert(UnknownLoginTotal, { ...total, domainId, firstSeenAt: at, lastSeenAt: at });
  });
  return {
    proposalId: String(toGlobalId("Proposal", proposal.id)),
    holdId: String(toGlobalId("EnforcementHold", hold.id)),
  };
}
