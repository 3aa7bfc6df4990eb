import { expect, it } from "vitest";
import { checksOfSettings } from "../../../src/cli/doctor/settings.js";
import { currentRevision } from "../../../src/feed/index.js";
import { awaitGateways, gatewayFigures } from "../../../src/gateways/index.js";
import { languageFor } from "../../../src/texts/index.js";
import { diceOf, writeSomething } from "../../database/replication/random-writes.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";

const REPORT = `mutation ($input: ReportGatewayInput!) { reportGateway(input: $input) { id name revision domains } }`;
const GATEWAYS = `{ gateways(first: 10) { edges { node { id name version revision lagRevisions lagSeconds isStale } } } }`;
const AT = `query ($revision: Revision!) { gatewaysAt(revision: $revision) { isReached missingCount gatewayCount message missingNames } }`;

describeOnEachEngine("the register of gateways", (engine) => {
  it("knows how far each is, which is stale, and whether all hold a revision", async () => {
    const clock = { time: Date.parse("2027-01-01T00:00:00Z"), now: () => new Date(clock.time) };
    const api = await startTestApi(engine, clock);
    const key = (id: string) =>
      actorWith("GATEWAY", { kind: "PLATFORM" }, { id: `01930000-0000-7000-8000-0000000000${id}` });
    const dice = diceOf([3, 141, 59, 26]);
    for (let count = 0; count < 3; count++) await writeSomething(api, dice);
    const revision = await currentRevision(api.database.reader);
    const input = { name: "mx1.test", version: "1.0", revision, domains: ["Example.ORG"] };
    await api.succeed(key("01"), REPORT, { input });
    await api.succeed(key("02"), REPORT, { input: { ...input, revision: revision - 2, domains: null } });
    const { reportGateway } = await api.succeed<{ reportGateway: object }>(key("01"), REPORT, { input });
    expect(reportGateway).toMatchObject({ name: "mx1.test", revision, domains: ["example.org"] });
    const domains = Array.from({ length: 10_000 }, (_, index) => `d${index}.many-domains.test`);
    const held = await api.succeed(key("01"), REPORT, { input: { ...input, domains } });
    expect(held).toMatchObject({ reportGateway: { domains } });

    clock.time += 30_000;
    const { gateways } = await api.succeed<{ gateways: { edges: { node: { id: string } }[] } }>(OPERATOR, GATEWAYS);
    expect(gateways.edges.map(({ node }) => node)).toMatchObject([
      { version: "1.0", lagRevisions: 0, lagSeconds: 0, isStale: false },
      { version: "1.0", lagRevisions: 2, lagSeconds: 30, isStale: false },
    ]);
    expect(await api.succeed(OPERATOR, AT, { revision })).toEqual({
      gatewaysAt: {
        isReached: false,
        missingCount: 1,
        gatewayCount: 2,
        message: "1 of 2 mail servers obey. The others decide as before until they have heard of it.",
        missingNames: ["mx1.test"],
      },
    });
    expect(await api.succeed(OPERATOR, AT, { revision: revision - 2 })).toMatchObject({
      gatewaysAt: { isReached: true },
    });

    clock.time += 61_000;
    const stale = await api.succeed(OPERATOR, GATEWAYS);
    expect(JSON.stringify(stale)).not.toContain('"isStale":false');

    const figures = await gatewayFigures(api.database.reader, clock.now());
    expect(figures).toEqual({ current: 0, stale: 2, mostLagSeconds: 91 });

    const id = gateways.edges[1]!.node.id;
    await api.succeed(OPERATOR, "mutation ($id: ID!) { removeGateway(id: $id) }", { id });
    expect((await api.refuse(OPERATOR, "mutation ($id: ID!) { removeGateway(id: $id) }", { id })).extensions.code).toBe(
      "NOT_FOUND",
    );
    expect(await api.succeed(OPERATOR, AT, { revision })).toMatchObject({ gatewaysAt: { isReached: true } });

    // Gone for more than a day, it holds nobody up.
    clock.time += 25 * 60 * 60_000;
    expect((await awaitGateways(api.database, revision + 1_000, 0, clock)).isReached).toBe(true);
  });

  it("says of each whether its mail server ever asks about From, and what its refusals advise", async () => {
    const clock = { time: Date.parse("2027-01-01T00:00:00Z"), now: () => new Date(clock.time) };
    const api = await startTestApi(engine, clock);
    const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
    const daysLater = (days: number) => new Date(Date.parse("2027-01-01T00:00:00Z") + days * 86_400_000).toISOString();
    const shown = async (report: object) => {
      const input = { name: "mx1.test", version: "1.0", revision: 0, ...report };
      const { reportGateway } = await api.succeed<{ reportGateway: object }>(
        gateway,
        "mutation ($input: ReportGatewayInput!) { reportGateway(input: $input) { fromCheck refusalAdvice askedAt fromAskedAt } }",
        { input },
      );
      return reportGateway;
    };
    expect(await shown({})).toEqual({ fromCheck: "UNKNOWN", refusalAdvice: null, askedAt: null, fromAskedAt: null });
    clock.time += 20 * 86_400_000;
    expect(await shown({ askedAt: daysLater(1), refusalAdvice: "WORDS" })).toMatchObject({
      fromCheck: "NEVER",
      refusalAdvice: "WORDS",
    });
    expect(await shown({ askedAt: daysLater(2), fromAskedAt: daysLater(2) })).toMatchObject({
      fromCheck: "JUDGED",
      refusalAdvice: null,
    });
    // Started anew it knows of neither; what is known stays.
    expect(await shown({})).toMatchObject({ fromCheck: "JUDGED", fromAskedAt: daysLater(2) });
    expect(await shown({ askedAt: daysLater(9) })).toMatchObject({ fromCheck: "JUDGED" });
    expect(await shown({ askedAt: daysLater(10) })).toMatchObject({ fromCheck: "NEVER" });
    const english = languageFor("en");
    const looked = checksOfSettings(english).find(({ title }) => title === "gateways");
    expect(await looked?.run(api.services, english)).toEqual({
      isWell: true,
      isAdvice: true,
      words: expect.stringMatching(/^mx1\.test: From is never judged, /),
    });
    // No clock of a gateway is ahead of the platform's.
    expect(await shown({ askedAt: daysLater(500) })).toMatchObject({ askedAt: daysLater(20) });
  });

  it("waits for a gateway that arrives in time", async () => {
    const api = await startTestApi(engine);
    const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
    const input = { name: "mx1.test", version: "1.0", revision: 0 };
    await api.succeed(gateway, REPORT, { input });
    const waiting = awaitGateways(api.database, 5, 30_000);
    await api.succeed(gateway, REPORT, { input: { ...input, revision: 7 } });
    expect(await waiting).toMatchObject({ isReached: true, missing: [] });
  });

  it("takes reports from gateways of the whole platform only, and shows itself to the operator", async () => {
    const api = await startTestApi(engine);
    const input = { name: "mx1.test", version: "1.0", revision: 0 };
    const narrow = actorWith("GATEWAY", { kind: "RESELLER", resellerId: "x", resellerPath: "aaaaaaaa" });
    const whole = actorWith("GATEWAY", { kind: "PLATFORM" });
    const code = async (actor: typeof whole, query: string, variables = {}) =>
      (await api.refuse(actor, query, variables)).extensions.code;
    expect(await code(narrow, REPORT, { input })).toBe("FORBIDDEN");
    expect(await code(OPERATOR, REPORT, { input })).toBe("FORBIDDEN");
    expect(await code(ANONYMOUS, REPORT, { input })).toBe("UNAUTHENTICATED");
    expect(await code(whole, REPORT, { input: { ...input, name: "two words" } })).toBe("BAD_USER_INPUT");
    expect(await code(whole, GATEWAYS)).toBe("FORBIDDEN");
    expect(await code(narrow, '{ replicaChecksums(domains: [], hashKey: "") { revision } }')).toBe("FORBIDDEN");
    expect(await code(whole, '{ replicaChecksums(domains: [], hashKey: "short") { revision } }')).toBe(
      "BAD_USER_INPUT",
    );
  });
});
