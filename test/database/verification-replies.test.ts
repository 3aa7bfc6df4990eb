import { Readable } from "node:stream";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { replyPortOf, reportPortsOf } from "../../src/app/index.js";
import { Identity } from "../../src/authorizations/index.js";
import { takeReport } from "../../src/intake/lmtp/accept-report.js";
import { renderMail } from "../../src/notifications/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { verificationKeys } from "../../src/verification/index.js";
import { unblockAsOwner } from "../../src/verification/operations/owner-actions.js";
import { createTenants, type Tree } from "../graphql/tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer, type Mailbox, openMailbox } from "../graphql/verification-mailbox.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const MAIL_FROM = "mayfrom@mayfrom.test";

describeOnEachEngine("what people do with a question besides answering it", (engine) => {
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

  beforeEach(() => clock.advance(DAY_MS));

  async function ask(address: string, account = tree.north.account): Promise<AuthorizationAnswer> {
    const input = { accountId: account.id, address, displayName: "Shop" };
    return (await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, { input }))
      .addIdentity;
  }

  /** A question that was mailed to an address of its own. */
  async function asked(address = `owner${++number}@shop${number}.test`) {
    const authorization = await ask(address);
    await mailbox.deliver();
    const mail = await api.database.reader.findOneByOrFail(OutboxMail, { toAddress: address, template: "question" });
    return { address, authorization, mail, messageId: mail.messageId!, returnPath: mail.returnPath! };
  }

  /** A message comes by LMTP; gives what became of it, and the mails that went out for it. */
  async function comes(lines: readonly string[], envelope: { from: string; to: string }) {
    const content = Readable.from([Buffer.from([...lines, ""].join("\r\n"))]);
    const ports = { ...reportPortsOf(api.services), replies: replyPortOf(api.services) };
    const paths = { reversePath: envelope.from, forwardPaths: [envelope.to] };
    const outcome = await takeReport(api.database, ports, content, paths);
    return { outcome, answers: await mailbox.deliver() };
  }

  const reply = (from: string, ...fields: string[]) => [
    `From: Owner <${from}>`,
    `Message-ID: <reply.${++number}@shop.test>`,
    "Subject: Re: question",
    ...fields,
    "",
    "Yes",
  ];

  it("one mail a day tells whoever replied how to answer, and decides nothing", async () => {
    const { address, authorization, mail, messageId } = await asked();
    const message = reply(address, `In-Reply-To: ${messageId}`);
    const { outcome, answers } = await comes(message, { from: address, to: MAIL_FROM });
    expect(outcome).toBe("ANSWERED");
    expect(answers).toMatchObject([{ template: "reply-help", to: address, returnPath: "", secrets: {} }]);
    expect(answers[0]!.language).toBe(mail.language);
    const rendered = renderMail(answers[0]!, api.services.configuration);
    expect(rendered.headers).toMatchObject({
      "Auto-Submitted": "auto-replied",
      "In-Reply-To": message[1]!.slice("Message-ID: ".length),
    });
    expect(`${rendered.text}${rendered.html}`).not.toMatch(/\/(?:confirm|owner|q)\//);
    const node = await api.succeed<{ node: { state: string } }>(
      tree.north.account.actor,
      "query ($id: ID!) { node(id: $id) { ... on Authorization { state } } }",
      { id: authorization.id },
    );
    expect(node.node.state).toBe("PENDING");
    for (const to of [MAIL_FROM, mail.returnPath!]) {
      expect(await comes(reply(address), { from: address, to })).toEqual({ outcome: "NO_REPORT", answers: [] });
    }
    clock.advance(DAY_MS);
    expect((await comes(reply(address), { from: address, to: MAIL_FROM })).answers).toHaveLength(1);
  });

  it("the answer bears the question's brand, and goes to the address asked from whatever subaddress it is written", async () => {
    const { address, mail, returnPath } = await asked(`shop+orders@brand${++number}.test`);
    const from = address.replace("+orders", "");
    const { answers } = await comes(reply(from), { from: `prvs=0123abcd=${from}`, to: returnPath });
    const { brandName, supportContact } = mail.parameters;
    expect(answers).toMatchObject([{ to: address, parameters: { brandName, supportContact } }]);
  });

  it("strangers, forgers, machines and we ourselves get no answer", async () => {
    const { address, messageId, returnPath } = await asked();
    const about = `In-Reply-To: ${messageId}`;
    const stranger = "someone@elsewhere.test";
    const from = (sender: string) => ({ from: sender, to: MAIL_FROM });
    for (const [message, envelope] of [
      [reply(stranger), from(stranger)],
      [reply(stranger, about), from(stranger)],
      [reply(stranger, about), { from: stranger, to: returnPath }],
      [reply(address, about), from(stranger)],
      [reply(address, about), from("")],
      [reply(address, about, "Auto-Submitted: auto-replied"), from(address)],
      [reply(address, about, "List-Id: <talk.shop.test>"), from(address)],
      [reply(address, about), { from: address, to: "feedback@mayfrom.test" }],
      [reply(MAIL_FROM, about), from(MAIL_FROM)],
      [reply(returnPath, about), from(returnPath)],
    ] as const) {
      expect(await comes(message, envelope)).toEqual({ outcome: "NO_REPORT", answers: [] });
    }
  });

  function feedback(type: string, ...fields: readonly string[]): string[] {
    const original = fields.filter((field) => field.startsWith("Message-ID"));
    return [
      "From: <fbl@provider.test>",
      "To: <feedback@mayfrom.test>",
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
      "",
      "--b",
      "Content-Type: message/feedback-report",
      "",
      `Feedback-Type: ${type}`,
      "Version: 1",
      ...fields.filter((field) => !original.includes(field)),
      "",
      "--b",
      "Content-Type: text/rfc822-headers",
      "",
      ...original,
      "Subject: question",
      "",
      "--b--",
    ];
  }
  const feedbackLoop = { from: "", to: "feedback@mayfrom.test" };

  async function isAsked(address: string): Promise<boolean> {
    await ask(address, tree.south.account);
    return (await mailbox.deliver()).some(({ to }) => to === address);
  }

  const COMPLAINTS = "{ complaints { unjoined untrusted questions { provider complaints } } }";

  it("who reports a question as spam is asked no more until they say otherwise, and to the asker nothing shows", async () => {
    const { address, returnPath } = await asked();
    const message = feedback("abuse", `Original-Mail-From: <${returnPath}>`);
    expect((await comes(message, feedbackLoop)).outcome).toBe("COUNTED");
    expect((await comes(message, feedbackLoop)).outcome).toBe("NOTHING_NEW");
    expect(await isAsked(address)).toBe(false);
    // A subaddress leads to the same reader.
    expect(await isAsked(address.replace("@", "+other@"))).toBe(false);
    clock.advance(60_000);
    const { authorizations } = await api.succeed<{
      authorizations: { edges: { node: { verification: { deliveryState: string } } }[] };
    }>(tree.south.account.actor, "{ authorizations { edges { node { verification { deliveryState } } } } }");
    expect(authorizations.edges.map(({ node }) => node.verification.deliveryState)).toEqual(["SENT", "SENT"]);
    const { complaints } = await api.succeed<{ complaints: { questions: unknown } }>(OPERATOR, COMPLAINTS);
    expect(complaints).toEqual({
      unjoined: 0,
      untrusted: 0,
      questions: [{ provider: "provider.test", complaints: 1 }],
    });
    const { id } = await api.database.reader.findOneByOrFail(Identity, { addressKey: address });
    const owner = { visitor: ANONYMOUS, identityId: id, linkId: "", language: "en", pageViewedAt: null };
    await api.database.write((tx) => unblockAsOwner(tx, owner, verificationKeys(api.services.configuration)));
    clock.advance(DAY_MS);
    await ask(address.replace("@", "+third@"));
    expect((await mailbox.deliver()).filter(({ template }) => template === "question")).toHaveLength(1);
  });

  it("a report that names the mail by its Message-ID counts too; a report of another kind, or about another mail, does not", async () => {
    const { address, messageId, returnPath } = await asked();
    const unknown = "mayfrom+b-00000000000000000000000000000000@mayfrom.test";
    for (const message of [
      feedback("not-spam", `Original-Mail-From: <${returnPath}>`),
      feedback("auth-failure", `Original-Mail-From: <${returnPath}>`),
      feedback("abuse", `Original-Mail-From: <${unknown}>`),
    ]) {
      await comes(message, feedbackLoop);
    }
    expect(await isAsked(address)).toBe(true);
    await comes(feedback("abuse", "Original-Mail-From: <redacted>", `Message-ID: ${messageId}`), feedbackLoop);
    expect(await isAsked(address.replace("@", "+later@"))).toBe(false);
  });

  it("a question that was queued when its mailbox was reported is not mailed", async () => {
    const { address, returnPath } = await asked();
    await ask(address, tree.south.account);
    await comes(feedback("abuse", `Original-Mail-From: <${returnPath}>`), feedbackLoop);
    expect(await mailbox.deliver()).toEqual([]);
  });
});
