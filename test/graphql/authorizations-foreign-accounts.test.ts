import { type GraphQLObjectType, getNamedType, isCompositeType } from "graphql";
import { beforeAll, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { createTenants, plantAccount, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  type AuthorizationAnswer,
  GRANT,
  type Mailbox,
  openMailbox,
} from "./verification-mailbox.js";

/** What an administrator may see of a foreign account that sends in the name of his domain. */
const SHOWN = ["id", "address"];

describeOnEachEngine("another tenant's account behind an authorization on our address", (engine) => {
  const clock = movableClock();
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let fields: string[];
  let foreignId: string;
  let authorizationId: string;
  let waitingId: string;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
    const schema = await buildApiSchema();
    const type = schema.getType("Account") as GraphQLObjectType;
    fields = Object.values(type.getFields()).map((field) => {
      const named = getNamedType(field.type);
      if (!isCompositeType(named)) return field.name;
      return `${field.name} ${named.name.endsWith("Connection") ? "{ edges { cursor } }" : "{ __typename }"}`;
    });
    const { id } = await plantAccount(api, tree.north.domain.id, "rich@north.test", ["secret-alias@north.test"]);
    foreignId = id;
    await api.succeed(OPERATOR, `mutation ($id: ID!) { suspendAccount(id: $id, reason: "unpaid bills") { id } }`, {
      id: foreignId,
    });
    await api.succeed(
      OPERATOR,
      `mutation ($id: ID!) { setAccountPassword(input: { accountId: $id, password: "a long password" }) { id } }`,
      { id: foreignId },
    );
    const grant = { accountId: foreignId, address: "sales@south.test", displayName: "Rich", reason: "asked by phone" };
    const granted = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, { input: grant });
    authorizationId = granted.grantAuthorization.id;
    const wanted = { accountId: foreignId, address: "neighbour@south.test", displayName: "Rich" };
    const asked = await api.succeed<{ addIdentity: AuthorizationAnswer }>(tree.north.actor, ADD_IDENTITY, {
      input: wanted,
    });
    waitingId = asked.addIdentity.id;
  });

  const wayTo = (account: string): [string, string, Record<string, unknown>][] => [
    ["node", `query ($id: ID!) { node(id: $id) { ... on Authorization { ${account} } } }`, { id: authorizationId }],
    [
      "authorizations",
      `{ authorizations(filter: { addressDomain: "south.test", state: AUTHORIZED }) { edges { node { ${account} } } } }`,
      {},
    ],
    ["identity", `{ identity(address: "sales@south.test") { authorizations { edges { node { ${account} } } } } }`, {}],
    ["approvals", `{ approvals { edges { node { authorization { ${account} } } } } }`, {}],
  ];

  it.each(["node", "authorizations", "identity", "approvals"])("is an address and nothing more, by %s", async (way) => {
    for (const actor of [tree.south.domain.actor, tree.south.actor]) {
      for (const field of fields) {
        const name = field.split(" ")[0]!;
        const [, query, variables] = wayTo(`account { ${field} }`).find(([each]) => each === way)!;
        const { data, errors } = await api.execute<unknown>(actor, query, variables);
        const text = JSON.stringify(data);
        expect(text, `${way} ${field}`).not.toMatch(/secret-alias|unpaid|SUSPENDED/);
        if (SHOWN.includes(name)) expect(text, `${way} ${field}`).toMatch(/rich@north.test|SenderOfRight_/);
        else if (errors.length > 0) expect(errors[0]!.extensions.code, `${way} ${field}`).toBe("NOT_FOUND");
        else expect(text, `${way} ${field}`).toMatch(new RegExp(`"${name}":(null|\\[\\])`));
      }
    }
  });

  it("goes by an id of the authorization, which no other has and nothing finds", async () => {
    const query = "query ($id: ID!) { node(id: $id) { ... on Authorization { account { id } } } }";
    const idIn = async (id: string) =>
      (await api.succeed<{ node: { account: { id: string } } }>(tree.south.domain.actor, query, { id })).node.account
        .id;
    const shown = [await idIn(authorizationId), await idIn(waitingId)];
    expect(new Set([...shown, foreignId]).size).toBe(3);
    for (const id of shown) {
      const found = await api.succeed(tree.south.domain.actor, "query ($id: ID!) { node(id: $id) { id } }", { id });
      expect(found).toEqual({ node: null });
      const read = await api.refuse(tree.south.domain.actor, "query ($id: ID!) { account(id: $id) { id } }", { id });
      expect(read.extensions.code).toBe("NOT_FOUND");
    }
  });

  it("has no profile, no reason and no open question in it", async () => {
    const parts = "displayName organization replyTo bcc signature reason isDefault verification { matchNumber }";
    for (const id of [authorizationId, waitingId]) {
      const query = `query ($id: ID!) { node(id: $id) { ... on Authorization { ${parts} } } }`;
      const { node } = await api.succeed<{ node: Record<string, unknown> }>(tree.south.domain.actor, query, { id });
      expect(Object.values(node).filter((value) => value !== null && value !== "" && value !== false)).toEqual([]);
    }
  });

  it("shows no more to whoever holds the mailed link", async () => {
    const mail = (await mailbox.deliver()).find(({ template }) => template === "question");
    clock.advance(60_000);
    const query = ANSWER.replace("account { address }", "account { address aliases }");
    const { data, errors } = await api.execute(ANONYMOUS, query, {
      input: { token: mail!.secrets.token, decision: "DENY" },
    });
    expect(JSON.stringify(data)).not.toContain("secret-alias");
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["NOT_FOUND"]);
  });

  it("is nothing at all to an account of the address's domain", async () => {
    const query = "query ($id: ID!) { node(id: $id) { id } }";
    for (const id of [authorizationId, waitingId, foreignId]) {
      expect(await api.succeed(tree.south.account.actor, query, { id })).toEqual({ node: null });
    }
  });
});
