import type { GraphQLObjectType, GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { LISTS, NAMING_ROWS, type TenantRows } from "./naming-rows.js";
import { type CreatedTenant, createTenants, plantTenant } from "./tenancy-tree.js";
import { documentFor, fieldOf, plantRows } from "./tenant-rows.js";

/** Fields that concern no tenant's rows, or whose credential is not a sign-in; each with the reason. */
const NOT_OF_A_TENANT: Record<string, string> = {
  platform: "the same for everybody",
  viewer: "says who is calling",
  node: "gives null; tested below",
  nodes: "gives null (list-pages.test.ts)",
  accountByAddress: "gives null (list-orders.test.ts)",
  domainByName: "gives null (list-orders.test.ts)",
  accountByReference: "gives null (external-references.test.ts)",
  domainByReference: "the same",
  resellerByReference: "the same",
  identity: "an address is nobody's row; what may send as it is a list of the caller's scope",
  platformRevision: "one number for all",
  signIn: "public",
  refreshSession: "public; the token is the credential",
  signOut: "public; the token is the credential",
  changePassword: "the caller's own",
  handOverSession: "the caller's own",
  sessions: "the caller's own",
  savedViews: "the caller's own",
  saveView: "the caller's own",
  removeSavedView: "the caller's own; nobody else's is found (saved-views.test.ts)",
  endViewing: "the caller's own",
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
  mails: "the operator only",
  retryMail: "the operator only",
  sendTestMail: "the operator only",
  confirmTestMail: "the operator only",
  mailSetup: "the operator only",
  mailTest: "the operator only",
  firstStart: "the operator only",
  markDeliverable: "the operator only",
  confirmDomains: "the operator only",
  setDomainTrust: "the operator only",
  setPlatform: "the operator only",
  decideBrand: "the operator only",
  reportGateway: "gateways only",
  reportSpamVerdicts: "gateways only",
  replicaChecksums: "gateways of the whole platform and the operator only",
  reportSubmissions: "gateways only",
};

function namesOf(type: GraphQLObjectType | null | undefined): string[] {
  return Object.keys(type?.getFields() ?? {});
}

/** Names no row: of what it does not find it answers an empty list (search.test.ts). */
const FINDS_NOTHING = "search";

describe("the schema", () => {
  it("has a rule and a wrong-tenant test for every query and mutation", async () => {
    const schema = await buildApiSchema();
    const all = [...namesOf(schema.getQueryType()), ...namesOf(schema.getMutationType())].sort();
    const known = [...Object.keys(NAMING_ROWS), ...LISTS, ...Object.keys(NOT_OF_A_TENANT)].sort();
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
  let own: CreatedTenant;
  let foreign: TenantRows;

  beforeAll(async () => {
    api = await startTestApi(engine);
    schema = await buildApiSchema();
    const tree = await createTenants(api);
    own = tree.north;
    foreign = await plantRows(api, schema, tree.south, await plantTenant(api, "outside"));
  });

  /** Reseller, domain administrator and account of the one tenant. */
  const callers = (): [string, Actor][] => [
    ["reseller", own.actor],
    ["domain administrator", own.domain.actor],
    ["account", own.account.actor],
  ];

  it.each(Object.keys(NAMING_ROWS).filter((name) => name !== FINDS_NOTHING))("is not found by %s", async (name) => {
    const variables = NAMING_ROWS[name]!(foreign);
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
    // A profile is seen with its right alone.
    const { tenant, profileId: _, ...rows } = foreign;
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
