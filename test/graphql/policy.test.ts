import { beforeAll, expect, it } from "vitest";
import { enforcementWarnings } from "../../src/rollout/index.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const SET = `mutation ($input: SetPolicyInput!) {
  setPolicy(input: $input) {
    mode nextMode { at mode } locked lockedAbove
    settings { subaddressDelimiters verificationHours observationDays proactiveDays complaintThreshold } effective { subaddressDelimiters verificationHours allowNullSender }
  }
}`;
const GET = `query ($scope: ScopeInput!) { policy(scope: $scope) { mode lockedAbove effective { subaddressDelimiters verificationHours } } }`;
const REMOVE = `mutation ($scope: ScopeInput!) { removePolicy(scope: $scope) { effective { subaddressDelimiters } } }`;
const AUDIT = `{ auditEvents(first: 1, filter: { action: "policy.set" }) { edges { node { actorLabel subjectLabel before after } } } }`;
const CHANGES = `query ($after: Revision!) { changes(after: $after) { lastRevision revisions { changes } } }`;

interface PolicyAnswer {
  readonly mode: string;
  readonly nextMode: { at: string; mode: string } | null;
  readonly lockedAbove: string[];
  readonly settings: Record<string, unknown>;
  readonly effective: Record<string, unknown>;
}

describeOnEachEngine("policies", (engine) => {
  const clock = { now: () => new Date("2026-04-11T22:00:00Z") };
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
  });

  async function set(input: Record<string, unknown>, actor = OPERATOR): Promise<PolicyAnswer> {
    return (await api.succeed<{ setPolicy: PolicyAnswer }>(actor, SET, { input })).setPolicy;
  }

  it("leaves what counts without an owner's answer to the operator, for a bounded time", async () => {
    const scope = { domainId: tree.north.domain.id };
    const soon = new Date(clock.now().getTime() + 30 * 86_400_000).toISOString();
    const changes = [
      { proactive: "GRANDFATHER" },
      { grandfatherUntil: soon },
      { proactiveMessages: 1 },
      { proactiveDays: 1 },
    ];
    for (const input of [...changes, { locked: ["grandfatherUntil"] }]) {
      for (const actor of [tree.north.domain.actor, tree.north.actor]) {
        const refused = await api.refuse(actor, SET, { input: { scope, ...input } });
        expect(refused.extensions.code).toBe("FORBIDDEN");
      }
    }
    const late = await api.refuse(OPERATOR, SET, {
      input: { scope, grandfatherUntil: new Date(clock.now().getTime() + 200 * 86_400_000).toISOString() },
    });
    expect(late.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.grandfatherUntil" });
    await set({ scope, proactive: "GRANDFATHER", grandfatherUntil: soon });
    await set({ scope, proactive: null, grandfatherUntil: null });
  });

  it("take the nearest scope that sets a value, and null gives it back to the scope above", async () => {
    await set({ scope: { platform: true }, subaddressDelimiters: "-" });
    const own = await set({ scope: { domainId: tree.north.domain.id }, subaddressDelimiters: "=" });
    expect(own).toMatchObject({ settings: { subaddressDelimiters: "=" }, effective: { subaddressDelimiters: "=" } });
    const again = await set({ scope: { domainId: tree.north.domain.id }, subaddressDelimiters: null });
    expect(again).toMatchObject({ settings: { subaddressDelimiters: null }, effective: { subaddressDelimiters: "-" } });
  });

  it("keep every setting when several are set at once", async () => {
    const scope = { accountId: tree.north.neighbour.id };
    await set({ scope, allowNullSender: true });
    const inputs = [
      { verificationHours: 48 },
      { observationDays: 60 },
      { proactiveDays: 3 },
      { complaintThreshold: 7 },
    ];
    await Promise.all(inputs.map((input) => set({ scope, ...input })));
    const { settings } = await set({ scope, allowNullSender: false });
    expect(settings).toMatchObject({
      verificationHours: 48,
      observationDays: 60,
      proactiveDays: 3,
      complaintThreshold: 7,
    });
  });

  it("say CONFLICT, and nothing else, to whoever sets a scope's first policy second", async () => {
    const scope = { accountId: tree.south.neighbour.id };
    const answers = await Promise.all(
      [1, 2, 3, 4].map((days) => api.execute(OPERATOR, SET, { input: { scope, proactiveDays: days } })),
    );
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes.filter((code) => code !== "CONFLICT")).toEqual([]);
    expect(codes.length).toBeLessThan(4);
  });

  it("let the scope above lock a setting", async () => {
    await set({ scope: { resellerId: tree.north.id }, verificationHours: 24, locked: ["verificationHours"] });
    const input = { scope: { accountId: tree.north.account.id }, verificationHours: 48 };
    const refusal = await api.refuse(tree.north.actor, SET, { input });
    expect(refusal.extensions).toMatchObject({ code: "CONFLICT", field: "input.verificationHours" });
    const { policy } = await api.succeed<{ policy: PolicyAnswer }>(OPERATOR, GET, { scope: input.scope });
    expect(policy).toMatchObject({ lockedAbove: ["verificationHours"], effective: { verificationHours: 24 } });
  });

  it("follow the clock, and keep the mode above in force until their own schedule begins", async () => {
    const enforceAt = "2026-04-11T22:00:00.001Z";
    await set({ scope: { resellerId: tree.south.id }, schedule: [{ at: "2026-04-01T00:00:00Z", mode: "WARN" }] });
    const answer = await set({
      scope: { domainId: tree.south.domain.id },
      schedule: [{ at: enforceAt, mode: "ENFORCE" }],
    });
    expect(answer).toMatchObject({ mode: "WARN", nextMode: { at: enforceAt, mode: "ENFORCE" } });
  });

  it("are written to the trail and the feed with the change", async () => {
    const { changes: before } = await api.succeed<{ changes: { lastRevision: number } }>(OPERATOR, CHANGES, {
      after: 0,
    });
    await set({ scope: { domainId: tree.south.domain.id }, allowNullSender: false });
    const { changes } = await api.succeed<{ changes: { revisions: { changes: { kind: string }[] }[] } }>(
      OPERATOR,
      CHANGES,
      {
        after: before.lastRevision,
      },
    );
    expect(changes.revisions).toHaveLength(1);
    expect(changes.revisions[0]?.changes).toMatchObject([
      { kind: "POLICY", scopeKind: "DOMAIN", allowNullSender: false },
    ]);
    const { auditEvents } = await api.succeed<{ auditEvents: { edges: { node: object }[] } }>(OPERATOR, AUDIT);
    expect(auditEvents.edges[0]?.node).toMatchObject({ after: { settings: { allowNullSender: false } } });
  });

  it("hide other tenants' scopes, and the platform's from tenants", async () => {
    const foreign = [
      { resellerId: tree.south.id },
      { domainId: tree.south.domain.id },
      { accountId: tree.south.account.id },
    ];
    for (const scope of foreign) {
      for (const [query, variables] of [
        [SET, { input: { scope } }],
        [GET, { scope }],
        [REMOVE, { scope }],
      ] as const) {
        expect((await api.refuse(tree.north.actor, query, variables)).extensions.code).toBe("NOT_FOUND");
      }
    }
    const platform = await api.refuse(tree.north.actor, SET, { input: { scope: { platform: true } } });
    expect(platform.extensions.code).toBe("FORBIDDEN");
    expect((await api.refuse(ANONYMOUS, GET, { scope: foreign[0] })).extensions.code).toBe("UNAUTHENTICATED");
    const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
    expect((await api.refuse(gateway, SET, { input: { scope: foreign[0] } })).extensions.code).toBe("FORBIDDEN");
  });

  it("keep out of tenants' reach what protects the owners of addresses", async () => {
    const scope = { resellerId: tree.north.id };
    const tooLow = await api.refuse(OPERATOR, SET, { input: { scope, requestsPerAddressAndDay: 9 } });
    expect(tooLow.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.requestsPerAddressAndDay" });
    const notTheirs = await api.refuse(tree.north.actor, SET, { input: { scope, requestsPerAccountAndDay: 999 } });
    expect(notTheirs.extensions.code).toBe("FORBIDDEN");
  });

  it("name the setting that is out of range, two scopes at once, and two steps at one moment", async () => {
    const at = "2026-05-01T00:00:00Z";
    const cases: [Record<string, unknown>, string][] = [
      [{ scope: { platform: true }, verificationHours: 0 }, "input.verificationHours"],
      [{ scope: { platform: true }, subaddressDelimiters: "a b" }, "input.subaddressDelimiters"],
      [{ scope: { platform: true, resellerId: tree.north.id } }, "input.scope"],
      [
        {
          scope: { platform: true },
          schedule: [
            { at, mode: "WARN" },
            { at, mode: "OFF" },
          ],
        },
        "input.schedule[1].at",
      ],
    ];
    for (const [input, field] of cases) {
      expect((await api.refuse(OPERATOR, SET, { input })).extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    }
  });

  it("let the operator alone name domains elsewhere that have subaddresses, by A-label", async () => {
    const subaddressDomains = [{ domain: "Bücher.Test.", delimiters: "+" }];
    const QUERY =
      "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { effective { subaddressDomains { domain delimiters } } } }";
    const input = { scope: { platform: true }, subaddressDomains };
    const { setPolicy } = await api.succeed<{ setPolicy: unknown }>(OPERATOR, QUERY, { input });
    expect(setPolicy).toEqual({
      effective: { subaddressDomains: [{ domain: "xn--bcher-kva.test", delimiters: "+" }] },
    });
    const below = { scope: { domainId: tree.north.domain.id }, subaddressDomains };
    for (const actor of [OPERATOR, tree.north.actor]) {
      const { extensions } = await api.refuse(actor, SET, { input: below });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.subaddressDomains" });
    }
    const wrong: [object[], string][] = [
      [[{ domain: "not a domain", delimiters: "+" }], "input.subaddressDomains[0].domain"],
      [[{ domain: "a.test", delimiters: "" }], "input.subaddressDomains[0].delimiters"],
      [[{ domain: "a.test", delimiters: "@" }], "input.subaddressDomains[0].delimiters"],
      [
        [
          { domain: "a.test", delimiters: "+" },
          { domain: "A.test", delimiters: "-" },
        ],
        "input.subaddressDomains[1].domain",
      ],
    ];
    for (const [entries, field] of wrong) {
      const refused = { scope: { platform: true }, subaddressDomains: entries };
      const { extensions } = await api.refuse(OPERATOR, SET, { input: refused });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    }
    await api.succeed(OPERATOR, QUERY, { input: { scope: { platform: true }, subaddressDomains: null } });
  });

  it("leave it to domains, not to accounts, what a subaddress is", async () => {
    const input = { scope: { accountId: tree.north.account.id }, subaddressDelimiters: "-" };
    const { extensions } = await api.refuse(OPERATOR, SET, { input });
    expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.subaddressDelimiters" });
  });

  it("warn of a date of enforcement without the brake, and of refusals that no complaint suspends", async () => {
    const WARNED = `mutation ($input: SetPolicyInput!) {
      setPolicy(input: $input) { effective { holdThreshold complaintThreshold } warnings { code setting enforcedAt message } }
    }`;
    type Warned = { setPolicy: { effective: object; warnings: { code: string; message: string }[] } };
    const warn = async (input: object) => (await api.succeed<Warned>(OPERATOR, WARNED, { input })).setPolicy;
    const scope = { domainId: tree.north.domain.id };
    const at = "2026-05-01T00:00:00.000Z";
    const schedule = [{ at, mode: "ENFORCE" }];
    expect(await warn({ scope, schedule })).toEqual({
      effective: { holdThreshold: 100, complaintThreshold: 10 },
      warnings: [],
    });
    const { warnings } = await warn({ scope, holdThreshold: 0, complaintThreshold: 0 });
    expect(warnings).toMatchObject([
      { code: "BRAKE_OFF", setting: "holdThreshold", enforcedAt: at },
      { code: "COMPLAINTS_OFF", setting: "complaintThreshold", enforcedAt: at },
    ]);
    expect(warnings[0]?.message).toContain("1 May 2026");
    expect((await enforcementWarnings(api.database.reader, clock.now())).map(({ scope: { kind } }) => kind)).toEqual([
      "DOMAIN",
    ]);
    expect((await warn({ scope, schedule: null })).warnings).toEqual([]);
    await warn({ scope, holdThreshold: null, complaintThreshold: null });
  });

  it("refuse a setting on a scope where it means nothing", async () => {
    const input = { scope: { accountId: tree.north.account.id }, holdThreshold: 5 };
    const { extensions } = await api.refuse(OPERATOR, SET, { input });
    expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.holdThreshold" });
  });

  it("say who set and locked what, by name where the caller may see it", async () => {
    const ORIGINS = `query ($scope: ScopeInput!) { policy(scope: $scope) {
      origins { setting setOn { level name } lockedOn { level name } }
    } }`;
    const scope = { domainId: tree.north.domain.id };
    await set({ scope: { resellerId: tree.north.id }, verificationHours: 24, locked: ["verificationHours"] });
    type Origins = { policy: { origins: { setting: string }[] } };
    const seenBy = async (actor: typeof OPERATOR) =>
      (await api.succeed<Origins>(actor, ORIGINS, { scope })).policy.origins.find(
        ({ setting }) => setting === "verificationHours",
      );
    const { reseller } = await api.succeed<{ reseller: { name: string } }>(
      OPERATOR,
      `{ reseller(id: "${tree.north.id}") { name } }`,
    );
    const named = { level: "RESELLER", name: reseller.name };
    expect(await seenBy(OPERATOR)).toEqual({ setting: "verificationHours", setOn: named, lockedOn: named });
    const unnamed = { level: "RESELLER", name: null };
    expect(await seenBy(tree.north.domain.actor)).toMatchObject({ setOn: unnamed, lockedOn: unnamed });
    await set({ scope: { resellerId: tree.north.id }, verificationHours: null, locked: [] });
  });

  it("are not overwritten by somebody who has seen other ones", async () => {
    const scope = { accountId: tree.south.account.id };
    const input = { scope, observationDays: 30 };
    await set({ ...input, ifUpdatedAt: null });
    const { policy } = await api.succeed<{ policy: { updatedAt: string } }>(
      OPERATOR,
      "query ($scope: ScopeInput!) { policy(scope: $scope) { updatedAt } }",
      { scope },
    );
    for (const ifUpdatedAt of [null, "2026-01-01T00:00:00Z"]) {
      const { extensions } = await api.refuse(OPERATOR, SET, { input: { ...input, ifUpdatedAt } });
      expect(extensions).toMatchObject({
        code: "CONFLICT",
        reason: "VERSION_CHANGED",
        field: "input.ifUpdatedAt",
        current: policy,
      });
    }
    await set({ ...input, observationDays: null, ifUpdatedAt: policy.updatedAt });
  });

  it("can be taken away whole, once", async () => {
    const scope = { domainId: tree.north.domain.id };
    await set({ scope, subaddressDelimiters: "" });
    const answer = await api.succeed<{ removePolicy: PolicyAnswer }>(OPERATOR, REMOVE, { scope });
    expect(answer.removePolicy.effective.subaddressDelimiters).toBe("-");
    expect((await api.refuse(OPERATOR, REMOVE, { scope })).extensions.code).toBe("NOT_FOUND");
  });
});
