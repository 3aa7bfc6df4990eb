import { beforeAll, expect, it } from "vitest";
import { createFirstOperator } from "../../../src/access/index.js";
import { atBeginningOfStory, makeDemo } from "../../../src/cli/demo/make-demo.js";
import { DEMO_SIGN_INS } from "../../../src/cli/demo/sign-ins.js";
import type { Actor } from "../../../src/kernel/index.js";
import { OutboxMail } from "../../../src/outbox/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";

const NOW = new Date("2026-03-24T09:41:00Z");

async function tellStory(api: TestApi): Promise<void> {
  await createFirstOperator(atBeginningOfStory(api.services), "a password of the tests");
  await makeDemo(api.services);
}

describeOnEachEngine("the sample tenants", (engine) => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi(engine, { now: () => NOW });
    await tellStory(api);
  }, 120_000);

  /** Every row of a list, walked through its pages. */
  async function all<Row>(actor: Actor, list: string, fields: string, filter = ""): Promise<Row[]> {
    const rows: Row[] = [];
    for (let after: string | null = null; ; ) {
      const page: { list: { edges: { node: Row }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } =
        await api.succeed(
          actor,
          `query ($after: String) { list: ${list}(first: 200, after: $after${filter}) {
            edges { node { ${fields} } } pageInfo { endCursor hasNextPage } } }`,
          { after },
        );
      rows.push(...page.list.edges.map(({ node }) => node));
      if (!page.list.pageInfo.hasNextPage) return rows;
      after = page.list.pageInfo.endCursor;
    }
  }

  const count = <Row>(rows: readonly Row[], nameOf: (row: Row) => string): Record<string, number> => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1);
    return Object.fromEntries(counts);
  };

  it("are three resellers, one with another below it, thirty domains and four hundred mailboxes", async () => {
    const resellers = await all<{ slug: string; parent: { slug: string } | null; brandState: string }>(
      OPERATOR,
      "resellers",
      "slug parent { slug } brandState",
    );
    expect(resellers.map(({ slug, parent }) => [slug, parent?.slug ?? null]).sort()).toEqual([
      ["alpine", null],
      ["fjord", "north"],
      ["harbor", null],
      ["north", null],
    ]);
    const domains = await all<{ name: string; state: string; proof: string }>(OPERATOR, "domains", "name state proof");
    expect(count(domains, ({ state, proof }) => `${state} ${proof}`)).toEqual({
      "ACTIVE OPERATOR": 28,
      "ACTIVE UNPROVEN": 1,
      "SUSPENDED OPERATOR": 1,
    });
    expect(await all(OPERATOR, "accounts", "address")).toHaveLength(400);
  });

  it("hold identities in every state, and requests that wait for administrators", async () => {
    const states = count(await all<{ state: string }>(OPERATOR, "authorizations", "state"), ({ state }) => state);
    expect(Object.keys(states).sort()).toEqual(["AUTHORIZED", "DENIED", "EXPIRED", "PAUSED", "PENDING", "REVOKED"]);
    for (const [state, length] of Object.entries({ APPROVED: 1, REFUSED: 1, WAITING: 4 })) {
      expect(await all(OPERATOR, "approvals", "state", `, filter: { state: ${state} }`)).toHaveLength(length);
    }
    const deliveries = count(
      await all<{ verification: { deliveryState: string } | null }>(
        OPERATOR,
        "authorizations",
        "verification { deliveryState }",
        ", filter: { state: PENDING }",
      ),
      ({ verification }) => verification?.deliveryState ?? "none",
    );
    expect(deliveries).toEqual({ QUEUED: 2, SENT: expect.any(Number), UNDELIVERABLE: 1 });
  });

  it("leave no mail of the past to be sent, and sign in as the start says", async () => {
    const waiting = await api.database.reader.findBy(OutboxMail, { state: "QUEUED" });
    expect(waiting.map(({ toAddress }) => toAddress)).toEqual(["jonas.thorsson@slow.test"]);
    for (const { login, password } of DEMO_SIGN_INS) {
      const { signIn } = await api.succeed<{ signIn: { accessToken: string } }>(
        ANONYMOUS,
        "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }",
        { input: { login, password } },
      );
      expect(signIn.accessToken).toEqual(expect.any(String));
    }
  });
});
