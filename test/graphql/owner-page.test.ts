import { beforeAll, expect, it } from "vitest";
import { OPERATOR } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { headingOf, isHeadingInFocus } from "../support/heading-of.js";
import { type MailedPages, openMailedPages } from "./mailed-pages.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

describeOnEachEngine("the page of an owner", (engine) => {
  let world: MailedPages;

  beforeAll(async () => {
    world = await openMailedPages(engine);
  });

  it("lists every account of every tenant, and one withdrawal ends one of them", async () => {
    const { tree, ask, stateOf, show, send, openActing, act } = world;
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
    const { tree, ask, stateOf, send } = world;
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
    const { mailbox, ask, stateOf, show, send, digitsIn } = world;
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
    const { clock, tree, mailbox, ask, stateOf, send, openActing, act } = world;
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
    expect(blocked.body).toContain("Withdrawn: ");
    expect(blocked.body).not.toContain("Denied: ");
    const presses = [...blocked.body.matchAll(/name="press" value="([^"]+)"/g)].map(([, press]) => press!);
    expect(presses).toHaveLength(2);
    for (const press of presses) {
      expect(headingOf((await act(link, { action: "take-back", press })).body)).toBe("This has been undone");
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
    const { clock, mailbox, ask, stateOf, openActing, act } = world;
    const { id, ownerToken } = await ask();
    const link = await openActing(`/owner/${ownerToken}`);
    const denied = await act(link, { action: "withdraw", authorization: id });
    expect(denied.body).toContain("Denied: ");
    expect(denied.body).not.toContain("Withdrawn: ");
    const press = /name="press" value="([^"]+)"/.exec(denied.body)?.[1] ?? "";
    clock.advance(60 * 60_000);
    expect((await act(link, { action: "take-back", press })).statusCode).toBe(410);
    expect(await stateOf(id)).toBe("DENIED");
    const [told] = await mailbox.deliver();
    expect(told!.parameters.acts).toMatchObject([{ act: "DENY", account: "user@north.test" }]);
  });

  it("mails one link however often a program presses, and shows whoever comes then the same number", async () => {
    const { mailbox, ask, send, digitsIn } = world;
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
    const { tree, ask, stateOf, openActing, act } = world;
    const mine = await ask();
    const theirs = await ask(tree.south);
    const link = await openActing(`/owner/${mine.ownerToken}`);
    expect((await act(link, { action: "withdraw", authorization: theirs.id })).statusCode).toBe(404);
    expect(await stateOf(theirs.id, tree.south)).toBe("PENDING");
  });

  it("ends requests on a page of its own, and reopens them", async () => {
    const { clock, tree, mailbox, ask, stateOf, openActing, act } = world;
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
    const { mailbox, ask, show, send, digitsIn, openActing, act } = world;
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
    const { clock, mailbox, ask, show, send, digitsIn, openActing, act } = world;
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
    const { clock, mailbox, ask, show, send } = world;
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

  it("of a mail of more than a year ago is forgotten once a newer mail has left, and no sooner", async () => {
    const { clock, tree, ask, show } = world;
    const statusOf = async ({ ownerToken }: { ownerToken: string }) => (await show(`/owner/${ownerToken}`)).statusCode;
    const first = await ask();
    clock.advance(300 * DAY_MS);
    const second = await ask(tree.south, first.address);
    clock.advance(101 * DAY_MS);
    expect([await statusOf(first), await statusOf(second)]).toEqual([410, 410]);
    const neighbour = { ...tree.north.neighbour, actor: OPERATOR };
    const third = await ask({ ...tree.north, account: neighbour }, first.address);
    expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([404, 410, 200]);
  });

  it("is paid from the owner's own allowance, whatever others asked that day", async () => {
    const { clock, mailbox, ask, send } = world;
    const { ownerToken } = await ask();
    for (let press = 0; press < 30; press += 1) {
      const pressed = await send(`/owner/${ownerToken}`, { action: "renew" });
      expect(pressed.statusCode).toBe(press < 24 ? 200 : 429);
      clock.advance(11 * 60_000);
    }
    await mailbox.deliver();
  });

  it("does not open with a link that we gave nobody", async () => {
    const { ask, show, send } = world;
    const { ownerToken } = await ask();
    const octets = Buffer.from(ownerToken, "base64url");
    octets[8] = octets[8]! ^ 1;
    for (const token of [octets.toString("base64url"), "A".repeat(67), "x"]) {
      expect((await show(`/owner/${token}`)).statusCode).toBe(404);
      expect((await send(`/owner/${token}`, { action: "block" })).statusCode).toBe(404);
    }
  });
});
