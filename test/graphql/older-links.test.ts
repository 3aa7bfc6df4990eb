import { createHash, randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { identityIdOf } from "../../src/authorizations/identity-id.js";
import { macOf } from "../../src/config/index.js";
import { fromGlobalId, readGlobalId } from "../../src/graphql/index.js";
import { Verification, verificationKeys } from "../../src/verification/index.js";
import { OwnerLink } from "../../src/verification/owner-link.entity.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { type OwnersBrowser, openBrowser } from "../support/pages.js";
import { createTenants, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type Mailbox, openMailbox } from "./verification-mailbox.js";

const HOUR_MS = 60 * 60 * 1_000;

/** As tokens of links were before there were short ones. */
const olderToken = () => randomBytes(32).toString("base64url");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describeOnEachEngine("links of mails", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let browser: OwnersBrowser;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
    browser = await openBrowser({ api, mailbox, clock });
  });

  const stateOf = async (id: string) =>
    (
      await api.database.reader.findOneByOrFail(Verification, {
        authorizationId: fromGlobalId("Authorization", readGlobalId(id)),
      })
    ).state;

  it("of a question answer it with what a folded line has left of the token", async () => {
    const asked = await browser.ask(tree.north);
    const path = asked.question.slice(0, "/confirm/".length + 30);
    expect((await browser.show(path)).statusCode).toBe(200);
    const answered = await browser.send(path, { decision: "allow", number: asked.number });
    expect(answered).toMatchObject({ statusCode: 200 });
    expect(await stateOf(asked.id)).toBe("ALLOWED");
    expect((await browser.show(asked.question.slice(0, "/confirm/".length + 21))).statusCode).toBe(404);
  });

  it("of a question from before answer it as they were", async () => {
    const asked = await browser.ask(tree.north);
    const token = olderToken();
    const authorizationId = fromGlobalId("Authorization", readGlobalId(asked.id));
    await api.database.write((tx) =>
      tx.manager.update(Verification, { authorizationId }, { tokenHash: sha256(token) }),
    );
    expect((await browser.show(`/confirm/${token.slice(0, 30)}`)).statusCode).toBe(404);
    expect((await browser.send(`/confirm/${token}`, { decision: "deny" })).statusCode).toBe(200);
    expect(await stateOf(asked.id)).toBe("DENIED");
  });

  it("to the owner's page from before show it for their day, and have a link mailed after it", async () => {
    const asked = await browser.ask(tree.north);
    const { ownerLinks } = verificationKeys(api.services.configuration);
    const link = { identityId: identityIdOf(asked.address), version: 1, issuedAt: clock.now() };
    const path = `/owner/${ownerLinks.sign(link)}`;
    expect((await browser.show(path)).statusCode).toBe(200);
    clock.advance(25 * HOUR_MS);
    expect((await browser.show(path)).statusCode).toBe(410);
    await browser.send(path, { action: "mail-link" });
    const mailed = (await mailbox.deliver()).find(({ template }) => template === "owner-link");
    const token = olderToken();
    const tokenHash = sha256(mailed?.secrets.ownerToken ?? "");
    const changed = await api.database.write((tx) =>
      tx.manager.update(OwnerLink, { tokenHash }, { tokenHash: sha256(token) }),
    );
    expect(changed.affected).toBe(1);
    expect((await browser.show(`/owner/${token}`)).statusCode).toBe(200);
  });

  it("to the owner's page show it for a day from when the mail left, however long it has waited", async () => {
    const { account } = tree.north;
    clock.advance(24 * HOUR_MS);
    await mailbox.deliver();
    const input = { accountId: account.id, address: "waited@owner.test", displayName: "Shop" };
    await api.succeed(account.actor, ADD_IDENTITY, { input });
    clock.advance(20 * HOUR_MS);
    const mail = (await mailbox.deliver()).find(({ to }) => to === "waited@owner.test");
    const path = `/owner/${mail?.secrets.ownerToken ?? ""}`;
    clock.advance(23 * HOUR_MS);
    expect((await browser.show(path)).statusCode).toBe(200);
    clock.advance(2 * HOUR_MS);
    expect((await browser.show(path)).statusCode).toBe(410);
  });

  it("that end digests, signed as before, still end them", async () => {
    const body = Buffer.from("0193000000007000800000000000000a", "hex");
    const { unsubscribeLink } = api.services.configuration.keys;
    const older = Buffer.concat([body, macOf(unsubscribeLink, body, 24)]).toString("base64url");
    for (const path of [`/unsubscribe/${older}`, `/u/${older.slice(0, 54)}.`]) {
      const { statusCode, body: page } = await browser.show(path);
      expect(statusCode).toBe(200);
      expect(page).toContain("<button");
    }
  });
});
