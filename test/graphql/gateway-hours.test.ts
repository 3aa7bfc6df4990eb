import { beforeAll, expect, it } from "vitest";
import { noteGatewayHours } from "../../src/gateways/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { createTenants } from "./tenancy-tree.js";

const REPORT = "mutation ($input: ReportGatewayInput!) { reportGateway(input: $input) { id } }";
const HOURS =
  "query ($last: Int) { gateways(first: 10) { edges { node { name hours(last: $last) { at mostLagSeconds looks looksAway decisions p50Ms p95Ms p99Ms } } } } }";
const NONE_MADE = { decisions: 0, p50Ms: null, p95Ms: null, p99Ms: null };
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
  const rowsOf = async (table: string) => {
    const [{ n }] = await api.database.reader.query<[{ n: number }]>(`SELECT COUNT(*) AS n FROM ${table}`);
    return Number(n);
  };
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
    expect(second).toEqual({ at: "2026-03-01T11:00:00.000Z", looks: 1, looksAway: 0, mostLagSeconds: 0, ...NONE_MADE });
    expect(await hours(1)).toEqual([second]);
    expect((await api.refuse(OPERATOR, HOURS, { last: 0 })).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "last",
    });
  });

  it("tell how long decisions took, added up over what its agent reports", async () => {
    const report = (decisionTimes?: readonly object[] | null) => ({
      input: { name: "mx1", version: "1", revision: 1_000_000, decisionTimes },
    });
    await api.succeed(GATEWAY, REPORT, report([{ upToMs: 0.1, decisions: 90 }]));
    await api.succeed(
      GATEWAY,
      REPORT,
      report([
        { upToMs: 0.1, decisions: 60 },
        { upToMs: 0.2, decisions: 50 },
      ]),
    );
    // An agent that is too old to count them.
    await api.succeed(GATEWAY, REPORT, report());
    const [, now] = await hours();
    expect(now).toMatchObject({ decisions: 200, p50Ms: 0.067, p95Ms: 0.18, p99Ms: 0.196 });
    const [before] = await hours();
    expect(before).toMatchObject({ decisions: 0, p50Ms: null, p95Ms: null, p99Ms: null });
    for (const [times, field] of [
      [[{ upToMs: 0, decisions: 1 }], "input.decisionTimes[0].upToMs"],
      [
        [
          { upToMs: 1, decisions: 1 },
          { upToMs: 1, decisions: -1 },
        ],
        "input.decisionTimes[1].decisions",
      ],
      [Array.from({ length: 33 }, (_, index) => ({ upToMs: index + 1, decisions: 1 })), "input.decisionTimes"],
    ] as const) {
      const { extensions } = await api.refuse(GATEWAY, REPORT, report(times));
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    }
  });

  it("are forgotten after two weeks, and with the gateway", async () => {
    clock.advance(13 * 24 * HOUR_MS);
    await api.succeed(GATEWAY, REPORT, { input: { name: "mx1", version: "1", revision: 1_000_000 } });
    await note();
    expect(await hours(336)).toHaveLength(3);
    clock.advance(24 * HOUR_MS);
    await note();
    expect(await rowsOf("gateway_hour")).toBe(2);
    expect(await rowsOf("gateway_decision_time")).toBe(0);
    await api.succeed(GATEWAY, REPORT, {
      input: { name: "mx1", version: "1", revision: 1_000_000, decisionTimes: [{ upToMs: 1, decisions: 1 }] },
    });
    const { gateways } = await api.succeed<{ gateways: { edges: { node: { id: string } }[] } }>(
      OPERATOR,
      "{ gateways { edges { node { id } } } }",
    );
    await api.succeed(OPERATOR, "mutation ($id: ID!) { removeGateway(id: $id) }", { id: gateways.edges[0]?.node.id });
    expect(await rowsOf("gateway_hour")).toBe(0);
    expect(await rowsOf("gateway_decision_time")).toBe(0);
  });
});
