import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import { Gateway } from "../../src/gateways/gateway.entity.js";
import { newIdentifier } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { Proposal, ProposalState } from "../../src/rollout/proposals/proposal.entity.js";
import { submission } from "../database/observations/observed.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { plantComplaint } from "./planted-complaints.js";
import { innerIdOf, plantAccount, plantDomain, plantReseller } from "./tenancy-tree.js";
import { ADD_IDENTITY, GRANT } from "./verification-mailbox.js";

const FEW = 2;
const PLANTED = 12;
/** Not the whole list, of which no rows are counted. */
const MANY = PLANTED - 1;
const INNER = 2;
const PASSWORD = "a long enough password";

type Field = GraphQLField<unknown, unknown>;

/** Lists whose rows come from somewhere else than the tables of tenants, each with why it has none here. */
const WITHOUT_ROWS: Readonly<Record<string, string>> = {
  enforcementHolds: "its two relations are loaders of tenants, walked with the other lists",
  trustedIssuers: "as above",
};

describe("lists", () => {
  let api: TestApi;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    schema = await buildApiSchema();
    await plantRows(api);
  }, 60_000);

  it("take as many statements for many rows as for few, with each of their relations", async () => {
    const documents = [...documentsOf(schema)];
    const different: string[] = [];
    const short = new Set<string>();
    // The rules of decisions are kept from then on.
    const deciding = "{ accounts(first: 1) { edges { node { sendableAddresses { edges { node { state } } } } } } }";
    await api.execute(OPERATOR, deciding);
    for (const { list, document } of documents) {
      const counts: number[] = [];
      for (const first of [FEW, MANY]) {
        let rows = 0;
        const count = await countStatements(api.database, async () => {
          const { data, errors } = await api.execute<Record<string, { edges: unknown[] }>>(OPERATOR, document(first));
          if (errors.length > 0) throw new Error(`${document(first)}: ${JSON.stringify(errors)}`);
          rows = edgesIn(data).length;
        });
        if (first === MANY && rows < MANY) short.add(list);
        counts.push(count);
      }
      if (counts[0] !== counts[1]) different.push(`${counts.join(" → ")}: ${document(MANY)}`);
    }
    expect(different).toEqual([]);
    expect([...short].sort()).toEqual(Object.keys(WITHOUT_ROWS).sort());
    expect(documents.length).toBeGreaterThan(60);
  }, 60_000);
});

function edgesIn(data: unknown): readonly unknown[] {
  const [first] = Object.values((data ?? {}) as Record<string, unknown>);
  if (typeof first !== "object" || first === null) return [];
  return "edges" in first ? (first.edges as unknown[]) : edgesIn(first);
}

/** For each list at the top, and each below `readiness`, one document for each relation of its rows, and one for all fields without any. */
function* documentsOf(schema: GraphQLSchema) {
  const query = schema.getQueryType()!;
  for (const [above, type] of [
    ["", query],
    ["readiness", schema.getType("ReadinessReport") as GraphQLObjectType],
  ] as const) {
    for (const list of Object.values(type.getFields())) {
      const node = nodeOf(list);
      if (node === null || needsArguments(list)) continue;
      const relations = Object.values(node.getFields()).filter((field) => !isLeaf(field) && !needsArguments(field));
      for (const selection of [leavesOf(node), ...relations.map((field) => selectionOf(schema, field, true))]) {
        const inner = (first: number) => `${list.name}(first: ${first}) { totalCount edges { node { ${selection} } } }`;
        const document = (first: number) => (above === "" ? `{ ${inner(first)} }` : `{ ${above} { ${inner(first)} } }`);
        yield { list: list.name, document };
      }
    }
  }
}

/** A field with everything that stands in one piece below it; of a list its rows with their own relations as well. */
function selectionOf(schema: GraphQLSchema, field: Field, isOuter: boolean): string {
  const type = getNamedType(field.type);
  const node = nodeOf(field);
  if (node !== null) {
    const relations = isOuter
      ? Object.values(node.getFields()).filter(
          (each) => !isLeaf(each) && !needsArguments(each) && nodeOf(each) === null,
        )
      : [];
    const below = [leavesOf(node), ...relations.map((each) => selectionOf(schema, each, false))].join(" ");
    return `${field.name}(first: ${INNER}) { totalCount edges { node { ${below} } } }`;
  }
  if (isInterfaceType(type) || !isObjectType(type)) return `${field.name} { __typename }`;
  return `${field.name} { ${leavesOf(type)} }`;
}

