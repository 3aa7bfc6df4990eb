import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { Authorization } from "../../src/authorizations/index.js";
import { fromGlobalId } from "../../src/graphql/index.js";
import { Verification } from "../../src/verification/index.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { headingOf, isHeadingInFocus } from "../support/heading-of.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { type CreatedTenant, createTenants, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  AUTHORIZATION,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
} from "./verification-mailbox.js";

describeOnEachEngine("the pages behind mailed links", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let app: FastifyInstance;
  let tree: Tree;
  let mailbox: Mailbox;
  let number = 0;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    app = await createApi(api.services);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  afterAll(async () => {
    await app.close();
  });

  async function ask(tenant: CreatedTenant = tree.north, address = `owner${++number}@pages${number}.test`) {
    clock.advance(24 * 60 * 60 * 1_000);
    const input = { accountId: tenant.account.id, address, displayName: `<b>Shop</b>` };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tenant.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const mail = (await mailbox.deliver()).find(({ template }) => template.startsWith("question"));
    clock.advance(60_000);
    const { token = "", ownerToken = "" } = mail?.secrets ?? {};
    return { id: addIdentity.id, number: addIdentity.verification!.matchNumber, token, ownerToken, address };
  }

  async function stateOf(id: string, tenant: CreatedTenant = tree.north): Promise<string> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tenant.account.actor, AUTHORIZATION, { id });
    return node.state;
  }

  function show(path: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") {
    return app.inject({ method, url: path, headers });
  }

  function send(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
    const payload = new URLSearchParams(form).toString();
    return app.inject({
      method: "POST",
      url: path,
      payload,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  }

  function setNumber(id: string, matchNumber: string) {
    return api.database.write((tx) =>
      tx.manager.update(Verification, { authorizationId: fromGlobalId("Authorization", id) }, { matchNumber }),
    );
  }

  function digitsIn(body: string): string {
    return /class="digits"[^>]*>(\d\d)</.exec(body)?.[1] ?? "";
  }

  interface ActingPage {
    readonly path: string;
    readonly opened: string;
    readonly body: string;
  }

  /** A link to act, asked for, mailed, and opened with the number that stood where it was asked for. */
  async function openActing(path: string, more: Record<string, string> = {}): Promise<ActingPage> {
    const asked = await send(path, { action: "renew", ...more });
    const mail = (await mailbox.deliver()).find(({ template }) => template === "owner-link");
    const acting = `/owner/${mail?.secrets.ownerToken}`;
    const { body } = await send(acting, { action: "open", number: digitsIn(asked.body) });
    return { path: acting, opened: /name="opened" value="([^"]+)"/.exec(body)?.[1] ?? "", body };
  }

  function act({ path, opened }: ActingPage, form: Record<string, string>) {
    return send(path, { opened, ...form });
  }

  /** What a browser would send of the form with this decision. */
  async function formOf(path: string, decision: string, headers: Record<string, string> = {}) {
    const { body } = await show(path, headers);
    const form = body.split("<form").find((part) => part.includes(`value="${decision}"`)) ?? "";
    const seen = /name="seen" value="([^"]+)"/.exec(form)?.[1] ?? "";
    return { decision, seen };
  }

  describe("of a question", () => {
    it("shows both addresses and an empty field for the number, forbids scripts, storing and referrers, and nothing else happens", async () => {
      const { id, token, address, number: right } = await ask();
      const page = await show(`/confirm/${token}`);
      expect(page.statusCode).toBe(200);
      expect(page.headers).toMatchObject({
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "content-type": "text/html; charset=utf-8",
      });
      const policy = String(page.headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("script-src");
      expect(policy).not.toContain("unsafe-inline");
      expect(page.body).not.toMatch(/<script|javascript:|\son\w+=/i);
      expect(page.body).toContain(address);
      expect(page.body).toContain("user@north.test");
      expect(page.body).not.toContain("Shop");
      const field = /<input[^>]*name="number"[^>]*>/.exec(page.body)?.[0];
      expect(field).toContain("required");
      expect(field).not.toContain("value");
      await setNumber(id, right === "10" ? "11" : "10");
      const ofAnotherNumber = await show(`/confirm/${token}`);
      expect(ofAnotherNumber.body).toBe(page.body);
      expect((await show(`/confirm/${token}`, {}, "HEAD")).statusCode).toBe(200);
      expect(await stateOf(id)).toBe("PENDING");
    });

    it("speaks the reader's language", async () => {
      const { token } = await ask();
      const german = await show(`/confirm/${token}`, { "accept-language": "de-AT,de;q=0.9,en;q=0.5" });
      expect(german.body).toContain('<html lang="de">');
      expect(german.body).toContain("Erlauben");
      const unknown = await show(`/confirm/${token}`, { "accept-language": "xx" });
      expect(unknown.body).toContain('<html lang="en">');
    });

    it("authorizes on the POST of the form with the right number, and says so to whoever comes again", async () => {
      const { id, token, number: right } = await ask();
      const form = { ...(await formOf(`/confirm/${token}`, "allow")), number: right };
      const answered = await send(`/confirm/${token}`, form);
      expect(answered.statusCode).toBe(200);
      expect(answered.body).toContain("Allowed: user@north.test");
      expect(await stateOf(id)).toBe("AUTHORIZED");
      const again = await send(`/confirm/${token}`, { decision: "deny" });
      expect(again.statusCode).toBe(409);
      expect(again.body).toContain("Allowed: user@north.test");
      expect((await show(`/confirm/${token}`)).body).toContain("Allowed: user@north.test");
      expect(await stateOf(id)).toBe("AUTHORIZED");
    });

    it("needs no page before: decision and number are enough", async () => {
      const { id, token, number: right } = await ask();
      expect((await send(`/confirm/${token}`, { decision: "allow", number: right })).statusCode).toBe(200);
      expect(await stateOf(id)).toBe("AUTHORIZED");
    });

    it("refuses a wrong number, a missing one, a wrong date and an unknown decision, and changes nothing", async () => {
      const { id, token, number: right } = await ask();
      const wrong = right === "10" ? "11" : "10";
      const refused = await send(`/confirm/${token}`, { decision: "allow", number: wrong });
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain("a second wrong number ends this question");
      for (const form of [
        { decision: "allow" },
        { decision: "allow", number: right, until: "2001-01-01" },
        { decision: "allow", number: right, until: "tomorrow" },
        { decision: "ALLOW ", number: right },
        { decision: "constructor", number: right },
        { decision: "__proto__", number: right },
        {},
      ]) {
        expect((await send(`/confirm/${token}`, form as Record<string, string>)).statusCode).toBe(400);
      }
      expect(await stateOf(id)).toBe("PENDING");
    });

    it("takes forms only", async () => {
      const { id, token } = await ask();
      const json = await app.inject({ method: "POST", url: `/confirm/${token}`, payload: { decision: "deny" } });
      expect(json.statusCode).toBe(415);
      expect(await stateOf(id)).toBe("PENDING");
    });

    it("does not exist for another token, and says no more than that", async () => {
      for (const token of ["A".repeat(43), "x", "%3Cscript%3E", "..%2f..%2fetc"]) {
        const page = await show(`/confirm/${token}`);
        expect(page.statusCode).toBe(404);
        expect(page.body).not.toContain("<script>");
        expect((await send(`/confirm/${token}`, { decision: "deny" })).statusCode).toBe(404);
      }
    });

    it("holds an answer of a scanner that follows links and presses buttons, until a person repeats it", async () => {
      const { id, token } = await ask();
      const scanner = { "user-agent": "Mozilla/5.0 (compatible; Barracuda Sentinel (EE))" };
      const form = await formOf(`/confirm/${token}`, "block", scanner);
      expect((await send(`/confirm/${token}`, form, scanner)).statusCode).toBe(202);
      expect((await send(`/confirm/${token}`, form, scanner)).statusCode).toBe(202);
      expect(await stateOf(id)).toBe("PENDING");
      expect((await show(`/confirm/${token}`)).body).toContain("looked automated");
      const person = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" };
      expect((await send(`/confirm/${token}`, { decision: "deny" }, person)).statusCode).toBe(200);
      expect(await stateOf(id)).toBe("DENIED");
    });

    it("counts a no however soon it comes: time alone decides nothing", async () => {
      const { id, token } = await ask();
      clock.advance(-59_000);
      const form = await formOf(`/confirm/${token}`, "deny");
      expect((await send(`/confirm/${token}`, form)).statusCode).toBe(200);
      expect(await stateOf(id)).toBe("DENIED");
    });

    it("turns a no round within the hour by the same link and the number, whoever gave it", async () => {
      const { id, token, number: right } = await ask();
      expect((await send(`/confirm/${token}`, { decision: "deny" })).statusCode).toBe(200);
      clock.advance(59 * 60_000);
      expect((await show(`/confirm/${token}`)).body).toContain("Change this answer");
      const turned = await send(`/confirm/${token}`, { decision: "allow", number: right });
      expect(isHeadingInFocus(turned.body)).toBe(true);
      expect(headingOf(turned.body)).toContain("Allowed: user@north.test");
      expect(await stateOf(id)).toBe("AUTHORIZED");
    });

    it("takes a yes back with the number it was given with, and not without", async () => {
      const { id, token, number: right } = await ask();
      await send(`/confirm/${token}`, { decision: "allow", number: right });
      expect((await send(`/confirm/${token}`, { decision: "deny" })).statusCode).toBe(409);
      expect(await stateOf(id)).toBe("AUTHORIZED");
      expect((await send(`/confirm/${token}`, { decision: "deny", number: right })).statusCode).toBe(200);
      expect(await stateOf(id)).toBe("DENIED");
    });

    it("tells the address of an answer once it stands for minutes, in the language of the page it was given on", async () => {
      const { token, number: right, address } = await ask();
      await mailbox.answerNotices();
      const path = `/confirm/${token}`;
      await send(path, { decision: "allow", number: right }, { "user-agent": "Mimecast LinkScan/1.0" });
      await send(path, { decision: "deny" }, { "accept-language": "fr" });
      clock.advance(4 * 60_000);
      expect(await mailbox.answerNotices()).toEqual([]);
      await send(path, { decision: "allow", number: right }, { "accept-language": "de" });
      clock.advance(5 * 60_000);
      const notices = await mailbox.answerNotices();
      expect(notices).toMatchObject([
        { to: address, language: "de", parameters: { answer: "ALLOWED", accountAddress: "user@north.test" } },
      ]);
      // Its link shows, and changes nothing.
      const shown = await show(`/owner/${notices[0]!.secrets.ownerToken}`);
      expect(shown.body).toContain("user@north.test");
      expect(shown.body).not.toContain('value="withdraw"');
    });

    it("leaves an answer as it is after one wrong number, and after its hour", async () => {
      const guessed = await ask();
      await send(`/confirm/${guessed.token}`, { decision: "deny" });
      const wrong = guessed.number === "10" ? "11" : "10";
      expect((await send(`/confirm/${guessed.token}`, { decision: "allow", number: wrong })).statusCode).toBe(422);
      const right = { decision: "allow", number: guessed.number };
      expect((await send(`/confirm/${guessed.token}`, right)).statusCode).toBe(409);
      expect(await stateOf(guessed.id)).toBe("DENIED");

      const late = await ask();
      await send(`/confirm/${late.token}`, { decision: "deny" });
      clock.advance(60 * 60_000);
      expect((await send(`/confirm/${late.token}`, { decision: "allow", number: late.number })).statusCode).toBe(409);
      expect(await stateOf(late.id)).toBe("DENIED");
    });

    it("keeps what was typed beside a wrong day, and names the form of a day", async () => {
      const { token, number: right } = await ask();
      const { body } = await send(`/confirm/${token}`, { decision: "allow", number: right, until: "31.12.2026" });
      expect(body).toContain("year-month-day");
      expect(body).toContain(`value="${right}"`);
      expect(body).toContain('value="31.12.2026"');
    });

    it("asks again at its owner's wish once its time is over, with the asker's number, from nobody else's budget", async () => {
      const { id, token, number: right, address } = await ask();
      expect((await show(`/confirm/${token}`)).body).not.toContain("Ask me again");
      clock.advance(73 * 60 * 60_000);
      expect((await show(`/confirm/${token}`)).body).toContain("Ask me again");
      const scanner = { "user-agent": "Mimecast LinkScan/1.0" };
      expect((await send(`/confirm/${token}`, { decision: "ask-again" }, scanner)).statusCode).toBe(202);
      expect(await mailbox.deliver()).toEqual([]);
      const asked = await send(`/confirm/${token}`, { decision: "ask-again" });
      expect(isHeadingInFocus(asked.body)).toBe(true);
      expect(headingOf(asked.body)).toContain(`The question is on its way to ${address} again`);
      const [mail] = await mailbox.deliver();
      expect(mail).toMatchObject({ template: "question", to: address });
      expect((await send(`/confirm/${token}`, { decision: "ask-again" })).statusCode).toBe(409);
      await send(`/confirm/${mail!.secrets.token}`, { decision: "allow", number: right });
      expect(await stateOf(id)).toBe("AUTHORIZED");
    });

    it("asks again after a no that can no longer be turned round, which stands until it is answered otherwise", async () => {
      const { id, token, number: right } = await ask();
      await send(`/confirm/${token}`, { decision: "deny" });
      expect((await send(`/confirm/${token}`, { decision: "ask-again" })).statusCode).toBe(409);
      clock.advance(60 * 60_000);
      expect((await send(`/confirm/${token}`, { decision: "ask-again" })).statusCode).toBe(200);
      const [mail] = await mailbox.deliver();
      const row = await api.database.reader.findOneByOrFail(Authorization, { id: fromGlobalId("Authorization", id) });
      expect(row.refusedByOwnerAt).not.toBeNull();
      await send(`/confirm/${mail!.secrets.token}`, { decision: "deny" });
      expect(await stateOf(id)).toBe("DENIED");
      await send(`/confirm/${mail!.secrets.token}`, { decision: "allow", number: right });
      expect(await stateOf(id)).toBe("AUTHORIZED");
    });

    it("ends no requests: never again is a no, and a link of its own by mail", async () => {
      const { id, token, address } = await ask();
      const { body } = await send(`/confirm/${token}`, { decision: "block" });
      expect(await stateOf(id)).toBe("DENIED");
      const path = /action="(\/owner\/[\w-]+)"/.exec(body)?.[1] ?? "";
      expect((await ask(tree.south, address)).token).toMatch(/^[\w-]{43}$/);
      const link = await openActing(path, { purpose: "block" });
      expect(link.body).toContain(`End all requests for ${address}?`);
      expect((await act(link, { action: "block" })).body).toContain("Nobody will be able to ask you");
      expect((await ask(tree.south, `other.${address}`)).token).not.toBe("");
      clock.advance(31 * 24 * 60 * 60 * 1_000);
      expect((await ask(tree.north, address)).token).toBe("");
    });
  });

  describe("of an owner", () => {
    it("lists every account of every tenant, and one withdrawal ends one of them", async () => {
      const north = await ask();
      await send(`/confirm/${north.token}`, { decision: "allow", number: north.number });
      const south = await ask(tree.south, north.address);
      const page = await show(`/owner/${south.ownerToken}`);
      expect(page.statusCode).toBe(200);
      expect(page.headers["referrer-policy"]).toBe("no-referrer");
      expect(page.body).toContain("user@north.test");
      expect(page.body).toContain("may send");
      expect(page.body).toContain("user@south.test");
      expect(page.body).toContain("waits for your answer");
      expect(page.body).not.toContain("Shop");

      const link = await openActing(`/owner/${south.ownerToken}`);
      const withdrawal = { action: "withdraw", authorization: north.id, account: "user@north.test" };
      const done = await act(link, withdrawal);
      expect(isHeadingInFocus(done.body)).toBe(true);
      expect(headingOf(done.body)).toContain("Withdrawn: user@north.test");
      expect(await stateOf(north.id)).toBe("REVOKED");
      expect((await act(link, withdrawal)).statusCode).toBe(409);

      expect((await act(link, { action: "withdraw", authorization: south.id })).statusCode).toBe(200);
      expect(await stateOf(south.id, tree.south)).toBe("DENIED");
      expect((await send(`/confirm/${south.token}`, { decision: "deny" })).statusCode).toBe(409);
    });

    it("changes nothing by the link of a question, whatever is pressed", async () => {
      const north = await ask();
      await send(`/confirm/${north.token}`, { decision: "allow", number: north.number });
      const south = await ask(tree.south, north.address);
      for (const action of ["withdraw", "block", "unblock", "end-links", "take-back", "ask-block", "open"]) {
        const pressed = await send(`/owner/${south.ownerToken}`, { action, authorization: north.id, opened: "1.ab" });
        expect([action, pressed.statusCode, headingOf(pressed.body)]).toEqual([
          action,
          403,
          "Nothing has changed: this link only shows. Have one mailed with which you can change something.",
        ]);
      }
      expect(await stateOf(north.id)).toBe("AUTHORIZED");
      expect((await send(`/confirm/${south.token}`, { decision: "allow", number: south.number })).statusCode).toBe(200);
    });

    it("opens a link to act with the number only, carries that in its forms, and ends with the second wrong one", async () => {
      const { ownerToken, id } = await ask();
      const asked = await send(`/owner/${ownerToken}`, { action: "renew" });
      const right = digitsIn(asked.body);
      const [mail] = await mailbox.deliver();
      const path = `/owner/${mail!.secrets.ownerToken}`;
      expect((await show(path)).body).not.toContain("user@north.test");
      expect((await send(path, { action: "withdraw", authorization: id })).statusCode).toBe(403);
      expect((await send(path, { action: "open" })).statusCode).toBe(400);
      const wrong = right === "10" ? "11" : "10";
      const tried = await send(path, { action: "open", number: wrong });
      expect(tried.statusCode).toBe(422);
      expect(headingOf(tried.body)).toBe("That is not the number. A second wrong one ends this link.");
      expect(isHeadingInFocus(tried.body)).toBe(true);
      expect((await send(path, { action: "open", number: right })).body).toContain("user@north.test");
      // Another look finds no button: the proof is in the page that was opened, not in the link.
      expect((await show(path)).body).not.toContain("user@north.test");
      expect((await send(path, { action: "open", number: wrong })).statusCode).toBe(410);
      expect((await send(path, { action: "open", number: right })).statusCode).toBe(410);
      expect(await stateOf(id)).toBe("PENDING");
    });

    it("turns what was done round within the hour, by the same link, and tells the address of both", async () => {
      const north = await ask();
      await send(`/confirm/${north.token}`, { decision: "allow", number: north.number });
      const south = await ask(tree.south, north.address);
      const link = await openActing(`/owner/${south.ownerToken}`);
      await act(link, { action: "withdraw", authorization: north.id });
      const blocked = await act(link, { action: "block" });
      expect(await stateOf(north.id)).toBe("REVOKED");
      expect(await stateOf(south.id, tree.south)).toBe("DENIED");
      clock.advance(59 * 60_000);
      const [told] = await mailbox.deliver();
      expect(told).toMatchObject({ template: "owner-notice", to: north.address });
      expect(told!.parameters.acts).toMatchObject([{ act: "BLOCK" }, { act: "WITHDRAW", account: "user@north.test" }]);
      const presses = [...blocked.body.matchAll(/name="press" value="([^"]+)"/g)].map(([, press]) => press!);
      expect(presses).toHaveLength(2);
      for (const press of presses) {
        expect(headingOf((await act(link, { action: "take-back", press })).body)).toBe("This has been turned round");
        expect((await act(link, { action: "take-back", press })).statusCode).toBe(404);
      }
      expect(await stateOf(north.id)).toBe("AUTHORIZED");
      expect(await stateOf(south.id, tree.south)).toBe("PENDING");
      // The question that the block had ended is answered by its own link.
      const late = { decision: "allow", number: south.number };
      expect((await send(`/confirm/${south.token}`, late)).statusCode).toBe(200);
      expect(await stateOf(south.id, tree.south)).toBe("AUTHORIZED");
      clock.advance(60_000);
      expect((await mailbox.deliver()).map(({ template }) => template)).toEqual(["owner-notice"]);
    });

    it("does not turn round what was done an hour ago, or what somebody has decided since", async () => {
      const { id, ownerToken } = await ask();
      const link = await openActing(`/owner/${ownerToken}`);
      const denied = await act(link, { action: "withdraw", authorization: id });
      const press = /name="press" value="([^"]+)"/.exec(denied.body)?.[1] ?? "";
      clock.advance(60 * 60_000);
      expect((await act(link, { action: "take-back", press })).statusCode).toBe(410);
      expect(await stateOf(id)).toBe("DENIED");
      await mailbox.deliver();
    });

    it("mails one link however often a program presses, and shows whoever comes then the same number", async () => {
      const { ownerToken } = await ask();
      const numbers = new Set<string>();
      for (let press = 0; press < 10; press += 1) {
        numbers.add(digitsIn((await send(`/owner/${ownerToken}`, { action: "renew" })).body));
      }
      expect(numbers.size).toBe(1);
      expect((await mailbox.deliver()).map(({ template }) => template)).toEqual(["owner-link"]);
      const scanner = { "user-agent": "Mimecast LinkScan/1.0" };
      expect((await send(`/owner/${ownerToken}`, { action: "renew" }, scanner)).statusCode).toBe(202);
      expect(await mailbox.deliver()).toEqual([]);
    });

    it("does not reach what accounts may do with other addresses", async () => {
      const mine = await ask();
      const theirs = await ask(tree.south);
      const link = await openActing(`/owner/${mine.ownerToken}`);
      expect((await act(link, { action: "withdraw", authorization: theirs.id })).statusCode).toBe(404);
      expect(await stateOf(theirs.id, tree.south)).toBe("PENDING");
    });

    it("ends requests on a page of its own, and reopens them", async () => {
      const { ownerToken, id, address } = await ask();
      const link = await openActing(`/owner/${ownerToken}`);
      expect((await act(link, { action: "ask-block" })).body).toContain(`End all requests for ${address}?`);
      expect(await stateOf(id)).toBe("PENDING");
      expect((await act(link, { action: "block" })).body).toContain("Requests are ended");
      expect(await stateOf(id)).toBe("DENIED");
      const reopened = await act(link, { action: "unblock" });
      expect(reopened.statusCode).toBe(200);
      expect(reopened.body).not.toContain("All requests ended");
      expect((await act(link, { action: "block" })).body).toContain("All requests ended");
      clock.advance(31 * 24 * 60 * 60 * 1_000);
      await mailbox.deliver();
      expect((await ask(tree.south, address)).token).toBe("");
      const later = await openActing(`/owner/${ownerToken}`);
      expect((await act(later, { action: "unblock" })).statusCode).toBe(200);
      clock.advance(60_000);
      await mailbox.deliver();
      expect((await ask(tree.north, address)).token).toMatch(/^[\w-]{43}$/);
    });

    it("ends all links once their successor has been handed over", async () => {
      const { ownerToken } = await ask();
      const link = await openActing(`/owner/${ownerToken}`);
      const ended = await act(link, { action: "end-links" });
      const right = digitsIn(ended.body);
      // Until the new one is with the next mail server, the owner keeps what they have.
      expect((await show(`/owner/${ownerToken}`)).statusCode).toBe(200);
      expect((await show(link.path)).statusCode).toBe(200);
      const [mail] = await mailbox.deliver();
      expect(mail).toMatchObject({ template: "owner-link" });
      expect((await show(`/owner/${ownerToken}`)).statusCode).toBe(410);
      expect((await show(link.path)).statusCode).toBe(410);
      const path = `/owner/${mail!.secrets.ownerToken}`;
      expect((await send(path, { action: "open", number: right })).statusCode).toBe(200);
    });

    it("leaves the newest of two links to act, asked for one after the other to end the older ones", async () => {
      const { ownerToken } = await ask();
      const link = await openActing(`/owner/${ownerToken}`);
      await act(link, { action: "end-links" });
      const right = digitsIn((await act(link, { action: "end-links" })).body);
      clock.advance(11 * 60_000);
      const later = digitsIn((await send(`/owner/${ownerToken}`, { action: "renew" })).body);
      const paths = (await mailbox.deliver()).map(({ secrets }) => `/owner/${secrets.ownerToken}`);
      expect((await show(paths[0]!)).statusCode).toBe(410);
      expect((await send(paths[1]!, { action: "open", number: right })).statusCode).toBe(200);
      expect((await send(paths[2]!, { action: "open", number: later })).statusCode).toBe(200);
    });

    it("shows for a day from the handing over, and mails a new link for as long as anybody keeps it", async () => {
      const { ownerToken, id } = await ask();
      clock.advance(23 * 60 * 60 * 1_000);
      expect((await show(`/owner/${ownerToken}`)).statusCode).toBe(200);
      clock.advance(60 * 60 * 1_000);
      expect((await show(`/owner/${ownerToken}`)).statusCode).toBe(410);
      expect((await send(`/owner/${ownerToken}`, { action: "withdraw", authorization: id })).statusCode).toBe(410);
      clock.advance(3 * 365 * 24 * 60 * 60 * 1_000);
      await send(`/owner/${ownerToken}`, { action: "mail-link" });
      expect((await mailbox.deliver()).map(({ template }) => template)).toEqual(["owner-link"]);
    });

    it("is paid from the owner's own allowance, whatever others asked that day", async () => {
      const { ownerToken } = await ask();
      for (let press = 0; press < 30; press += 1) {
        const pressed = await send(`/owner/${ownerToken}`, { action: "renew" });
        expect(pressed.statusCode).toBe(press < 24 ? 200 : 429);
        clock.advance(11 * 60_000);
      }
      await mailbox.deliver();
    });

    it("does not open with a link that we gave nobody", async () => {
      const { ownerToken } = await ask();
      const octets = Buffer.from(ownerToken, "base64url");
      octets[8] = octets[8]! ^ 1;
      for (const token of [octets.toString("base64url"), "A".repeat(67), "x"]) {
        expect((await show(`/owner/${token}`)).statusCode).toBe(404);
        expect((await send(`/owner/${token}`, { action: "block" })).statusCode).toBe(404);
      }
    });
  });
});
