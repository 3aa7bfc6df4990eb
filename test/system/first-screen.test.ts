import { expect, it } from "vitest";
import { dashboard } from "../../clients/examples/typescript/mayfrom-example.js";
import { createClient } from "../../clients/typescript/src/index.js";
import { createApi } from "../../src/app/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { sumReadiness } from "../../src/rollout/index.js";
import { DAY, submission } from "../database/observations/observed.js";
import { createTenants } from "../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { atEndOfFile } from "../support/end-of-file.js";
import { describeOnEachEngine } from "../support/engines.js";
import { countStatements } from "../support/statements.js";

/** One mailbox in each, from which three messages went out under a foreign address yesterday. */
async function plantObservedDomains(api: TestApi, resellerId: string, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const { createDomains } = await api.succeed<{ createDomains: { ids: string[] } }>(
    OPERATOR,
    "mutation ($input: CreateDomainsInput!) { createDomains(input: $input) { ids } }",
    { input: { idempotencyKey: "domains", items: numbers.map((n) => ({ resellerId, name: `d${n}.test` })) } },
  );
  const items = createDomains.ids.map((domainId, n) => ({ domainId, address: `user@d${n}.test` }));
  await api.succeed(OPERATOR, "mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { ids } }", {
    input: { idempotencyKey: "accounts", items },
  });
  await api.database.write(async (tx) => {
    const at = tx.now.getTime() - DAY;
    const sent = numbers.map((n) => submission(`user@d${n}.test`, `other@away${n}.test`, at, { count: 3 }));
    await recordSubmissions(tx, sent);
  });
}

describeOnEachEngine("the first screen of a dashboard, as the example asks for it", (engine) => {
  it("takes thirty statements at most with two hundred domains that send", async () => {
    const api = await startTestApi(engine);
    const { north } = await createTenants(api);
    await plantObservedDomains(api, north.id, 200);
    const { createApiKey } = await api.succeed<{ createApiKey: { secret: string } }>(
      OPERATOR,
      `mutation ($id: ID!) { createApiKey(input: { name: "Panel", kind: PANEL, scope: { resellerId: $id } }) { secret } }`,
      { id: north.id },
    );
    const app = await createApi(api.services);
    atEndOfFile(() => app.close());
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    const client = createClient({ url, credential: () => createApiKey.secret });
    let shown: Awaited<ReturnType<typeof dashboard>> | undefined;
    const statements = await countStatements(api.database, async () => {
      shown = await dashboard(client);
    });
    expect(shown).toMatchObject({ domains: { totalCount: 201 }, readiness: { unresolved: { messages: 600 } } });
    expect(shown?.readiness?.domains.edges[0]?.node).toMatchObject({ unresolved: { messages: 3 } });
    expect(statements).toBeLessThanOrEqual(30);

    // With the sums that the background has made by then.
    await sumReadiness(api.database, api.services.clock.now(), new AbortController().signal);
    let summed: typeof shown;
    const fewer = await countStatements(api.database, async () => {
      summed = await dashboard(client);
    });
    expect(summed).toEqual(shown);
    expect(fewer).toBeLessThan(statements);
  });
});
