import type { GraphQLSchema } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import { createResolver } from "../../src/dns/index.js";
import { OPERATOR, startTestApi } from "../support/api.js";
import { startTestDns } from "../support/dns.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { startProofLooks, type TestLooks } from "../support/proof-looks.js";
import { ACCESS_MUTATIONS } from "./recorded-mutations/access.js";
import { OPERATION_MUTATIONS } from "./recorded-mutations/operation.js";
import { type Recorded, RecordedWorld } from "./recorded-mutations/recorded-world.js";
import { RIGHTS_MUTATIONS } from "./recorded-mutations/rights.js";
import { TENANCY_MUTATIONS } from "./recorded-mutations/tenancy.js";
import { createTenants } from "./tenancy-tree.js";
import { openMailbox } from "./verification-mailbox.js";

const MUTATIONS: Record<string, Recorded> = {
  ...TENANCY_MUTATIONS,
  ...ACCESS_MUTATIONS,
  ...RIGHTS_MUTATIONS,
  ...OPERATION_MUTATIONS,
};

/** Mutations whose success writes no audit event on purpose, each with the reason. */
const NOT_AUDITED: Record<string, string> = {
  reportGateway: "a sign of life every few seconds; nothing that anybody decided",
  reportSubmissions: "figures, counted once by their batch",
  reportSpamVerdicts: "figures, like complaints",
  saveView: "a bookmark of one's own, which shows nothing and allows nothing",
  removeSavedView: "the same",
};

/** Those that need weeks of observed mail first; their own tests look at what they record. */
const OF_OBSERVATIONS = ["acceptProposals", "dismissProposals", "releaseHold", "undoDismissals", "undoRelease"];

describeOnEachEngine("every mutation", (engine) => {
  let world: RecordedWorld;
  let looks: TestLooks;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const clock = movableClock();
    const dns = await startTestDns();
    // Domains exist, so that their owners may be asked.
    await dns.load(["*.test A 192.0.2.1"]);
    const api = await startTestApi(engine, clock, { resolver: createResolver([dns.server]) });
    looks = startProofLooks(api);
    schema = await buildApiSchema();
    world = new RecordedWorld(api, await createTenants(api), openMailbox(api), clock, dns, schema);
  });
  afterAll(async () => {
    looks.stop();
    await world.dns.close();
  });

  async function figures(): Promise<{ events: number; revision: number; feed: number }> {
    const { reader } = world.api.database;
    const count = async (query: string) => Number((await reader.query<{ n: number }[]>(query))[0]?.n);
    return {
      events: await count("SELECT COUNT(*) AS n FROM audit_event"),
      revision: await count("SELECT value AS n FROM revision_counter WHERE id = 1"),
      feed: await count("SELECT COUNT(*) AS n FROM feed_entry"),
    };
  }

  it("of the schema is known here", () => {
    const all = Object.keys(schema.getMutationType()!.getFields()).sort();
    const known = [...Object.keys(MUTATIONS), ...Object.keys(NOT_AUDITED), ...OF_OBSERVATIONS].sort();
    expect(known).toEqual(all);
  });

  it.each(Object.keys(MUTATIONS))(
    "leaves an audit event, and a feed entry where copies must learn of it: %s",
    async (name) => {
      const { isFed, prepare } = MUTATIONS[name]!;
      const { variables, actor = OPERATOR } = await prepare(world);
      const before = await figures();
      await world.api.succeed(actor, world.documentFor(name), variables);
      const after = await figures();
      expect(after.events, "audit events").toBeGreaterThan(before.events);
      // One transaction: one revision, however much of it is in the feed.
      expect(after.revision - before.revision, "revisions").toBe(isFed ? 1 : 0);
      expect(after.feed > before.feed, "feed entries").toBe(isFed);
    },
  );
});
