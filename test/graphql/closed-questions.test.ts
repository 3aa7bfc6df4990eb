import { expect } from "vitest";
import { Authorization } from "../../src/authorizations/index.js";
import { OPERATOR } from "../support/api.js";
import { headingOf } from "../support/heading-of.js";
import { openBrowser } from "../support/pages.js";
import { describeInWorld } from "../support/world.js";
import { innerIdOf } from "./tenancy-tree.js";
import { AUTHORIZATION, type AuthorizationAnswer, GRANT, RESEND, REVOKE } from "./verification-mailbox.js";

const HOUR_MS = 60 * 60 * 1_000;

/** What a page says, without its marks. */
function words(body: string): string {
  return body
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ");
}

describeInWorld("a link that is over", (it) => {
  it("says that the account has withdrawn its request", async ({ api, tenants, mailbox, clock }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.north);
    await api.succeed(tenants.north.account.actor, REVOKE, { id: asked.id });
    const { body, statusCode } = await browser.show(asked.question);
    expect(statusCode).toBe(200);
    expect(headingOf(body)).toBe("This request was withdrawn. Nothing was allowed.");
    expect(words(body)).toContain("The account itself has done this");
    expect(words(body)).toContain("user@north.test");
    expect(body).toMatch(/href="\/owner\/[\w-]+"/);
  });

  it("leads to the newer mail, and says when it was sent", async ({ api, tenants, mailbox, clock }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.north);
    clock.advance(2 * HOUR_MS);
    const { resendVerification } = await api.succeed<{ resendVerification: AuthorizationAnswer }>(
      tenants.north.account.actor,
      RESEND,
      { id: asked.id },
    );
    const number = resendVerification.verification?.matchNumber ?? "";
    expect(words((await browser.show(asked.question)).body)).toContain(`It will come to ${asked.address}`);
    const newer = await browser.nextQuestion();
    const { body } = await browser.show(asked.question);
    expect(headingOf(body)).toBe("A newer email asks you this question");
    expect(words(body)).toContain("It was sent on");
    expect(words(body)).not.toContain("Ask me again");
    await browser.send(newer, { decision: "allow", number });
    expect(headingOf((await browser.show(asked.question)).body)).toContain("Allowed: user@north.test");
  });

  it("does not say allowed of what was taken away since", async ({ api, tenants, mailbox, clock }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.north);
    await browser.send(asked.question, { decision: "allow", number: asked.number });
    await api.succeed(tenants.north.account.actor, REVOKE, { id: asked.id });
    const { body } = await browser.show(asked.question);
    expect(headingOf(body)).toBe(`Withdrawn: user@north.test may no longer send as ${asked.address}`);
    expect(words(body)).not.toContain("Allowed:");
  });

  it("says that an operator has allowed it without an answer", async ({ api, tenants, mailbox, clock }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.north);
    const input = {
      accountId: tenants.north.account.id,
      address: asked.address,
      displayName: "Shop",
      reason: "known by telephone",
    };
    await api.succeed(OPERATOR, GRANT, { input });
    const { body } = await browser.show(asked.question);
    expect(headingOf(body)).toContain("Allowed: user@north.test");
    expect(words(body)).toContain("allowed without your answer");
  });

  it("says that a wrong number was typed twice, and asks again at its owner's wish", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.north);
    const wrong = asked.number === "10" ? "11" : "10";
    await browser.send(asked.question, { decision: "allow", number: wrong });
    const ended = await browser.send(asked.question, { decision: "allow", number: wrong });
    expect(ended.statusCode).toBe(422);
    for (const body of [ended.body, (await browser.show(asked.question)).body]) {
      expect(headingOf(body)).toBe("A wrong number was typed twice: this question is over. Nothing was allowed.");
      expect(words(body)).toContain("user@north.test");
      expect(words(body)).toContain("Ask me again");
    }
  });

  it("gives sight of the list for a day only: a mail that was kept has a link mailed", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.north);
    clock.advance(73 * HOUR_MS);
    const { body } = await browser.show(asked.question);
    expect(headingOf(body)).toBe("The time to answer this question is over. Nothing was allowed.");
    expect(body).not.toMatch(/href="\/owner\//);
    const [, owner = ""] = /action="(\/owner\/[\w-]+)"/.exec(body) ?? [];
    expect((await browser.show(owner)).statusCode).toBe(410);
    expect((await browser.send(owner, { action: "mail-link" })).statusCode).toBe(200);
    expect((await mailbox.deliver()).map(({ template }) => template)).toContain("owner-link");
  });

  it("says of an open question that the account may send already", async ({ api, tenants, mailbox, clock }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.north);
    expect(words((await browser.show(asked.question)).body)).not.toContain("already");
    const id = innerIdOf(asked.id);
    await api.database.write(async (tx) => {
      await tx.manager.update(Authorization, { id }, { state: "AUTHORIZED", basis: "GRANDFATHER" } as object);
    });
    expect(words((await browser.show(asked.question)).body)).toContain("may send as your address already");
  });
});

describeInWorld("the page of an address", (it) => {
  it("shows what was denied and from when it may be asked again, and has the question mailed again", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const stateOf = async (id: string) =>
      (await api.succeed<{ node: AuthorizationAnswer }>(tenants.north.account.actor, AUTHORIZATION, { id })).node.state;
    const asked = await browser.ask(tenants.north);
    await browser.send(asked.question, { decision: "deny" });
    clock.advance(2 * HOUR_MS);
    const sight = (await browser.show(asked.owner)).body;
    expect(words(sight)).toContain("Denied, withdrawn and ended");
    expect(words(sight)).toMatch(/user@north\.test denied on \d+ \w+ 2026 UTC, may ask again from \d+ \w+ 2026 UTC/);
    expect(sight).not.toContain("ask-again");
    const page = await browser.openActing(asked.owner);
    const again = { action: "ask-again", authorization: asked.id };
    const done = await browser.act(page, again);
    expect(headingOf(done.body)).toBe(`The question is on its way again to ${asked.address}`);
    const question = await browser.nextQuestion();
    // Until it is answered the no stands.
    expect(await stateOf(asked.id)).toBe("PENDING");
    await browser.send(question, { decision: "allow", number: asked.number });
    expect(await stateOf(asked.id)).toBe("AUTHORIZED");
    expect((await browser.act(page, again)).statusCode).toBe(409);
  });

  it("has an open question mailed once more, whose earlier link then leads to the newer mail", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const asked = await browser.ask(tenants.south);
    const wrong = asked.number === "10" ? "11" : "10";
    await browser.send(asked.question, { decision: "allow", number: wrong });
    const page = await browser.openActing(asked.owner);
    expect(words(page.body)).toContain("Mail me the question");
    expect((await browser.act(page, { action: "ask-again", authorization: asked.id })).statusCode).toBe(200);
    const question = await browser.nextQuestion();
    expect(headingOf((await browser.show(asked.question)).body)).toBe("A newer email asks you this question");
    // Another mail is no other try to find the number out.
    expect((await browser.send(question, { decision: "allow", number: wrong })).statusCode).toBe(422);
    expect(headingOf((await browser.show(question)).body)).toContain("A wrong number was typed twice");
  });

  it("asks nothing again of somebody else's address, and nothing by a link that only shows", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const browser = await openBrowser({ api, mailbox, clock });
    const theirs = await browser.ask(tenants.south);
    const mine = await browser.ask(tenants.north);
    const form = { action: "ask-again", authorization: theirs.id };
    expect((await browser.send(mine.owner, form)).statusCode).toBe(403);
    expect((await browser.act(await browser.openActing(mine.owner), form)).statusCode).toBe(404);
  });
});
