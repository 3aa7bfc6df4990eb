import { expect } from "vitest";
import { AUDIT_ACTIONS, forgetReaders } from "../../src/audit/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { ANONYMOUS, OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import { plantAccount, plantDomain, plantReseller } from "./tenancy-tree.js";

interface Change {
  readonly sequence: number;
  readonly kind: string;
  readonly subjectId: string;
  readonly actor: string;
  readonly revision: number | null;
  readonly event: { readonly after: unknown } | null;
}

interface Changes {
  readonly changes: readonly Change[];
  readonly lastSequence: number;
  readonly hasMore: boolean;
  readonly isTooOld: boolean;
  readonly isAhead: boolean;
}

const CHANGES = `query ($after: Sequence, $first: Int, $scope: ScopeInput, $kinds: [ChangeKind!]) {
  tenantChanges(after: $after, first: $first, scope: $scope, kinds: $kinds) {
    changes { sequence kind subjectId actor revision event { after } } lastSequence hasMore isTooOld isAhead
  }
}`;
const SUSPEND = "mutation ($id: ID!) { suspendAccount(id: $id) { id } }";
const RESUME = "mutation ($id: ID!) { resumeAccount(id: $id) { id } }";
const MOVE = "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { id } }";

async function changesFor(api: TestApi, actor: Actor, variables: Record<string, unknown> = {}): Promise<Changes> {
  return (await api.succeed<{ tenantChanges: Changes }>(actor, CHANGES, variables)).tenantChanges;
}

async function endOf(api: TestApi): Promise<number> {
  return (await changesFor(api, OPERATOR)).lastSequence;
}

const kindsOf = ({ changes }: Changes) => changes.map(({ kind }) => kind);

