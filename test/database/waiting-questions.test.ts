import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Identity } from "../../src/authorizations/index.js";
import { mailboxOf } from "../../src/outbox/index.js";
import { releaseQuestions, verificationKeys } from "../../src/verification/index.js";
import { WaitingQuestion } from "../../src/verification/waiting-question.entity.js";
import { type CreatedTenant, createTenants, plantAccount, type Tree } from "../graphql/tenancy-tree.js";
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
const ADD_MANY = "mutation ($input: AddIdentitiesInput!) { addIdentities(input: $input) { ids } }";
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const QUESTION = `query ($id: ID!) { node(id: $id) { ... on Authorization {
  id state createdAt askAgainAt reason verification { state sentAt expiresAt deliveryState nextTurnAt }
} } }`;

describeOnEachEngine("questions over a budget", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
    const input = { scope: { platform: true }, requestsPerAccountAndDay: 5_000 };
    await api.succeed(OPERATOR, SET_POLICY, { input });
  });

  beforeEach(() => clock.advance(DAY_MS));

  async function ask(tenant: CreatedTenant, address: string): Promise<AuthorizationAnswer> {
    const input = { accountId: tenant.account.id, address, displayName: "Shop" };
    const data = await api.succeed<{ addIdentity: AuthorizationAnswer }>(tenant.account.actor, ADD_IDENTITY, { input });
    return data.addIdentity;
  }

  async function seenBy(tenant: CreatedTenant, id: string): Promise<AuthorizationAnswer & { createdAt: string }> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer & { createdAt: string } }>(
      tenant.account.actor,
      QUESTION,
      { id },
    );
    return node;
  }

  /** Everything that is due, as a worker's job does it; each time from a process that has just started. */
  async function releaseDue(): Promise<void> {
    const mailer = verificationKeys(testConfiguration());
    while ((await api.database.write((tx) => releaseQuestions(tx, mailer))) > 0);
  }

  it("are all mailed when their turn comes, in fair turns between resellers, none lost and none twice", async () => {
    // The order of turns is the same on both: a thousand on one engine, some hours of them on the other.
    const hours = engine === "SQLite" ? 10 : 5;
    const questions = 100 * hours;
    const big = "big-provider.test";
    const accounts: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      accounts.push((await plantAccount(api, tree.north.domain.id, `asks${index}@north.test`)).id);
    }
    for (const [index, accountId] of accounts.entries()) {
      const items = Array.from({ length: questions / 4 }, (_, each) => ({
        accountId,
        address: `n${index}-${each}@${big}`,
        displayName: "Shop",
      }));
      const input = { idempotencyKey: `many-${index}`, items };
      await api.succeed(tree.north.domain.actor, ADD_MANY, { input });
    }
    const ten = Array.from({ length: 10 }, (_, each) => `s${each}@${big}`);
    for (const address of ten) await ask(tree.south, address);

    const mailedAt = new Map<string, number>();
    const perHour = new Map<number, string[]>();
    const startedAt = clock.now().getTime();
    const collect = async () => {
      for (const { to } of await mailbox.deliver()) {
        expect(mailedAt.has(to)).toBe(false);
        const hour = Math.floor((clock.now().getTime() - startedAt) / HOUR_MS);
        mailedAt.set(to, clock.now().getTime());
        perHour.set(hour, [...(perHour.get(hour) ?? []), to]);
      }
    };
    await collect();
    // Looked at thrice an hour, once in its last minutes.
    const stepsMs = [28 * MINUTE_MS, 28 * MINUTE_MS, 4 * MINUTE_MS];
    for (let look = 0; look <= 3 * hours; look += 1) {
      if (look === 7) {
        // A process that is killed in the middle of its work.
        const mailer = verificationKeys(api.services.configuration);
        const killed = api.database.write(async (tx) => {
          await releaseQuestions(tx, mailer);
          throw new Error("killed");
        });
        await expect(killed).rejects.toThrow("killed");
      }
      await Promise.all([releaseDue(), releaseDue()]);
      await collect();
      clock.advance(stepsMs[look % 3]!);
    }
    expect(mailedAt.size).toBe(questions + 10);
    for (const address of ten) expect(mailedAt.get(address)! - startedAt).toBeLessThan(HOUR_MS);
    for (const mails of perHour.values()) expect(mails.length).toBeLessThanOrEqual(100);
    // The accounts of one reseller take turns, too.
    for (const [index] of accounts.entries()) {
      const second = perHour.get(1)!.filter((to) => to.startsWith(`n${index}-`));
      expect(second.length).toBeGreaterThanOrEqual(20);
    }
    expect(await api.database.reader.count(WaitingQuestion)).toBe(0);
  }, 300_000);

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

  it.each([1, 23])(
    "of one reseller leave room for the others', under all subaddresses, at %i o'clock",
    async (hour) => {
      const day = Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS;
      clock.advance(day + DAY_MS + hour * HOUR_MS - clock.now().getTime());
      for (let index = 0; index < 8; index += 1) await ask(tree.north, `victim+${index}@hour${hour}.test`);
      const toVictim = async () =>
        (await mailbox.deliver()).filter(({ to }) => to.endsWith(`@hour${hour}.test`)).length;
      expect(await toVictim()).toBe(2);
      await ask(tree.south, `victim@hour${hour}.test`);
      expect(await toVictim()).toBe(1);
      await ask(tree.south, `victim+more@hour${hour}.test`);
      await releaseDue();
      expect(await toVictim()).toBe(0);
    },
  );

  it("and questions that nobody is asked look alike, in every time and state that the asker sees", async () => {
    // What the asker sees is made above the database: hundreds of pairs on one engine, some on the other.
    const pairs = engine === "SQLite" ? 200 : 40;
    const blocked = (index: number) => `blocked${index}@silent${index}.test`;
    for (let index = 0; index < pairs; index += 1) await ask(tree.south, blocked(index));
    await mailbox.deliver();
    await api.database.write((tx) =>
      tx.manager
        .createQueryBuilder()
        .update(Identity)
        .set({ blockedAt: tx.now })
        .where("addressKey LIKE 'blocked%'")
        .execute(),
    );
    const both = QUESTION.replace("$id: ID!", "$silent: ID!, $mailed: ID!").replace(
      / node\(id: \$id\) (.*) \}$/s,
      (_, fields) =>
        ["silent", "mailed"]
          .map((each) => ` ${each}: node(id: $${each}) ${fields}`)
          .join(" ")
          .concat(" }"),
    );
    const seenByNorth = (silent: string, mailed: string) =>
      api.succeed<Record<"silent" | "mailed", AuthorizationAnswer>>(tree.north.account.actor, both, { silent, mailed });
    const shape = ({ id: _id, ...seen }: AuthorizationAnswer) => JSON.stringify(seen);
    let mails = 0;
    for (let index = 0; index < pairs; index += 1) {
      clock.advance(DAY_MS + ((index * 7_919) % MINUTE_MS));
      const silent = await ask(tree.north, blocked(index));
      const mailed = await ask(tree.north, `asked${index}@mailed${index}.test`);
      // The worker is quick or slow, within what is usual.
      clock.advance((index * 101) % 20_000);
      mails += (await mailbox.deliver()).length;
      for (const waitMs of [0, (index * 211) % MINUTE_MS, MINUTE_MS]) {
        clock.advance(waitMs);
        const seen = await seenByNorth(silent.id, mailed.id);
        expect(shape(seen.silent)).toBe(shape(seen.mailed));
        const { sentAt } = seen.mailed.verification!;
        if (waitMs === MINUTE_MS) expect(Date.parse(sentAt!) % MINUTE_MS).toBe(0);
      }
    }
    expect(mails).toBe(pairs);
  }, 300_000);
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
    ["v.ic.tim+1@gmail.com", "+", "victim@gmail.com"],
    ["Vic.tim@googlemail.com", "+", "victim@gmail.com"],
    ["first.last@elsewhere.test", "+", "first.last@elsewhere.test"],
  ])("of %s with %s is %s", (address, delimiters, mailbox) => {
    expect(mailboxOf(address, delimiters)).toBe(mailbox);
  });
});
