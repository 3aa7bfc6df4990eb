import { beforeAll, expect, it } from "vitest";
import { decideBatch } from "../../src/decision-data/index.js";
import { PLATFORM_SCOPE, SYSTEM_ACTOR, writtenReversePath } from "../../src/kernel/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { alertKeys, applyBrake } from "../../src/rollout/index.js";
import { plantAdministrator } from "../database/observations/administrators.js";
import { DAY, submission } from "../database/observations/observed.js";
import { OPERATOR, startTestApi, type TestApi, testConfiguration } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { createTenants, plantAccount, plantDomain, type Tree } from "./tenancy-tree.js";

const HOLDS = `query { enforcementHolds { edges { node { id state unresolved threshold enforcedAt domain { name } reseller { slug } } } } }`;
const RELEASE = `mutation ($id: ID!) { releaseHold(id: $id) { state releasedBy } }`;
const UNDO = `mutation ($id: ID!) { undoRelease(id: $id) { state releasedBy } }`;

interface Holds {
  enforcementHolds: {
    edges: {
      node: {
        id: string;
        state: string;
        unresolved: number;
        domain: { name: string } | null;
        reseller: { slug: string } | null;
      };
    }[];
  };
}

describeOnEachEngine("the brake", (engine) => {
  const clock = movableClock();
  const enforcedAt = clock.now().getTime() + 10 * DAY;
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    const small = await plantDomain(api, tree.south, "small.test");
    await plantAccount(api, small.id, "user@small.test");
    await plantAdministrator(api, null, "OPERATOR");
    await plantAdministrator(api, tree.north, "DOMAIN_ADMIN");
    await plantAdministrator(api, tree.south, "RESELLER");
    const schedule = [
      { at: clock.now().getTime(), mode: "WARN" as const },
      { at: enforcedAt, mode: "ENFORCE" as const },
    ];
    await api.database.write((tx) =>
      setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, { changes: { schedule, holdThreshold: 100 } }),
    );
    clock.advance(8 * DAY);
    const at = clock.now();
    await api.database.write((tx) =>
      recordSubmissions(tx, [
        submission("user@north.test", "boss@elsewhere.test", at, { count: 150 }),
        submission("user@south.test", "x@elsewhere.test", at, { count: 60 }),
        submission("user@small.test", "y@elsewhere.test", at, { count: 60 }),
        // Long ago: no longer in use.
        submission("neighbour@south.test", "z@elsewhere.test", at.getTime() - 10 * DAY, { count: 900 }),
      ]),
    );
  });

  const brake = () => applyBrake(api.services, alertKeys(api.services.configuration));
  const verdict = async (login: string, sender: string) => {
    const question = { login, reversePath: writtenReversePath(sender), fromAddresses: [] };
    const [located] = await decideBatch(api.database.reader, [question], clock.now());
    return located!.decision.verdict;
  };
  const holds = async (actor = OPERATOR) =>
    (await api.succeed<Holds>(actor, HOLDS)).enforcementHolds.edges.map(({ node }) => node);

  it("does nothing long before the day", async () => {
    expect(await brake()).toBe(0);
    expect(await holds()).toEqual([]);
  });

  it("holds the smallest scopes that pass the threshold, tells their administrators, and lets the rest begin", async () => {
    clock.advance(2 * DAY - 30 * 60 * 1_000);
    expect(await brake()).toBe(2);
    expect(await brake()).toBe(0);

    const found = await holds();
    expect(
      found.map(({ unresolved, domain, reseller }) => [domain?.name ?? reseller?.slug, unresolved]).sort(),
    ).toEqual([
      ["north.test", 150],
      ["south", 120],
    ]);
    const mails = (await api.database.reader.find(OutboxMail)).filter(
      ({ template }) => template === "enforcement-hold",
    );
    expect(mails.map(({ toAddress }) => toAddress).sort()).toEqual([
      "admin@domain_admin.north.test",
      "admin@reseller.south.test",
    ]);
    const { text } = renderMail({ ...mails[0]!, secrets: {} } as never, testConfiguration());
    expect(text).toContain("fewer than 100");

    clock.advance(60 * 60 * 1_000);
    expect(await verdict("user@north.test", "boss@elsewhere.test")).toBe("WARN");
    expect(await verdict("user@small.test", "y@elsewhere.test")).toBe("WARN");
    // An account that nobody knows has the platform's policy: there it is the day.
    expect(await verdict("new@nowhere.test", "boss@elsewhere.test")).toBe("DENY");
  });

  it("is released by those who administer the scope, and is not put back", async () => {
    const [north] = await holds(tree.north.actor);
    const foreign = await api.refuse(tree.south.actor, RELEASE, { id: north!.id });
    expect(foreign.extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(tree.north.account.actor, RELEASE, { id: north!.id })).extensions.code).toBe("FORBIDDEN");
    expect(await holds(tree.south.domain.actor)).toEqual([]);

    await api.succeed(tree.north.domain.actor, RELEASE, { id: north!.id });
    expect(await verdict("user@north.test", "boss@elsewhere.test")).toBe("DENY");
    // Minutes later it is taken back, by whoever released it and by nobody of another tenant.
    expect((await api.refuse(tree.south.actor, UNDO, { id: north!.id })).extensions.code).toBe("NOT_FOUND");
    const undone = await api.succeed(tree.north.domain.actor, UNDO, { id: north!.id });
    expect(undone).toEqual({ undoRelease: { state: "HELD", releasedBy: null } });
    expect(await verdict("user@north.test", "boss@elsewhere.test")).toBe("WARN");
    await api.succeed(tree.north.actor, RELEASE, { id: north!.id });
    expect((await api.refuse(tree.north.domain.actor, UNDO, { id: north!.id })).extensions).toMatchObject({
      reason: "SET_FURTHER_UP",
    });
    clock.advance(10 * 60 * 1_000);
    expect((await api.refuse(tree.north.actor, UNDO, { id: north!.id })).extensions).toMatchObject({
      reason: "DECISION_STANDS",
    });
    expect(await brake()).toBe(0);
    expect(await verdict("user@north.test", "boss@elsewhere.test")).toBe("DENY");
    const again = await api.refuse(tree.north.domain.actor, RELEASE, { id: north!.id });
    expect(again.extensions.code).toBe("CONFLICT");
    const audit = `query { auditEvents(filter: { subjectId: "${north!.id}" }) { edges { node { action } } } }`;
    type Audit = { auditEvents: { edges: { node: { action: string } }[] } };
    const { auditEvents } = await api.succeed<Audit>(OPERATOR, audit);
    expect(auditEvents.edges.map(({ node }) => node.action)).toEqual([
      "enforcement.released",
      "enforcement.held-again",
      "enforcement.released",
      "enforcement.held",
    ]);
  });
});
