import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mailboxOf } from "../../src/outbox/index.js";
import { questionMailer, releaseQuestions, WaitingQuestion } from "../../src/verification/index.js";
import { type PlantedTenant, plantTree, type Tree } from "../graphql/tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
  RESEND,
} from "../graphql/verification-mailbox.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi, testConfiguration } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";

const MINUTE_MS = 60 * 1_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const QUESTION = `query ($id: ID!) { node(id: $id) { ... on Authorization {
  id state verification { state sentAt expiresAt deliveryState nextTurnAt }
} } }`;

describeOnEachEngine("questions over a budget", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await plantTree(api);
    mailbox = openMailbox(api);
    const input = { scope: { platform: true }, requestsPerAccountAndDay: 5_000 };
    await api.succeed(OPERATOR, SET_POLICY, { input });
  });

  beforeEach(() => clock.advance(DAY_MS));

  async function ask(tenant: PlantedTenant, address: string): Promise<AuthorizationAnswer> {
    const input = { accountId: tenant.account.id, address, displayName: "Shop" };
    const data = await api.succeed<{ addIdentity: AuthorizationAnswer }>(tenant.account.actor, ADD_IDENTITY, { input });
    return data.addIdentity;
  }

  async function seenBy(tenant: PlantedTenant, id: string): Promise<AuthorizationAnswer> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tenant.account.actor, QUESTION, { id });
    return node;
  }

  /** Everything that is due, as a worker's job does it; each time from a process that has just started. */
  async function releaseDue(): Promise<void> {
    const mailer = questionMailer(testConfiguration());
    while ((await api.database.write((tx) => releaseQuestions(tx, mailer))) > 0);
  }

  it("keep their place and their number when they are asked again, and their time begins with the mail", async () => {
    const address = "often@waits.test";
    const asked = await ask(tree.north, address);
    expect(await mailbox.deliver()).toHaveLength(1);
    await api.succeed(tree.north.account.actor, RESEND, { id: asked.id });
    expect(await mailbox.deliver()).toHaveLength(1);
    await api.succeed(tree.north.account.actor, RESEND, { id: asked.id });
    const waits = (await seenBy(tree.north, asked.id)).verification!;
    const nextHour = new Date((Math.floor(clock.now().getTime() / HOUR_MS) + 1) * HOUR_MS).toISOString();
    expect(waits).toMatchObject({ deliveryState: "QUEUED", sentAt: null, expiresAt: null, nextTurnAt: nextHour });
    const place = await api.database.reader.find(WaitingQuestion);
    expect(place).toHaveLength(1);
    await api.succeed(tree.north.account.actor, RESEND, { id: asked.id });
    expect(await mailbox.deliver()).toHaveLength(0);
    expect(await api.database.reader.find(WaitingQuestion)).toEqual(place);

    clock.advance(DAY_MS);
    await releaseDue();
    const [mail] = await mailbox.deliver();
    const mailedAt = clock.now().getTime();
    clock.advance(MINUTE_MS);
    const sent = (await seenBy(tree.north, asked.id)).verification!;
    expect(sent).toMatchObject({ deliveryState: "SENT", nextTurnAt: null });
    expect(Date.parse(sent.expiresAt!) - mailedAt).toBeGreaterThanOrEqual(72 * HOUR_MS);
    expect(Date.parse(sent.expiresAt!) - mailedAt).toBeLessThanOrEqual(72 * HOUR_MS + MINUTE_MS);
    const input = { token: mail!.secrets.token, decision: "DENY" };
    await api.succeed(ANONYMOUS, ANSWER, { input });
  });

  it("of one reseller leave room for the others', at a mailbox under all its subaddresses", async () => {
    for (let index = 0; index < 8; index += 1) await ask(tree.north, `victim+${index}@elsewhere.test`);
    const toVictim = async () => (await mailbox.deliver()).filter(({ to }) => to.startsWith("victim")).length;
    expect(await toVictim()).toBe(2);
    await ask(tree.south, "victim@elsewhere.test");
    expect(await toVictim()).toBe(1);
    await ask(tree.south, "victim+more@elsewhere.test");
    await releaseDue();
    expect(await toVictim()).toBe(0);
  });
});

describe("the mailbox that is really mailed", () => {
  it.each([
    ["victim+1@elsewhere.test", "+", "victim@elsewhere.test"],
    ["victim+1+2@elsewhere.test", "+", "victim@elsewhere.test"],
    ["plain@elsewhere.test", "+", "plain@elsewhere.test"],
    ["+first@elsewhere.test", "+", "+first@elsewhere.test"],
    ["+first+more@elsewhere.test", "+", "+first@elsewhere.test"],
    ["anna-shop+x@hosted.test", "+-", "anna@hosted.test"],
    ['"quoted+1"@elsewhere.test', "+", "quoted@elsewhere.test"],
  ])("of %s with %s is %s", (address, delimiters, mailbox) => {
    expect(mailboxOf(address, delimiters)).toBe(mailbox);
  });
});
