import { generateKeyPairSync } from "node:crypto";
import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, getNamedType, isCompositeType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApiSchema } from "../../src/api/index.js";
import { type Actor, newIdentifier } from "../../src/kernel/index.js";
import { EnforcementHold, HoldState, Proposal, ProposalState } from "../../src/observations/index.js";
import { toGlobalId } from "../../src/request/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { innerIdOf, type PlantedTenant, plantTenant, plantTree } from "./tenancy-tree.js";

type Arguments = Record<string, unknown>;

/** Ids of rows that belong to the other tenant. */
interface ForeignRows {
  readonly tenant: PlantedTenant;
  readonly authorizationId: string;
  readonly domainAuthorizationId: string;
  readonly administratorId: string;
  readonly apiKeyId: string;
  readonly trustedIssuerId: string;
  readonly proposalId: string;
  readonly holdId: string;
}

const AT = "2026-01-01T00:00:00Z";
const { publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** What a call that names the other tenant's rows passes. Every field of the schema is here, or in the lists below. */
const NAMING_FOREIGN_ROWS: Record<string, (foreign: ForeignRows) => Arguments> = {
  account: ({ tenant }) => ({ id: tenant.account.id }),
  domain: ({ tenant }) => ({ id: tenant.domain.id }),
  reseller: ({ tenant }) => ({ id: tenant.id }),
  policy: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  readiness: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  previewPolicy: ({ tenant }) => ({ input: { scope: { domainId: tenant.domain.id } } }),
  complaints: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  acceptProposals: ({ proposalId }) => ({ input: { ids: [proposalId] } }),
  dismissProposals: ({ proposalId }) => ({ input: { ids: [proposalId] } }),
  releaseHold: ({ holdId }) => ({ id: holdId }),
  authorizeSender: ({ tenant }) => ({ login: tenant.account.address, sender: tenant.account.address }),
  authorizeSenders: ({ tenant }) => ({ requests: [{ login: tenant.account.address, sender: "" }] }),
  addAccountAlias: ({ tenant }) => ({ accountId: tenant.account.id, address: `alias@${tenant.domain.name}` }),
  removeAccountAlias: ({ tenant }) => ({ accountId: tenant.account.id, address: `alias@${tenant.domain.name}` }),
  addIdentity: ({ tenant }) => ({ input: identityFor(tenant) }),
  addIdentities: ({ tenant }) => ({ input: { idempotencyKey: "a", items: [identityFor(tenant)] } }),
  grantAuthorization: ({ tenant }) => ({ input: identityFor(tenant) }),
  grantAuthorizations: ({ tenant }) => ({ input: { idempotencyKey: "b", items: [identityFor(tenant)] } }),
  updateIdentityProfile: ({ authorizationId }) => ({ input: { authorizationId, displayName: "Mine now" } }),
  resendVerification: ({ authorizationId }) => ({ authorizationId }),
  revokeAuthorization: ({ authorizationId }) => ({ authorizationId }),
  pauseAuthorization: ({ authorizationId }) => ({ authorizationId }),
  resumeAuthorization: ({ authorizationId }) => ({ authorizationId }),
  revokeAuthorizations: ({ authorizationId }) => ({
    input: { idempotencyKey: "c", authorizationIds: [authorizationId] },
  }),
  approveAuthorizations: ({ authorizationId }) => ({ input: { authorizationIds: [authorizationId] } }),
  refuseAuthorizations: ({ authorizationId }) => ({ input: { authorizationIds: [authorizationId] } }),
  requestDomainAuthorization: ({ tenant }) => ({ input: { accountId: tenant.account.id, domain: "wide.test" } }),
  verifyDomainAuthorization: ({ domainAuthorizationId }) => ({ id: domainAuthorizationId }),
  revokeDomainAuthorization: ({ domainAuthorizationId }) => ({ id: domainAuthorizationId }),
  createAccount: ({ tenant }) => ({ input: { domainId: tenant.domain.id, address: `new@${tenant.domain.name}` } }),
  createAccounts: ({ tenant }) => ({
    input: { idempotencyKey: "d", items: [{ domainId: tenant.domain.id, address: `new@${tenant.domain.name}` }] },
  }),
  updateAccount: ({ tenant }) => ({ id: tenant.account.id, input: { language: "de" } }),
  setAccountPassword: ({ tenant }) => ({ input: { accountId: tenant.account.id, password: "a new password" } }),
  suspendAccount: ({ tenant }) => ({ id: tenant.account.id }),
  suspendAccounts: ({ tenant }) => ({ input: { idempotencyKey: "e", ids: [tenant.account.id] } }),
  resumeAccount: ({ tenant }) => ({ id: tenant.account.id }),
  resumeAccounts: ({ tenant }) => ({ input: { idempotencyKey: "f", ids: [tenant.account.id] } }),
  deleteAccount: ({ tenant }) => ({ id: tenant.account.id }),
  deleteAccounts: ({ tenant }) => ({ input: { idempotencyKey: "g", ids: [tenant.account.id] } }),
  createDomain: ({ tenant }) => ({ input: { resellerId: tenant.id, name: "new.test" } }),
  createDomains: ({ tenant }) => ({
    input: { idempotencyKey: "h", items: [{ resellerId: tenant.id, name: "new.test" }] },
  }),
  previewMove: ({ tenant }) => ({ input: { domainId: tenant.domain.id, toResellerId: tenant.id } }),
  moveDomain: ({ tenant }) => ({ id: tenant.domain.id, resellerId: tenant.id }),
  suspendDomain: ({ tenant }) => ({ id: tenant.domain.id }),
  resumeDomain: ({ tenant }) => ({ id: tenant.domain.id }),
  deleteDomain: ({ tenant }) => ({ id: tenant.domain.id, cascade: true }),
  createReseller: ({ tenant }) => ({ input: { name: "Below", slug: "below", parentId: tenant.id } }),
  updateReseller: ({ tenant }) => ({ id: tenant.id, input: { name: "Renamed" } }),
  moveReseller: ({ tenant }) => ({ id: tenant.id, parentId: tenant.id }),
  suspendReseller: ({ tenant }) => ({ id: tenant.id }),
  resumeReseller: ({ tenant }) => ({ id: tenant.id }),
  deleteReseller: ({ tenant }) => ({ id: tenant.id, cascade: true }),
  setPolicy: ({ tenant }) => ({
    input: { scope: { domainId: tenant.domain.id }, schedule: [{ at: AT, mode: "OFF" }] },
  }),
  removePolicy: ({ tenant }) => ({ scope: { domainId: tenant.domain.id } }),
  createAdministrator: ({ tenant }) => ({
    input: { login: "intruder", password: "a long password", scope: { resellerId: tenant.id } },
  }),
  updateAdministrator: ({ administratorId }) => ({ input: { id: administratorId, language: "de" } }),
  resetAdministratorPassword: ({ administratorId }) => ({
    input: { id: administratorId, password: "a long password" },
  }),
  resetSecondFactor: ({ administratorId }) => ({ input: { id: administratorId } }),
  setSecondFactorRule: ({ tenant }) => ({ input: { scope: { resellerId: tenant.id }, isRequired: true } }),
  secondFactorRequirement: ({ tenant }) => ({ scope: { resellerId: tenant.id } }),
  disableAdministrator: ({ administratorId }) => ({ id: administratorId }),
  endAllSessions: ({ administratorId }) => ({ of: administratorId }),
  enableAdministrator: ({ administratorId }) => ({ id: administratorId }),
  createApiKey: ({ tenant }) => ({ input: { name: "intruder", kind: "PANEL", scope: { resellerId: tenant.id } } }),
  revokeApiKey: ({ apiKeyId }) => ({ id: apiKeyId }),
  registerTrustedIssuer: ({ tenant }) => ({ input: issuerFor(tenant, "https://intruder.test") }),
  updateTrustedIssuer: ({ trustedIssuerId }) => ({ input: { id: trustedIssuerId, name: "Mine" } }),
  disableTrustedIssuer: ({ trustedIssuerId }) => ({ id: trustedIssuerId }),
  enableTrustedIssuer: ({ trustedIssuerId }) => ({ id: trustedIssuerId }),
};

/** Lists that take no id: they must hold nothing of the other tenant. */
const LISTS = [
  "accounts",
  "administrators",
  "apiKeys",
  "approvals",
  "auditEvents",
  "authorizations",
  "domainAuthorizations",
  "domains",
  "enforcementHolds",
  "proposals",
  "resellers",
  "trustedIssuers",
];

/** Fields that concern no tenant's rows, or whose credential is not a sign-in; each with the reason. */
const NOT_OF_A_TENANT: Record<string, string> = {
  viewer: "says who is calling",
  node: "gives null; tested below",
  identity: "an address is nobody's row; what may send as it is a list of the caller's scope",
  platformRevision: "one number for all",
  signIn: "public",
  refreshSession: "public; the token is the credential",
  signOut: "public; the token is the credential",
  changePassword: "the caller's own",
  sessions: "the caller's own",
  completeSignIn: "public; the challenge is the credential",
  requestSecondFactor: "the caller's own",
  beginTotp: "the caller's own",
  beginPasskey: "the caller's own",
  confirmSecondFactor: "the caller's own; nobody else's is found (second-factor.test.ts)",
  removeSecondFactor: "the caller's own; nobody else's is found (second-factor.test.ts)",
  renewRecoveryCodes: "the caller's own",
  secondFactors: "the caller's own",
  recoveryCodesLeft: "the caller's own",
  endSession: "the caller's own; nobody else's is found (access-open-sessions.test.ts)",
  answerVerification: "public; the mailed token is the credential",
  changes: "gateways of the whole platform only",
  gateways: "the operator only",
  gatewaysAt: "gateways and the operator only",
  removeGateway: "the operator only",
  markDeliverable: "the operator only",
  confirmDomains: "the operator only",
  setDomainTrust: "the operator only",
  decideBrand: "the operator only",
  reportGateway: "gateways only",
  reportSpamVerdicts: "gateways only",
  replicaChecksums: "gateways of the whole platform and the operator only",
  unknownLogins: "the operator only",
  reportSubmissions: "gateways only",
};

function identityFor(tenant: PlantedTenant) {
  return { accountId: tenant.account.id, address: "wanted@elsewhere.test", displayName: "Wanted" };
}

function issuerFor(tenant: PlantedTenant, issuer: string) {
  const publicKeys = [{ pem: publicKey }];
  const scope = { resellerId: tenant.id };
  return {
    name: "Panel",
    issuer,
    audience: "mayfrom",
    algorithm: "ES256",
    publicKeys,
    allowedRoles: ["ACCOUNT"],
    scope,
  };
}

function documentFor(schema: GraphQLSchema, name: string): string {
  const [kind, field] = fieldOf(schema, name);
  const declared = field.args.map(({ name: argument, type }) => `$${argument}: ${type}`).join(", ");
  const passed = field.args.map(({ name: argument }) => `${argument}: $${argument}`).join(", ");
  const selection = isCompositeType(getNamedType(field.type)) ? "{ __typename }" : "";
  return `${kind} ${declared ? `(${declared})` : ""} { ${name}${passed ? `(${passed})` : ""} ${selection} }`;
}

function fieldOf(schema: GraphQLSchema, name: string): [kind: string, field: GraphQLField<unknown, unknown>] {
  const query = schema.getQueryType()?.getFields()[name];
  return query === undefined ? ["mutation", schema.getMutationType()!.getFields()[name]!] : ["query", query];
}

function namesOf(type: GraphQLObjectType | null | undefined): string[] {
  return Object.keys(type?.getFields() ?? {});
}

describe("the schema", () => {
  it("has a rule and a wrong-tenant test for every query and mutation", async () => {
    const schema = await buildApiSchema();
    const all = [...namesOf(schema.getQueryType()), ...namesOf(schema.getMutationType())].sort();
    const known = [...Object.keys(NAMING_FOREIGN_ROWS), ...LISTS, ...Object.keys(NOT_OF_A_TENANT)].sort();
    expect(known).toEqual(all);
    const { queries, mutations, subscriptions, authorizedFields } = getMetadataStorage();
    const withoutRule = [...queries, ...mutations, ...subscriptions].filter(
      ({ target, methodName }) =>
        !authorizedFields.some(
          (rule) => rule.target === target && rule.fieldName === methodName && rule.roles.length > 0,
        ),
    );
    expect(withoutRule.map(({ methodName }) => methodName)).toEqual([]);
  });
});

describeOnEachEngine("another tenant's row", (engine) => {
  let api: TestApi;
  let schema: GraphQLSchema;
  let own: PlantedTenant;
  let foreign: ForeignRows;

  beforeAll(async () => {
    api = await startTestApi(engine);
    schema = await buildApiSchema();
    const tree = await plantTree(api);
    own = tree.north;
    foreign = await plantRows(tree.south);
  });

  async function make(name: string, variables: Arguments, selection: string): Promise<Record<string, { id: string }>> {
    const document = documentFor(schema, name).replace("{ __typename }", selection);
    const data = await api.succeed<Record<string, Record<string, { id: string }>>>(OPERATOR, document, variables);
    return data[name]!;
  }

  async function plantRows(tenant: PlantedTenant): Promise<ForeignRows> {
    const scope = { resellerId: tenant.id };
    const administrator = { login: "south-admin", password: "a long password", scope };
    const idOf = async (name: string, variables: Arguments, selection = "{ id }") =>
      await make(name, variables, selection);
    const authorization = await idOf("addIdentity", { input: identityFor(tenant) });
    const wide = await idOf("requestDomainAuthorization", {
      input: { accountId: tenant.account.id, domain: "all.test" },
    });
    const person = await idOf("createAdministrator", { input: administrator });
    const { key } = await idOf("createApiKey", { input: { name: "south", kind: "PANEL", scope } }, "{ key { id } }");
    await askFromOutside(tenant);
    const issuer = await idOf("registerTrustedIssuer", { input: issuerFor(tenant, "https://south.test") });
    return {
      tenant,
      authorizationId: String(authorization.id),
      domainAuthorizationId: String(wide.id),
      administratorId: String(person.id),
      apiKeyId: key!.id,
      trustedIssuerId: String(issuer.id),
      ...(await plantObservations(tenant)),
    };
  }

  /** An account of a third tenant asks for an address of this one's domain, so that an approval waits. */
  async function askFromOutside(tenant: PlantedTenant): Promise<void> {
    const { account } = await plantTenant(api, "outside");
    const input = { accountId: account.id, address: `desk@${tenant.domain.name}`, displayName: "Desk" };
    await api.succeed(account.actor, documentFor(schema, "addIdentity"), { input });
  }

  /** What only the jobs make. */
  async function plantObservations(tenant: PlantedTenant) {
    const [accountId, domainId] = [innerIdOf(tenant.account.id), innerIdOf(tenant.domain.id)];
    const at = new Date();
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
    });
    return { proposalId: toGlobalId("Proposal", proposal.id), holdId: toGlobalId("EnforcementHold", hold.id) };
  }

  /** Reseller, domain administrator and account of the one tenant. */
  const callers = (): [string, Actor][] => [
    ["reseller", own.actor],
    ["domain administrator", own.domain.actor],
    ["account", own.account.actor],
  ];

  it.each(Object.keys(NAMING_FOREIGN_ROWS))("is not found by %s", async (name) => {
    const variables = NAMING_FOREIGN_ROWS[name]!(foreign);
    for (const [who, actor] of callers()) {
      const { extensions, message } = await api.refuse(actor, documentFor(schema, name), variables);
      // A role that may never call the field is told so before anything is looked up.
      const expected = who === "reseller" ? ["NOT_FOUND"] : ["NOT_FOUND", "FORBIDDEN"];
      expect(expected, `${name} as ${who}: ${message}`).toContain(extensions.code);
      expect(message).not.toContain("south");
    }
    expect((await api.refuse(ANONYMOUS, documentFor(schema, name), variables)).extensions.code).toBe("UNAUTHENTICATED");
  });

  it.each(LISTS)("is not in the list %s", async (name) => {
    const [, field] = fieldOf(schema, name);
    expect(field.args.map((argument) => argument.name)).toContain("first");
    const theirs = await listed(name, foreign.tenant.actor);
    expect(theirs, `${name} of the other tenant`).not.toEqual([]);
    for (const [, actor] of callers()) {
      const ids = await listed(name, actor);
      expect(ids.filter((id) => theirs.includes(id))).toEqual([]);
    }
  });

  /** Ids on the first page; nothing for a role that may not call the list. */
  async function listed(name: string, actor: Actor): Promise<string[]> {
    const document = `{ ${name}(first: 200) { edges { node { id } } } }`;
    const { data, errors } = await api.execute<Record<string, { edges: { node: { id: string } }[] }>>(actor, document);
    if (errors.length > 0) {
      expect(errors[0]?.extensions.code).toBe("FORBIDDEN");
      return [];
    }
    return data?.[name]?.edges.map(({ node }) => node.id) ?? [];
  }

  it("is null behind node(id)", async () => {
    const { tenant, ...rows } = foreign;
    const ids = [tenant.id, tenant.domain.id, tenant.account.id, ...Object.values(rows)];
    for (const id of ids) {
      const seen = await api.succeed<{ node: { id: string } }>(OPERATOR, "query ($id: ID!) { node(id: $id) { id } }", {
        id,
      });
      expect(seen.node.id).toBe(id);
      for (const [, actor] of callers()) {
        const hidden = await api.succeed<{ node: null }>(actor, "query ($id: ID!) { node(id: $id) { id } }", { id });
        expect(hidden.node).toBeNull();
      }
    }
  });
});
