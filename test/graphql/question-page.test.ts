import { beforeAll, expect, it } from "vitest";
import { Authorization } from "../../src/authorizations/index.js";
import { fromGlobalId, readGlobalId } from "../../src/graphql/index.js";
import { describeOnEachEngine } from "../support/engines.js";
import { headingOf, isHeadingInFocus } from "../support/heading-of.js";
import { type MailedPages, openMailedPages } from "./mailed-pages.js";

describeOnEachEngine("the page of a question", (engine) => {
  let world: MailedPages;

  beforeAll(async () => {
    world = await openMailedPages(engine);
  });

  it("shows both addresses and an empty field for the number, forbids scripts, storing and referrers, and nothing else happens", async () => {
    const { ask, stateOf, show, setNumber } = world;
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
    const { ask, show } = world;
    const { token } = await ask();
    const german = await show(`/confirm/${token}`, { "accept-language": "de-AT,de;q=0.9,en;q=0.5" });
    expect(german.body).toContain('<html lang="de">');
    expect(german.body).toContain("Erlauben");
    const unknown = await show(`/confirm/${token}`, { "accept-language": "xx" });
    expect(unknown.body).toContain('<html lang="en">');
  });

  it("authorizes on the POST of the form with the right number, and says so to whoever comes again", async () => {
    const { ask, stateOf, show, send, formOf } = world;
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
    const { ask, stateOf, send } = world;
    const { id, token, number: right } = await ask();
    expect((await send(`/confirm/${token}`, { decision: "allow", number: right })).statusCode).toBe(200);
    expect(await stateOf(id)).toBe("AUTHORIZED");
  });

  it("refuses a wrong number, a missing one, a wrong date and an unknown decision, and changes nothing", async () => {
    const { ask, stateOf, send } = world;
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
    const { app, ask, stateOf } = world;
    const { id, token } = await ask();
    const json = await app.inject({ method: "POST", url: `/confirm/${token}`, payload: { decision: "deny" } });
    expect(json.statusCode).toBe(415);
    expect(await stateOf(id)).toBe("PENDING");
  });

  it("does not exist for another token, and says no more than that", async () => {
    const { show, send } = world;
    for (const token of ["A".repeat(43), "x", "%3Cscript%3E", "..%2f..%2fetc"]) {
      const page = await show(`/confirm/${token}`);
      expect(page.statusCode).toBe(404);
      expect(page.body).not.toContain("<script>");
      expect((await send(`/confirm/${token}`, { decision: "deny" })).statusCode).toBe(404);
    }
  });

  it("holds an answer of a scanner that follows links and presses buttons, until a person repeats it", async () => {
    const { ask, stateOf, show, send, formOf } = world;
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
    const { clock, ask, stateOf, send, formOf } = world;
    const { id, token } = await ask();
    clock.advance(-59_000);
    const form = await formOf(`/confirm/${token}`, "deny");
    expect((await send(`/confirm/${token}`, form)).statusCode).toBe(200);
    expect(await stateOf(id)).toBe("DENIED");
  });

  it("turns a no round within the hour by the same link and the number, whoever gave it", async () => {
    const { clock, ask, stateOf, show, send } = world;
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
    const { ask, stateOf, send } = world;
    const { id, token, number: right } = await ask();
    await send(`/confirm/${token}`, { decision: "allow", number: right });
    expect((await send(`/confirm/${token}`, { decision: "deny" })).statusCode).toBe(409);
    expect(await stateOf(id)).toBe("AUTHORIZED");
    expect((await send(`/confirm/${token}`, { decision: "deny", number: right })).statusCode).toBe(200);
    expect(await stateOf(id)).toBe("DENIED");
  });

  it("tells the address of an answer once it stands for minutes, in the language of the page it was given on", async () => {
    const { clock, mailbox, ask, show, send } = world;
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
    const { clock, ask, stateOf, send } = world;
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
    const { ask, send } = world;
    const { token, number: right } = await ask();
    const { body } = await send(`/confirm/${token}`, { decision: "allow", number: right, until: "31.12.2026" });
    expect(body).toContain("year-month-day");
    expect(body).toContain(`value="${right}"`);
    expect(body).toContain('value="31.12.2026"');
  });

  it("asks again at its owner's wish once its time is over, with the asker's number, from nobody else's budget", async () => {
    const { clock, mailbox, ask, stateOf, show, send } = world;
    const { id, token, number: right, address } = await ask();
    expect((await show(`/confirm/${token}`)).body).not.toContain("Ask me again");
    clock.advance(73 * 60 * 60_000);
    expect((await show(`/confirm/${token}`)).body).toContain("Ask me again");
    const scanner = { "user-agent": "Mimecast LinkScan/1.0" };
    expect((await send(`/confirm/${token}`, { decision: "ask-again" }, scanner)).statusCode).toBe(202);
    expect(await mailbox.deliver()).toEqual([]);
    const asked = await send(`/confirm/${token}`, { decision: "ask-again" });
    expect(isHeadingInFocus(asked.body)).toBe(true);
    expect(headingOf(asked.body)).toContain(`The question is on its way again to ${address}`);
    const [mail] = await mailbox.deliver();
    expect(mail).toMatchObject({ template: "question", to: address });
    expect((await send(`/confirm/${token}`, { decision: "ask-again" })).statusCode).toBe(409);
    await send(`/confirm/${mail!.secrets.token}`, { decision: "allow", number: right });
    expect(await stateOf(id)).toBe("AUTHORIZED");
  });

  it("asks again after a no that can no longer be turned round, which stands until it is answered otherwise", async () => {
    const { clock, api, mailbox, ask, stateOf, send } = world;
    const { id, token, number: right } = await ask();
    await send(`/confirm/${token}`, { decision: "deny" });
    expect((await send(`/confirm/${token}`, { decision: "ask-again" })).statusCode).toBe(409);
    clock.advance(60 * 60_000);
    expect((await send(`/confirm/${token}`, { decision: "ask-again" })).statusCode).toBe(200);
    const [mail] = await mailbox.deliver();
    const row = await api.database.reader.findOneByOrFail(Authorization, {
      id: fromGlobalId("Authorization", readGlobalId(id)),
    });
    expect(row.refusedByOwnerAt).not.toBeNull();
    await send(`/confirm/${mail!.secrets.token}`, { decision: "deny" });
    expect(await stateOf(id)).toBe("DENIED");
    await send(`/confirm/${mail!.secrets.token}`, { decision: "allow", number: right });
    expect(await stateOf(id)).toBe("AUTHORIZED");
  });

  it("ends no requests: never again is a no, and a link of its own by mail", async () => {
    const { clock, tree, ask, stateOf, send, openActing, act } = world;
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
