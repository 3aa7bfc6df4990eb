import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
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
    const [mail] = await mailbox.deliver();
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
      expect(page.body.replace(/<style>.*?<\/style>/s, "").replaceAll(token, "")).not.toMatch(
        new RegExp(`>[^<]*\\b${right}\\b|value="${right}"`),
      );
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

    it("holds a no that comes from a page opened within seconds of the sending", async () => {
      const { id, token } = await ask();
      clock.advance(-59_000);
      const form = await formOf(`/confirm/${token}`, "deny");
      expect((await send(`/confirm/${token}`, form)).statusCode).toBe(202);
      expect(await stateOf(id)).toBe("PENDING");
      expect((await send(`/confirm/${token}`, form)).statusCode).toBe(200);
      expect(await stateOf(id)).toBe("DENIED");
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

      const withdrawal = { action: "withdraw", authorization: north.id, account: "user@north.test" };
      expect((await send(`/owner/${south.ownerToken}`, withdrawal)).statusCode).toBe(200);
      expect(await stateOf(north.id)).toBe("REVOKED");
      expect((await send(`/owner/${south.ownerToken}`, withdrawal)).statusCode).toBe(409);

      const denial = { action: "withdraw", authorization: south.id };
      expect((await send(`/owner/${south.ownerToken}`, denial)).statusCode).toBe(200);
      expect(await stateOf(south.id, tree.south)).toBe("DENIED");
      expect((await send(`/confirm/${south.token}`, { decision: "deny" })).statusCode).toBe(409);
    });

    it("does not reach what accounts may do with other addresses", async () => {
      const mine = await ask();
      const theirs = await ask(tree.south);
      const withdrawal = { action: "withdraw", authorization: theirs.id };
      expect((await send(`/owner/${mine.ownerToken}`, withdrawal)).statusCode).toBe(404);
      expect(await stateOf(theirs.id, tree.south)).toBe("PENDING");
    });

    it("ends and reopens requests", async () => {
      const { ownerToken, id, address } = await ask();
      expect((await send(`/owner/${ownerToken}`, { action: "block" })).body).toContain("Requests are ended");
      expect(await stateOf(id)).toBe("DENIED");
      clock.advance(31 * 24 * 60 * 60 * 1_000);
      expect((await ask(tree.south, address)).token).toBe("");
      expect((await send(`/owner/${ownerToken}`, { action: "unblock" })).statusCode).toBe(200);
      expect((await ask(tree.north, address)).token).toMatch(/^[\w-]{43}$/);
    });

    it("ends all links at the owner's wish and mails a new one", async () => {
      const { ownerToken } = await ask();
      expect((await send(`/owner/${ownerToken}`, { action: "renew" })).body).toContain("on its way");
      // Until the new one is with the next mail server, the owner keeps what they have.
      expect((await show(`/owner/${ownerToken}`)).statusCode).toBe(200);
      const [mail] = await mailbox.deliver();
      expect(mail).toMatchObject({ template: "owner-link" });
      expect((await show(`/owner/${ownerToken}`)).statusCode).toBe(410);
      expect((await show(`/owner/${mail!.secrets.ownerToken}`)).statusCode).toBe(200);
    });

    it("is over after its time, and mails a new link on request", async () => {
      const { ownerToken, id } = await ask();
      clock.advance(181 * 24 * 60 * 60 * 1_000);
      expect((await show(`/owner/${ownerToken}`)).statusCode).toBe(410);
      expect((await send(`/owner/${ownerToken}`, { action: "withdraw", authorization: id })).statusCode).toBe(410);
      await send(`/owner/${ownerToken}`, { action: "mail-link" });
      expect((await mailbox.deliver()).map(({ template }) => template)).toEqual(["owner-link"]);
    });

    it("does not open with a link that we did not sign", async () => {
      const { ownerToken } = await ask();
      const octets = Buffer.from(ownerToken, "base64url");
      octets[18] = octets[18]! ^ 1;
      for (const token of [octets.toString("base64url"), "A".repeat(67), "x"]) {
        expect((await show(`/owner/${token}`)).statusCode).toBe(404);
        expect((await send(`/owner/${token}`, { action: "block" })).statusCode).toBe(404);
      }
    });
  });
});
