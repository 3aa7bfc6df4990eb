import { beforeAll, expect, it } from "vitest";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { createTenants, plantAccount, type Tree } from "./tenancy-tree.js";
import { type Mailbox, openMailbox } from "./verification-mailbox.js";

const ADD = `mutation ($input: AddIdentitiesInput!) {
  addIdentities(input: $input) { ids wasRepeated authorizations { id state identity { address } } }
}`;
const GRANT = `mutation ($input: GrantAuthorizationsInput!) { grantAuthorizations(input: $input) { ids wasRepeated } }`;
const REVOKE = `mutation ($input: RevokeAuthorizationsInput!) {
  revokeAuthorizations(input: $input) { count hasMore wasRepeated }
}`;
const COUNT = `query { authorizations(first: 200) { edges { node { state } } } }`;

describeOnEachEngine("batches of authorizations", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let key = 0;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  const nextKey = () => `batch-${++key}`;
  const item = (address: string, accountId = tree.north.account.id) => ({ accountId, address, displayName: "Anna" });

  async function states(): Promise<string[]> {
    const { authorizations } = await api.succeed<{ authorizations: { edges: { node: { state: string } }[] } }>(
      tree.north.actor,
      COUNT,
    );
    return authorizations.edges.map(({ node }) => node.state);
  }

  it("add all or none, name the item that is wrong, and repeat only their answer", async () => {
    const good = [item("user@north.test"), item("one@away.test"), item("two@away.test")];
    const wrong = { idempotencyKey: nextKey(), items: [...good, item("no address")] };
    expect((await api.refuse(tree.north.actor, ADD, { input: wrong })).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.items[3].address",
    });
    expect(await states()).toEqual([]);

    const input = { idempotencyKey: nextKey(), items: good };
    const first = await api.succeed<{ addIdentities: { ids: string[] } }>(tree.north.actor, ADD, { input });
    expect(first.addIdentities).toMatchObject({
      wasRepeated: false,
      authorizations: [{ state: "AUTHORIZED" }, { state: "PENDING" }, { state: "PENDING" }],
    });
    const again = await api.succeed<{ addIdentities: { ids: string[] } }>(tree.north.actor, ADD, { input });
    expect(again.addIdentities).toMatchObject({ wasRepeated: true, ids: first.addIdentities.ids });
    expect(await mailbox.deliver()).toHaveLength(2);
    const other = { ...input, items: [item("three@away.test")] };
    expect((await api.refuse(tree.north.actor, ADD, { input: other })).extensions.code).toBe("CONFLICT");
  });

  it("are refused when they are empty, too large, for a foreign account, or over the account's budget", async () => {
    const refusal = async (items: unknown[]) =>
      (await api.refuse(tree.north.actor, ADD, { input: { idempotencyKey: nextKey(), items } })).extensions.code;
    expect(await refusal([])).toBe("BAD_USER_INPUT");
    expect(await refusal(Array.from({ length: 1_001 }, (_, index) => item(`n${index}@away.test`)))).toBe(
      "BAD_USER_INPUT",
    );
    expect(await refusal([item("x@away.test", tree.south.account.id)])).toBe("NOT_FOUND");
    expect(await refusal(Array.from({ length: 25 }, (_, index) => item(`m${index}@away.test`)))).toBe("RATE_LIMITED");
    expect(await mailbox.deliver()).toEqual([]);
  });

  it("grant and revoke by id, all or none", async () => {
    const items = [1, 2, 3].map((each) => ({ accountId: tree.north.account.id, address: `g${each}@north.test` }));
    const input = { idempotencyKey: nextKey(), items };
    const { grantAuthorizations } = await api.succeed<{ grantAuthorizations: { ids: string[] } }>(
      tree.north.domain.actor,
      GRANT,
      { input },
    );
    const authorizationIds = grantAuthorizations.ids;
    const revoke = (ids: string[], actor = tree.north.actor) => ({
      actor,
      variables: { input: { idempotencyKey: nextKey(), authorizationIds: ids } },
    });
    const foreign = revoke(authorizationIds, tree.south.actor);
    expect((await api.refuse(foreign.actor, REVOKE, foreign.variables)).extensions.code).toBe("NOT_FOUND");
    const half = revoke([authorizationIds[0]!, "Authorization_00000000000000000000000000000000"]);
    expect((await api.refuse(half.actor, REVOKE, half.variables)).extensions.code).toBe("NOT_FOUND");
    const all = revoke(authorizationIds);
    expect(await api.succeed(all.actor, REVOKE, all.variables)).toMatchObject({
      revokeAuthorizations: { count: 3, hasMore: false, wasRepeated: false },
    });
    const twice = revoke(authorizationIds);
    expect((await api.refuse(twice.actor, REVOKE, twice.variables)).extensions.code).toBe("CONFLICT");
  });

  it("revoke what a filter finds, of the caller's own, and never for an empty filter", async () => {
    const other = await plantAccount(api, tree.north.domain.id, "leaver@north.test");
    for (const each of [1, 2]) {
      const input = { idempotencyKey: nextKey(), items: [item(`l${each}@north.test`, other.id)] };
      await api.succeed(OPERATOR, ADD, { input });
    }
    const empty = { idempotencyKey: nextKey(), filter: {} };
    expect((await api.refuse(tree.north.actor, REVOKE, { input: empty })).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.filter",
    });
    const filter = { accountId: other.id };
    expect(await api.succeed(tree.south.actor, REVOKE, { input: { idempotencyKey: nextKey(), filter } })).toMatchObject(
      { revokeAuthorizations: { count: 0 } },
    );
    expect(await api.succeed(tree.north.actor, REVOKE, { input: { idempotencyKey: nextKey(), filter } })).toMatchObject(
      { revokeAuthorizations: { count: 2 } },
    );
    expect((await api.refuse(ANONYMOUS, REVOKE, { input: empty })).extensions.code).toBe("UNAUTHENTICATED");
  });

  it("are rehearsed by a dry run, which uses up no key, and stop where the selection finds another number", async () => {
    const other = await plantAccount(api, tree.north.domain.id, "careful@north.test");
    const items = [1, 2, 3].map((each) => item(`careful${each}@north.test`, other.id));
    await api.succeed(OPERATOR, ADD, { input: { idempotencyKey: nextKey(), items } });
    const { actor } = tree.north;
    const selection = { idempotencyKey: nextKey(), filter: { accountId: other.id, state: "AUTHORIZED" } };
    const rehearsed = await api.succeed(actor, REVOKE, { input: { ...selection, dryRun: true } });
    expect(rehearsed).toEqual({ revokeAuthorizations: { count: 3, hasMore: false, wasRepeated: false } });
    const surprised = await api.refuse(actor, REVOKE, { input: { ...selection, expectedCount: 2 } });
    expect(surprised.message).toBe("The selection finds 3, not 2 as expected; nothing was done");
    expect(surprised.extensions).toMatchObject({ code: "CONFLICT", field: "input.expectedCount" });
    const input = { ...selection, expectedCount: 3 };
    expect(await api.succeed(actor, REVOKE, { input })).toEqual(rehearsed);
    expect(
      (await api.refuse(actor, REVOKE, { input: { ...selection, filter: { source: "GRANT" } } })).extensions,
    ).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.filter",
      expected: "one of accountId, domainId, resellerId, address, addressDomain",
    });
  });

  it("carry a thousand in one transaction", async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => item(`bulk${index}@north.test`));
    const input = { idempotencyKey: nextKey(), items };
    const { addIdentities } = await api.succeed<{ addIdentities: { ids: string[] } }>(tree.north.domain.actor, ADD, {
      input,
    });
    expect(new Set(addIdentities.ids).size).toBe(1_000);
  });
});
