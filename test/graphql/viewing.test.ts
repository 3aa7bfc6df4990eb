import { beforeAll, expect, it } from "vitest";
import { authenticate } from "../../src/access/index.js";
import { buildApiSchema } from "../../src/app/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { NOTHING_SELECTED, sampleOf } from "../support/schema-samples.js";
import { givePassword, MovableClock, ORIGIN, plantAdministrator, signInAs } from "./access-people.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const VIEW_AS = `mutation ($of: ID!) {
  viewAs(input: { of: $of, reason: "a call about addresses" }) { accessToken expiresAt viewer { login viewedBy } }
}`;
const ACCOUNTS = "{ accounts(first: 5) { edges { node { address } } } }";

interface ViewAnswer {
  readonly viewAs: {
    readonly accessToken: string;
    readonly expiresAt: string;
    readonly viewer: { readonly login: string };
  };
}

describeOnEachEngine("looking as somebody else", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  let tree: Tree;
  let support: { actor: Actor; id: string };
  let rita: { actor: Actor; id: string };
  let account: { id: string; address: string };

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    account = tree.north.account;
    support = await plantAdministrator(api, "support", { platform: true });
    rita = await plantAdministrator(api, "rita", { resellerId: tree.north.id });
    await givePassword(api, account.id);
  });

  const enter = (bearer: string) => authenticate(api.services, bearer, ORIGIN);
  const isOver = (bearer: string) =>
    enter(bearer).then(
      () => false,
      () => true,
    );
  async function look(of: string, by = support.actor) {
    const { viewAs } = await api.succeed<ViewAnswer>(by, VIEW_AS, { of });
    return { ...viewAs, actor: await enter(viewAs.accessToken) };
  }
  const refusal = async (by: Actor, of: string) => (await api.refuse(by, VIEW_AS, { of })).extensions.code;
  const person = async (login: string) => {
    const { accessToken, refreshToken } = await signInAs(api, login);
    return { accessToken, refreshToken, actor: await enter(accessToken) };
  };

  it("sees what the person sees, and nothing beside", async () => {
    const asAccount = await look(account.id);
    expect(asAccount.viewer).toEqual({ login: account.address, viewedBy: "support" });
    expect(await api.succeed(asAccount.actor, ACCOUNTS)).toEqual(await api.succeed(tree.north.account.actor, ACCOUNTS));
    const asRita = await look(rita.id);
    expect(await api.succeed(asRita.actor, ACCOUNTS)).toEqual(await api.succeed(rita.actor, ACCOUNTS));
    const query = "query ($id: ID!) { node(id: $id) { id } }";
    expect(await api.succeed(asRita.actor, query, { id: tree.south.account.id })).toEqual({ node: null });
  });

  it("changes nothing: every mutation of the schema is refused, public ones too, but the one that ends it", async () => {
    const { actor } = await look(rita.id);
    const mutations = (await buildApiSchema()).getMutationType()!.getFields();
    const open: string[] = [];
    for (const [name, field] of Object.entries(mutations)) {
      const variables = Object.fromEntries(field.args.map((argument) => [argument.name, sampleOf(argument.type)]));
      const context = { actor } as never;
      try {
        await field.resolve?.(null, variables, context, NOTHING_SELECTED);
        open.push(name);
      } catch (error) {
        if ((error as { code?: string }).code !== "FORBIDDEN") open.push(name);
      }
    }
    expect(open).toEqual(["endViewing"]);
  });

  it("is for those strictly above in the same line, with a session of their own", async () => {
    const peer = await plantAdministrator(api, "support2", { platform: true });
    const ritas = await plantAdministrator(api, "rita2", { resellerId: tree.north.id });
    const dora = await plantAdministrator(api, "dora", { domainId: tree.north.domain.id });
    expect(await refusal(support.actor, peer.id)).toBe("FORBIDDEN");
    expect(await refusal(support.actor, support.id)).toBe("FORBIDDEN");
    expect(await refusal(rita.actor, ritas.id)).toBe("FORBIDDEN");
    expect(await refusal(rita.actor, support.id)).toBe("NOT_FOUND");
    expect(await refusal(rita.actor, tree.south.account.id)).toBe("NOT_FOUND");
    expect(await refusal(rita.actor, tree.north.id)).toBe("NOT_FOUND");
    expect(await refusal(dora.actor, account.id)).toBe("FORBIDDEN");
    expect(await refusal(tree.north.account.actor, account.id)).toBe("FORBIDDEN");
    expect(await refusal(actorWith("PANEL", tree.north.actor.scope!), account.id)).toBe("FORBIDDEN");
    expect(await refusal(OPERATOR, account.id)).toBe("FORBIDDEN");
    expect(await refusal(ANONYMOUS, account.id)).toBe("UNAUTHENTICATED");
    // A view opens no other one.
    expect(await refusal((await look(rita.id)).actor, account.id)).toBe("FORBIDDEN");
    expect((await look(dora.id, rita.actor)).viewer.login).toBe("dora");
  });

  it("is seen by the person: a mail, and an entry among their sessions that they may end", async () => {
    const { accessToken, actor } = await look(account.id);
    const mails = await api.database.reader.findBy(OutboxMail, { toAddress: account.address });
    expect(mails.map(({ parameters }) => parameters.event)).toContain("VIEWED");
    const own = await person(account.address);
    const listing = "{ sessions { id viewedBy isCurrent } }";
    type Listed = { sessions: { id: string; viewedBy: string | null; isCurrent: boolean }[] };
    const { sessions } = await api.succeed<Listed>(own.actor, listing);
    const views = sessions.filter(({ viewedBy }) => viewedBy !== null);
    // Whoever works for the platform is named to nobody else.
    expect(views[0]!.viewedBy).toBe("the platform");
    const seen = (await api.succeed<Listed>(actor, listing)).sessions.find(({ isCurrent }) => isCurrent)!;
    await api.succeed(own.actor, "mutation ($id: ID!) { endSession(id: $id) }", { id: seen.id });
    expect(await isOver(accessToken)).toBe(true);
    expect(await isOver(own.accessToken)).toBe(false);
  });

  it("stands in the audit trail under the name of whoever looks, with the reason, where the person's events stand", async () => {
    const { actor } = await look(account.id);
    await api.succeed(actor, "mutation { endViewing }");
    const rows: { action: string; actorLabel: string; reason: string | null; accountId: string | null }[] =
      await api.database.reader.query(
        "SELECT action, actorLabel, reason, accountId FROM audit_event WHERE action LIKE 'view.%' ORDER BY sequence DESC LIMIT 2",
      );
    expect(rows).toMatchObject([
      { action: "view.ended", actorLabel: "support", accountId: actor.id },
      { action: "view.started", actorLabel: "support", reason: "a call about addresses", accountId: actor.id },
    ]);
    const page = "{ auditEvents(first: 50) { edges { node { action actorLabel } } } }";
    expect(JSON.stringify(await api.succeed(tree.north.account.actor, page))).not.toContain("support");
  });

  it("ends after half an hour, and with the viewer's session, password or place, or the person's suspension", async () => {
    const late = await look(account.id);
    clock.forward(30 * 60 - 1);
    // The viewer's own token is over long before; their session is not.
    expect(await isOver(late.accessToken)).toBe(false);
    clock.forward(1);
    expect(await isOver(late.accessToken)).toBe(true);

    const looking = async (login: string) => {
      const planted = await plantAdministrator(api, login, { resellerId: tree.north.id });
      const signedIn = await person(login);
      return { ...planted, ...signedIn, view: await look(account.id, signedIn.actor) };
    };
    const one = await looking("looker1");
    await api.succeed(ANONYMOUS, "mutation ($t: String!) { signOut(refreshToken: $t) }", { t: one.refreshToken });
    expect(await isOver(one.view.accessToken)).toBe(true);
    const two = await looking("looker2");
    await api.succeed(support.actor, "mutation ($id: ID!) { disableAdministrator(id: $id) { id } }", { id: two.id });
    expect(await isOver(two.view.accessToken)).toBe(true);
    const three = await looking("looker3");
    await api.succeed(OPERATOR, "mutation ($id: ID!) { suspendAccount(id: $id) { id } }", { id: account.id });
    expect(await isOver(three.view.accessToken)).toBe(true);
    expect(await refusal((await person("looker3")).actor, account.id)).toBe("CONFLICT");
    await api.succeed(OPERATOR, "mutation ($id: ID!) { resumeAccount(id: $id) { id } }", { id: account.id });
  });
});
