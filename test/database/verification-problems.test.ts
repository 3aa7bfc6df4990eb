import { beforeAll, beforeEach, expect, it } from "vitest";
import { renderMail } from "../../src/notifications/index.js";
import { MailRefusedError } from "../../src/outbox/transports/mail-transport.js";
import { languageFor } from "../../src/texts/index.js";
import { noteReturnedMail, returnPathTagOf } from "../../src/verification/index.js";
import { createTenants, type Tree } from "../graphql/tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
} from "../graphql/verification-mailbox.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";

const HOUR_MS = 60 * 60 * 1_000;

const WHAT_TO_LOOK_FOR = `query ($id: ID!) { node(id: $id) { ... on Authorization { verification {
  deliveryState sentFrom subject deliveryProblem { code since message } askingAdvice { code message }
} } } }`;

interface Shown {
  readonly deliveryState: string;
  readonly sentFrom: string;
  readonly subject: string;
  readonly deliveryProblem: { readonly code: string; readonly since: string; readonly message: string } | null;
  readonly askingAdvice: { readonly code: string; readonly message: string } | null;
}

describeOnEachEngine("what the asker sees of the mail", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let number = 0;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  beforeEach(() => clock.advance(24 * HOUR_MS));

  async function ask(address = `owner${++number}@far${number}.test`, account = tree.north.account) {
    const input = { accountId: account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const [mail] = await mailbox.deliver();
    clock.advance(60_000);
    return { id: addIdentity.id, address, mail, matchNumber: addIdentity.verification!.matchNumber };
  }

  async function shown({ id }: { id: string }, actor = tree.north.account.actor, tag?: string): Promise<Shown> {
    const { node } = await api.succeed<{ node: { verification: Shown } }>(actor, WHAT_TO_LOOK_FOR, { id }, tag);
    return node.verification;
  }

  function comesBack(asked: Awaited<ReturnType<typeof ask>>, status: string, text: string, action = "failed") {
    const tag = returnPathTagOf(asked.mail!.returnPath!)!;
    const returned = { failure: { text, status, action }, recipient: asked.address, reportingServer: null };
    return api.database.write((tx) => noteReturnedMail(tx, tag, [returned]));
  }

  it("is the sender and the subject of the very mail", async () => {
    const asked = await ask();
    const { sentFrom, subject } = await shown(asked);
    expect(sentFrom).toContain("@");
    expect(renderMail(asked.mail!, api.services.configuration).subject).toBe(subject);
  });

  it("is in the language that the asker's account has, as the mail is", async () => {
    const rename = "mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { id } }";
    const setLanguage = (language: string | null) =>
      api.succeed(OPERATOR, rename, { id: tree.north.account.id, input: { language } });
    await setLanguage("de");
    const asked = await ask("no-reply@sprache.test");
    expect(asked.mail!.language).toBe("de");
    const { subject, askingAdvice } = await shown(asked);
    expect(subject).toContain("Darf ");
    expect(askingAdvice).toMatchObject({ code: "NOBODY_READS" });
    expect(askingAdvice!.message).toContain("liest in der Regel niemand");
    await setLanguage(null);
  });

  it("is explained in the language that the call names, which the mail's subject does not follow", async () => {
    const asked = await ask("no-reply@langue.test");
    await comesBack(asked, "5.1.1", "550 5.1.1 user unknown");
    const inFrench = await shown(asked, OPERATOR, "fr-CA");
    const { say } = languageFor("fr");
    expect(inFrench.deliveryProblem!.message).toBe(say("deliveryProblem.ADDRESS_GONE"));
    expect(inFrench.askingAdvice!.message).toContain("personne ne lit");
    expect(inFrench.subject).toBe((await shown(asked)).subject);
  });

  it.each([
    ["DELAYED", "4.4.1", "connection timed out", "delayed", "SENT"],
    ["NOT_TAKEN", "5.2.2", "552 5.2.2 over quota", "failed", "SENT"],
    ["SENDER_REFUSED", "5.7.1", "550 5.7.1 client blocked using bl.far.test", "failed", "SENT"],
    ["NOT_FOR_STRANGERS", "5.7.133", "550 5.7.133 not authenticated for group", "failed", "SENT"],
    ["ADDRESS_GONE", "5.1.1", "550 5.1.1 user unknown", "failed", "UNDELIVERABLE"],
  ])("names the class of what came back: %s", async (code, status, text, action, deliveryState) => {
    const asked = await ask();
    expect((await shown(asked)).deliveryProblem).toBeNull();
    await comesBack(asked, status, text, action);
    const seen = await shown(asked);
    expect(seen).toMatchObject({ deliveryState, deliveryProblem: { code } });
    expect(seen.deliveryProblem!.message.length).toBeGreaterThan(40);
    // The server's own words may name other people's mailboxes, and stay with the operator.
    expect(JSON.stringify(seen)).not.toContain('far.test"');
    expect(Date.parse(seen.deliveryProblem!.since) % 60_000).toBe(0);
  });

  it("says nothing of what became of somebody behind the address, or of a mail that arrived", async () => {
    const asked = await ask();
    const tag = returnPathTagOf(asked.mail!.returnPath!)!;
    const failure = { text: "550 5.1.1 user unknown", status: "5.1.1", action: "failed" };
    const behind = { failure, recipient: "former@colleague.test", reportingServer: null };
    await api.database.write((tx) => noteReturnedMail(tx, tag, [behind]));
    await comesBack(asked, "2.0.0", "250 2.0.0 Ok", "delivered");
    expect((await shown(asked)).deliveryProblem).toBeNull();
  });

  it("tells while the mail is tried again that we are refused, and forgets it once the mail is taken", async () => {
    mailbox.refuseWith(new MailRefusedError("550 5.7.1 blocked using bl.far.test"));
    const asked = await ask();
    expect((await shown(asked)).deliveryProblem).toMatchObject({ code: "SENDER_REFUSED" });
    mailbox.refuseWith(null);
    clock.advance(2 * HOUR_MS);
    expect(await mailbox.deliver()).toHaveLength(1);
    expect((await shown(asked)).deliveryProblem).toBeNull();
  });

  it("names the class of a mail that was given up", async () => {
    mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
    const asked = await ask();
    mailbox.refuseWith(null);
    expect(await shown(asked)).toMatchObject({
      deliveryState: "UNDELIVERABLE",
      deliveryProblem: { code: "ADDRESS_GONE" },
    });
  });

  it("does not tell a question that nobody is asked from one that was mailed", async () => {
    const blocked = await ask();
    const never = { token: blocked.mail!.secrets.token, decision: "BLOCK" };
    await api.succeed(ANONYMOUS, ANSWER, { input: never });
    const { actor } = tree.north.domain;
    const neighbour = { ...tree.north.neighbour, actor };
    const silent = await ask(blocked.address, neighbour);
    const mailed = await ask(`owner${++number}@far${number}.test`, neighbour);
    expect(silent.mail).toBeUndefined();
    expect(mailed.mail).toBeDefined();
    expect(await shown(silent, actor)).toEqual(await shown(mailed, actor));
  });
});
