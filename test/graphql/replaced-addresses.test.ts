import { expect } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import type { TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import type { Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer } from "./verification-mailbox.js";

const REPLACE = `mutation ($input: ReplaceIdentityAddressInput!) {
  replaceIdentityAddress(input: $input) { id state identity { address } profiles { id version displayName bcc isDefault becomesDefault } }
}`;
const RIGHT =
  "query ($id: ID!) { node(id: $id) { ... on Authorization { state profiles { id version displayName } } } }";
const ADD = "mutation ($input: AddSenderProfileInput!) { addSenderProfile(input: $input) { id } }";

interface Right {
  readonly id: string;
  readonly state: string;
  readonly profiles: { readonly id: string; readonly version: number; readonly displayName: string }[];
}

describeInWorld("an address in the place of one that was mistyped", (it) => {
  let number = 0;

  async function mistyped(api: TestApi, tenants: Tree, fields: Record<string, unknown> = {}) {
    number += 1;
    const { account } = tenants.north;
    const item = { accountId: account.id, address: `prees@club${number}.test`, displayName: "Press", ...fields };
    const answer = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input: item,
    });
    return { account, id: answer.addIdentity.id, address: `press@club${number}.test` };
  }

  async function replace(api: TestApi, actor: Actor, authorizationId: string, address: string) {
    const input = { authorizationId, address };
    return (await api.succeed<{ replaceIdentityAddress: Right }>(actor, REPLACE, { input })).replaceIdentityAddress;
  }

  it("is asked for, the wrong question is withdrawn, and the profiles go along as they are", async ({
    api,
    tenants,
    mailbox,
  }) => {
    const { account, id, address } = await mistyped(api, tenants, { bcc: "me@north.test", isDefault: true });
    await api.succeed(account.actor, ADD, { input: { authorizationId: id, displayName: "Fair" } });
    const before = (await api.succeed<{ node: Right }>(account.actor, RIGHT, { id })).node;
    await mailbox.deliver();

    const right = await replace(api, account.actor, id, address);
    expect(right).toMatchObject({ state: "PENDING", identity: { address } });
    expect(right.profiles).toMatchObject(before.profiles);
    expect(right.profiles[0]).toMatchObject({ bcc: "me@north.test", becomesDefault: true, isDefault: false });
    expect((await mailbox.deliver()).map(({ to }) => to)).toEqual([address]);
    const former = (await api.succeed<{ node: Right }>(account.actor, RIGHT, { id })).node;
    expect(former).toMatchObject({ state: "REVOKED", profiles: [] });

    // A lost answer, called again.
    const again = await api.refuse(account.actor, REPLACE, { input: { authorizationId: right.id, address } });
    expect(again.extensions).toMatchObject({ reason: "ASKED_ALREADY", existing: right.id });
    // The wrong one can be asked for after all, with a profile of its own.
    const back = await replace(api, account.actor, right.id, `prees@club${number}.test`);
    expect(back).toMatchObject({ id, state: "PENDING", profiles: before.profiles });
  });

  it("changes nothing where it cannot be asked for", async ({ api, tenants }) => {
    const { account, id, address } = await mistyped(api, tenants, { displayName: "prees" });
    const other = { accountId: account.id, address, displayName: "prees" };
    await api.succeed(account.actor, ADD_IDENTITY, { input: other });
    for (const [wanted, reason] of [
      [address, "ASKED_ALREADY"],
      ["*@club.test", "WILDCARD_ADDRESS"],
      ["no address", "ADDRESS_MALFORMED"],
    ]) {
      const error = await api.refuse(account.actor, REPLACE, { input: { authorizationId: id, address: wanted } });
      expect(error.extensions).toMatchObject({ reason, path: ["input", "address"] });
    }
    const { node } = await api.succeed<{ node: Right }>(account.actor, RIGHT, { id });
    expect(node).toMatchObject({ state: "PENDING", profiles: [{ displayName: "prees" }] });
  });

  it("is none for what may be sent as, which keeps its address", async ({ api, tenants }) => {
    const { account } = tenants.north;
    const input = { accountId: account.id, address: account.address, displayName: "" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const wanted = { input: { authorizationId: addIdentity.id, address: "other@club.test" } };
    const error = await api.refuse(account.actor, REPLACE, wanted);
    expect(error.extensions).toMatchObject({ reason: "NOT_IN_THIS_STATE", parameters: { state: "AUTHORIZED" } });
  });
});