describeInWorld("changes of tenants", (it) => {
  it("are told to those whose they are and to nobody else", async ({ api, tenants: { north, south } }) => {
    const after = await endOf(api);
    await api.succeed(north.actor, SUSPEND, { id: north.account.id });
    await api.succeed(south.actor, SUSPEND, { id: south.account.id });
    await api.succeed(north.actor, RESUME, { id: north.account.id });
    const expected = [
      ["ACCOUNT_SUSPENDED", north.account.id],
      ["ACCOUNT_RESUMED", north.account.id],
    ];
    for (const actor of [north.actor, north.domain.actor, north.account.actor]) {
      const { changes, lastSequence, hasMore } = await changesFor(api, actor, { after });
      expect(changes.map(({ kind, subjectId }) => [kind, subjectId])).toEqual(expected);
      expect({ lastSequence, hasMore }).toEqual({ lastSequence: await endOf(api), hasMore: false });
    }
    expect(kindsOf(await changesFor(api, OPERATOR, { after }))).toHaveLength(3);
    const scope = { accountId: north.neighbour.id };
    expect(kindsOf(await changesFor(api, north.actor, { after, scope }))).toEqual([]);
    const foreign = await api.refuse(north.actor, CHANGES, { after, scope: { domainId: south.domain.id } });
    expect(foreign.extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(ANONYMOUS, CHANGES, { after })).extensions.code).toBe("UNAUTHENTICATED");
  });

  it("say who made them, and under which revision gateways learn of them", async ({ api, tenants: { north } }) => {
    const after = await endOf(api);
    const { id } = await plantAccount(api, north.domain.id, `told@${north.domain.name}`);
    await api.succeed(north.actor, SUSPEND, { id });
    const { platformRevision } = await api.succeed<{ platformRevision: number }>(OPERATOR, "{ platformRevision }");
    const { changes } = await changesFor(api, north.domain.actor, { after });
    expect(changes.map(({ actor }) => actor)).toEqual(["the platform", "an administrator of a reseller"]);
    expect(changes.map(({ revision }) => revision)).toEqual([platformRevision - 1, platformRevision]);
    expect((await changesFor(api, north.actor, { after })).changes[1]?.actor).toBe("reseller");
  });

  it("are followed in pages, without gaps, and by kind", async ({ api, tenants: { north } }) => {
    const start = await endOf(api);
    for (let round = 0; round < 3; round += 1) {
      await api.succeed(north.actor, SUSPEND, { id: north.neighbour.id });
      await api.succeed(north.actor, RESUME, { id: north.neighbour.id });
    }
    const followed: string[] = [];
    for (let after = start, hasMore = true; hasMore; ) {
      const page = await changesFor(api, north.actor, { after, first: 2 });
      followed.push(...kindsOf(page));
      expect(page.changes.length).toBeLessThanOrEqual(2);
      ({ hasMore, lastSequence: after } = page);
    }
    expect(followed).toEqual(Array(3).fill(["ACCOUNT_SUSPENDED", "ACCOUNT_RESUMED"]).flat());
    const some = await changesFor(api, north.actor, { after: start, kinds: ["ACCOUNT_RESUMED"] });
    expect(kindsOf(some)).toEqual(Array(3).fill("ACCOUNT_RESUMED"));
    const none = await changesFor(api, north.actor, { after: start, kinds: ["POLICY_SET"] });
    expect(none).toMatchObject({ changes: [], lastSequence: await endOf(api), hasMore: false });
    const empty = await api.refuse(north.actor, CHANGES, { after: start, kinds: [] });
    expect(empty.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "kinds" });
  });

  it("stay with whom they were told when a domain moves, and its leaving is told, too", async ({ api, tenants }) => {
    const { north } = tenants;
    const below = await plantReseller(api, "north-east", north.id);
    const domain = await plantDomain(api, north, "moving.test");
    const { id } = await plantAccount(api, domain.id, "first@moving.test");
    const after = await endOf(api);
    await api.succeed(OPERATOR, MOVE, { id: domain.id, to: tenants.south.id });
    await api.succeed(OPERATOR, SUSPEND, { id });
    const { changes } = await changesFor(api, north.actor, { after });
    expect(changes).toMatchObject([{ kind: "DOMAIN_MOVED", subjectId: domain.id, event: null }]);
    const joined = await changesFor(api, tenants.south.actor, { after, kinds: ["DOMAIN_MOVED", "ACCOUNT_SUSPENDED"] });
    expect(kindsOf(joined)).toEqual(["DOMAIN_MOVED", "ACCOUNT_SUSPENDED"]);
    expect(kindsOf(await changesFor(api, below.actor, { after }))).toEqual([]);
  });

  it("say so when they no longer reach back, and when a platform is behind", async ({ api, tenants, clock }) => {
    const { actor } = tenants.north;
    const start = await endOf(api);
    await api.succeed(actor, SUSPEND, { id: tenants.north.neighbour.id });
    clock.advance(60_000);
    await api.succeed(actor, RESUME, { id: tenants.north.neighbour.id });
    const end = await endOf(api);
    const before = new Date(clock.now().getTime() - 1);
    while ((await api.database.write((tx) => forgetReaders(tx, before, { leastKept: 1 }))) > 0);
    const late = await changesFor(api, actor, { after: start });
    expect(late).toEqual({ changes: [], lastSequence: end, hasMore: false, isTooOld: true, isAhead: false });
    expect(kindsOf(await changesFor(api, actor, { after: end - 1 }))).toEqual(["ACCOUNT_RESUMED"]);
    const ahead = await changesFor(api, actor, { after: end + 1 });
    expect(ahead).toEqual({ changes: [], lastSequence: end, hasMore: false, isTooOld: false, isAhead: true });
  });

  it("have a kind each, whatever is recorded", async ({ api }) => {
    const { __type } = await api.succeed<{ __type: { enumValues: { name: string }[] } }>(
      OPERATOR,
      '{ __type(name: "ChangeKind") { enumValues { name } } }',
    );
    expect(__type.enumValues).toHaveLength(Object.keys(AUDIT_ACTIONS).length);
  });
});
