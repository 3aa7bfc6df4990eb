import { beforeAll, expect, it } from "vitest";
import { noteGatewayHours } from "../../src/gateways/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { createTenants } from "./tenancy-tree.js";

const REPORT = "mutation ($input: ReportGatewayInput!) { reportGateway(input: $input) { id } }";
const HOURS =
  "query ($last: Int) { gateways { edges { node { name hours(last: $last) { at mostLagSeconds looks looksAway } } } } }";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const GATEWAY = actorWith("GATEWAY", { kind: "PLATFORM" });

interface Listed {
  readonly gateways: {
    readonly edges: readonly { readonly node: { readonly hours: readonly { readonly at: string }[] } }[];
  };
}

describeOnEachEngine("the hours of a gateway", (engine) => {
  const clock = movableClock(Date.parse("2026-03-01T10:30:00Z"));
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    await createTenants(api);
  });

  const note = () => api.database.write((tx) => noteGatewayHours(tx));
  const hours = async (last?: number) => {
    const { gateways } = await api.succeed<Listed>(OPERATOR, HOURS, { last });
    return gateways.edges.flatMap(({ node }) => node.hours);
  };

  it("tell how far it was behind at the worst look, and how long nothing was heard of it", async () => {
    await api.succeed(GATEWAY, REPORT, { input: { name: "mx1", version: "1", revision: 1 } });
    expect(await note()).toBe(1);
    clock.advance(2 * MINUTE_MS);
    await note();
    clock.advance(HOUR_MS);
    await api.succeed(GATEWAY, REPORT, { input: { name: "mx1", version: "1", revision: 1_000_000 } });
    await note();
    const [first, second] = await hours();
    expect(first).toMatchObject({ at: "2026-03-01T10:00:00.000Z", looks: 2, looksAway: 1 });
    expect((first as unknown as { mostLagSeconds: number }).mostLagSeconds).toBeGreaterThanOrEqual(120);
    expect(second).toEqual({ at: "2026-03-01T11:00:00.000Z", looks: 1, looksAway: 0, mostLagSeconds: 0 });
    expect(await hours(1)).toEqual([second]);
    expect((await api.refuse(OPERATOR, HOURS, { last: 0 })).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "last",
    });
  });

  it("are forgotten after two weeks, and with the gateway", async () => {
    clock.advance(13 * 24 * HOUR_MS);
    await api.succeed(GATEWAY, REPORT, { input: { name: "mx1", version: "1", revision: 1_000_000 } });
    await note();
    expect(await hours(336)).toHaveLength(3);
    clock.advance(24 * HOUR_MS);
    await note();
    const [{ n }] = await api.database.reader.query<[{ n: number }]>("SELECT COUNT(*) AS n FROM gateway_hour");
    expect(Number(n)).toBe(2);
    const { gateways } = await api.succeed<{ gateways: { edges: { node: { id: string } }[] } }>(
      OPERATOR,
      "{ gateways { edges { node { id } } } }",
    );
    await api.succeed(OPERATOR, "mutation ($id: ID!) { removeGateway(id: $id) }", { id: gateways.edges[0]?.node.id });
    const [{ n: left }] = await api.database.reader.query<[{ n: number }]>("SELECT COUNT(*) AS n FROM gateway_hour");
    expect(Number(left)).toBe(0);
  });
});
