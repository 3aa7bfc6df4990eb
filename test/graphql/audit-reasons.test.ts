import { beforeAll, expect, it } from "vitest";
import { createApollo } from "../../src/api/apollo.js";
import { buildApiSchema } from "../../src/app/index.js";
import { AuditEvent, CHAIN_START, findBrokenLink } from "../../src/audit/index.js";
import { RequestContext } from "../../src/graphql/index.js";
import { languageFor } from "../../src/texts/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, ANSWER, type AuthorizationAnswer, GRANT, openMailbox, REVOKE } from "./verification-mailbox.js";

describeOnEachEngine("why something was done", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  async function reasonsIn(code: string, id: string): Promise<(string | null)[]> {
    const apollo = createApollo(await buildApiSchema(), api.services.log);
    const query = "query ($id: ID!) { auditEvents(filter: { subjectId: $id }) { edges { node { reason } } } }";
    const contextValue = new RequestContext(api.services, OPERATOR, languageFor(code));
    const { body } = await apollo.executeOperation({ query, variables: { id } }, { contextValue });
    if (body.kind !== "single") throw new Error("one answer was expected");
    const { auditEvents } = body.singleResult.data as {
      auditEvents: { edges: { node: { reason: string | null } }[] };
    };
    return auditEvents.edges.map(({ node }) => node.reason);
  }

  it("is read in the trail in everybody's own language where the program gave it, and as it was written else", async () => {
    const { account } = tree.north;
    const input = { accountId: account.id, address: "owner@away.test", displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const [mail] = await openMailbox(api).deliver();
    const { token } = mail!.secrets;
    await api.succeed(ANONYMOUS, ANSWER, { input: { token, decision: "DENY" } });
    const { id } = addIdentity;
    expect((await reasonsIn("en", id))[0]).toBe("denied by its owner");
    expect((await reasonsIn("de", id))[0]).toBe("vom Inhaber abgelehnt");
    expect((await reasonsIn("fr", id))[0]).toBe("refusé par le titulaire");

    type Granted = { grantAuthorization: { id: string } };
    const granted = await api.succeed<Granted>(OPERATOR, GRANT, {
      input: { accountId: account.id, address: "given@away.test" },
    });
    expect((await reasonsIn("de", granted.grantAuthorization.id))[0]).toMatch(/^erteilt von /);
    const reason = "denied by its owner";
    await api.succeed(OPERATOR, REVOKE, { id: granted.grantAuthorization.id, reason });
    expect((await reasonsIn("de", granted.grantAuthorization.id))[0]).toBe(reason);
  });

  it("is sealed with its code: another one breaks the chain", async () => {
    const events = await api.database.reader.find(AuditEvent, { order: { sequence: "ASC" } });
    expect(findBrokenLink(events, CHAIN_START)).toBeNull();
    const coded = events.find(({ reasonCode }) => reasonCode !== null)!;
    Object.assign(coded, { reasonCode: null });
    expect(findBrokenLink(events, CHAIN_START)?.id).toBe(coded.id);
  });
});
