import { beforeAll, expect, it } from "vitest";
import { authenticate } from "../../src/access/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { givePassword, ORIGIN, plantAdministrator, signInAs } from "./access-people.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const SESSIONS = "{ sessions { id startedAt refreshedAt expiresAt isCurrent } }";
const END = "mutation ($id: ID!) { endSession(id: $id) }";
const END_ALL = "mutation ($of: ID) { endAllSessions(of: $of) }";

interface Listed {
  readonly sessions: readonly { readonly id: string; readonly isCurrent: boolean; readonly startedAt: string }[];
}

describeOnEachEngine("open sessions", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
    await plantAdministrator(api, "rita", { resellerId: tree.north.id });
    await givePassword(api, tree.north.account.id);
  });

  async function signedIn(login: string): Promise<{ actor: Actor; isOpen: () => Promise<boolean> }> {
    const { accessToken } = await signInAs(api, login);
    const enter = () => authenticate(api.services, accessToken, ORIGIN);
    return {
      actor: await enter(),
      isOpen: () =>
        enter().then(
          () => true,
          () => false,
        ),
    };
  }
  const listed = async (actor: Actor) => (await api.succeed<Listed>(actor, SESSIONS)).sessions;

  it("are listed to whose they are, newest first, and one of them ends alone", async () => {
    const begin = Date.now();
    const [old, current] = [await signedIn("rita"), await signedIn("rita")];
    const [newest, before] = await listed(current.actor);
    expect(newest!.isCurrent).toBe(true);
    expect(before!.isCurrent).toBe(false);
    expect(Math.abs(new Date(newest!.startedAt).getTime() - begin)).toBeLessThan(60_000);
    await api.succeed(current.actor, END, { id: before!.id });
    expect([await old.isOpen(), await current.isOpen()]).toEqual([false, true]);
    expect((await api.refuse(current.actor, END, { id: before!.id })).extensions.code).toBe("NOT_FOUND");
  });

  it("are nobody else's to see or to end one by one", async () => {
    const rita = await signedIn("rita");
    const account = await signedIn(tree.north.account.address);
    const [own] = await listed(account.actor);
    for (const actor of [rita.actor, tree.south.actor]) {
      const code = (await api.refuse(actor, END, { id: own!.id })).extensions.code;
      expect(["NOT_FOUND", "UNAUTHENTICATED"]).toContain(code);
    }
    expect(await account.isOpen()).toBe(true);
    const panel = actorWith("PANEL", tree.north.actor.scope!);
    expect((await api.refuse(panel, SESSIONS)).extensions.code).toBe("FORBIDDEN");
  });

  it("end all at once: one's own but the one that asks, or those of somebody below", async () => {
    const [first, second, asking] = [await signedIn("rita"), await signedIn("rita"), await signedIn("rita")];
    await api.succeed(asking.actor, END_ALL);
    expect([await first.isOpen(), await second.isOpen(), await asking.isOpen()]).toEqual([false, false, true]);
    const account = await signedIn(tree.north.account.address);
    const of = tree.north.account.id;
    expect((await api.refuse(tree.south.actor, END_ALL, { of })).extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(asking.actor, END_ALL, { of: tree.north.id })).extensions.code).toBe("NOT_FOUND");
    expect(await account.isOpen()).toBe(true);
    await api.succeed(asking.actor, END_ALL, { of });
    expect(await account.isOpen()).toBe(false);
  });
});