function leavesOf(type: GraphQLObjectType): string {
  const leaves = Object.values(type.getFields()).filter((field) => isLeaf(field) && !needsArguments(field));
  return ["__typename", ...leaves.map(({ name }) => name)].join(" ");
}

function nodeOf(field: Field): GraphQLObjectType | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type) || !type.name.endsWith("Connection")) return null;
  const edge = getNamedType(type.getFields().edges!.type) as GraphQLObjectType;
  return getNamedType(edge.getFields().node!.type) as GraphQLObjectType;
}

function isLeaf({ type }: Field): boolean {
  return isLeafType(getNamedType(type)) || !isCompositeType(getNamedType(type));
}

function needsArguments({ args }: Field): boolean {
  return args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
}

/** Twelve rows for each list, alike as far as their relations go. */
async function plantRows(api: TestApi): Promise<void> {
  const host = await plantReseller(api, "host");
  const numbers = Array.from({ length: PLANTED }, (_, index) => index);
  const make = (mutation: string, type: string, input: object, selection = "__typename") =>
    api.succeed(OPERATOR, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, { input });
  const places = [];
  for (const n of numbers) {
    const reseller = await plantReseller(api, `r${n}`, host.id);
    places.push({ n, reseller, domain: await plantDomain(api, reseller, `d${n}.test`) });
  }
  for (const { n, reseller, domain } of places) {
    const account = await plantAccount(api, domain.id, `user@d${n}.test`, [`alias@d${n}.test`]);
    const accountId = account.id;
    const scope = { domainId: domain.id };
    // The first of a page has what others may lack: a question.
    await api.succeed(OPERATOR, ADD_IDENTITY, { input: { accountId, address: `asked@away${n}.test` } });
    await api.succeed(OPERATOR, GRANT, { input: { accountId, address: `granted@club${n}.test`, reason: "signed" } });
    // In the domain that the next account is in, whose administrators are asked.
    await api.succeed(reseller.actor, ADD_IDENTITY, {
      input: { accountId, address: `wanted@d${(n + 1) % PLANTED}.test` },
    });
    await make("requestDomainAuthorization", "RequestDomainAuthorizationInput", {
      accountId,
      domain: `whole${n}.test`,
    });
    await make("createAdministrator", "CreateAdministratorInput", { login: `admin${n}`, password: PASSWORD, scope });
    await make("createApiKey", "CreateApiKeyInput", {
      name: `key${n}`,
      kind: "PANEL",
      scope: { resellerId: reseller.id },
    });
    const hook = { name: `hook${n}`, url: "https://panel.example/hook", scope };
    await make("createWebhook", "CreateWebhookInput", hook);
    await api.succeed(
      OPERATOR,
      "mutation ($input: SuspendAccountsInput!) { suspendAccounts(input: $input, asJob: true) { job { id } } }",
      { input: { idempotencyKey: `job${n}`, ids: [accountId] } },
    );
    await api.database.write((tx) =>
      recordSubmissions(tx, [
        submission(account.address, `seen@away${n}.test`, tx.now.getTime() - 86_400_000, { count: 3 }),
        submission(`nobody${n}@nowhere.test`, `nobody${n}@nowhere.test`, tx.now),
      ]),
    );
    await plantFound(api, n, innerIdOf(account.id), innerIdOf(domain.id));
  }
}

/** What only time and gateways bring about. */
async function plantFound(api: TestApi, n: number, accountId: string, domainId: string): Promise<void> {
  await api.database.write(async (tx) => {
    const { manager, now } = tx;
    const times = { firstSeenAt: now, lastSeenAt: now };
    const undecided = { authorizationId: null, matchNumber: null, decidedAt: null, decidedBy: null };
    await manager.insert(Proposal, {
      id: newIdentifier(),
      accountId,
      domainId,
      addressKey: `seen@away${n}.test`,
      state: ProposalState.OPEN,
      messages: 3,
      days: 1,
      createdAt: now,
      ...times,
      ...undecided,
    });
    await plantComplaint(tx, { accountId, domainId }, { day: 20_000 + n, address: `seen@away${n}.test` });
    const gateway = { name: `mx${n}.test`, version: "1", revision: 1, domains: [], ...times };
    await manager.insert(Gateway, { id: newIdentifier(), apiKeyId: newIdentifier(), ...gateway });
  });
}
