import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { Authorization, Identity, identityIdOf } from "../../src/authorizations/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { MailRefusedError } from "../../src/outbox/transports/mail-transport.js";
import { noteReturnedMail, remindOwners, returnPathTagOf, verificationKeys } from "../../src/verification/index.js";
import { OwnerReminder } from "../../src/verification/owner-reminder.entity.js";
import { auditActionsOf, createTenants, innerIdOf, type Tree } from "../graphql/tenancy-tree.js";
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

const DAY_MS = 24 * 60 * 60 * 1_000;
const CONFIRMATION = `query ($id: ID!) {
  node(id: $id) {
    ... on Authorization { ownerConfirmation { confirmedAt remindedAt unanswered isPausedByIt } }
  }
}`;
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";

describeOnEachEngine("who may send, once a year", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let app: Awaited<ReturnType<typeof createApi>>;
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
  afterAll(() => app.close());

  beforeEach(async () => {
    await api.database.write((tx) => tx.manager.clear(OwnerReminder));
    await setPolicy({ scope: { platform: true }, ownerReminderDays: 365, isUnconfirmedPaused: null });
    clock.advance(DAY_MS);
  });

  const setPolicy = (input: object) => api.succeed(OPERATOR, SET_POLICY, { input });

  async function allow(address: string, account = tree.north.account): Promise<string> {
    const input = { accountId: account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const [mail] = await mailbox.deliver();
    const { matchNumber } = addIdentity.verification!;
    await api.succeed(ANONYMOUS, ANSWER, { input: { token: mail!.secrets.token, decision: "ALLOW", matchNumber } });
    return innerIdOf(addIdentity.id);
  }

  const freshAddress = () => `owner${++number}@yearly${number}.test`;
  const stateOf = async (id: string) => (await api.database.reader.findOneByOrFail(Authorization, { id })).state;

  /** What the job of that day has mailed. */
  async function after(days: number) {
    clock.advance(days * DAY_MS);
    const keys = verificationKeys(api.services.configuration);
    while ((await api.database.write((tx) => remindOwners(tx, keys))) > 0);
    return mailbox.deliver();
  }

  const linkOf = (mail: { secrets: Record<string, unknown> } | undefined) =>
    `/confirm-senders/${mail!.secrets.token as string}`;

  async function press(url: string, isTyped = true, userAgent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0") {
    const { body } = await app.inject({ method: "GET", url });
    const seen = /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? "";
    const digits = isTyped ? (/type (\d\d)</.exec(body)?.[1] ?? "") : "";
    return app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": userAgent },
      payload: new URLSearchParams({ seen, number: digits }).toString(),
    });
  }

  async function confirmationOf(id: string) {
    const { node } = await api.succeed<{ node: { ownerConfirmation: object } }>(
      tree.north.account.actor,
      CONFIRMATION,
      {
        id: toGlobalId("Authorization", id),
      },
    );
    return node.ownerConfirmation;
  }

  it("is not asked where the policy does not say so", async () => {
    await setPolicy({ scope: { platform: true }, ownerReminderDays: null });
    await allow(freshAddress());
    expect(await after(730)).toEqual([]);
  });

  it("is asked in one mail that lists every account, and one press confirms them for another year, two years on", async () => {
    const address = freshAddress();
    const first = await allow(address);
    clock.advance(30 * DAY_MS);
    const second = await allow(address, tree.south.account);
    expect(await after(334)).toEqual([]);
    const [mail, ...others] = await after(1);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ template: "owner-reminder", to: address });
    const { text } = renderMail(mail!, api.services.configuration);
    expect(text).toContain(tree.north.account.address);
    expect(text).toContain(tree.south.account.address);

    const url = linkOf(mail);
    // Its buttons keep the language that was chosen on the page.
    const { body } = await app.inject({ url: `${url}?lang=fr` });
    const actions = [...body.matchAll(/action="([^"]*)"/g)].map(([, action]) => action);
    expect(actions.map((action) => action?.split("?")[1])).toEqual(["lang=fr", "lang=fr"]);
    expect((await press(url, false)).statusCode).toBe(400);
    expect((await press(url, true, "Mimecast LinkScan/1.0")).statusCode).toBe(202);
    expect(await after(13)).toEqual([]);
    expect((await press(url)).body).toContain("You have confirmed who may send email as");
    expect(await after(364)).toEqual([]);
    expect(await after(1)).toHaveLength(1);
    expect(await stateOf(first)).toBe("AUTHORIZED");
    expect(await stateOf(second)).toBe("AUTHORIZED");
    expect(await auditActionsOf(api, toGlobalId("Identity", identityIdOf(address)))).toContain(
      "identity.senders_confirmed",
    );
  });

  it("pauses after three mails without an answer only where the account's policy says so", async () => {
    const address = freshAddress();
    const north = await allow(address);
    clock.advance(DAY_MS);
    const south = await allow(address, tree.south.account);
    await setPolicy({ scope: { resellerId: tree.north.id }, isUnconfirmedPaused: true });
    expect(await confirmationOf(north)).toMatchObject({ remindedAt: null, unanswered: 0, isPausedByIt: false });
    for (const days of [365, 14, 14]) expect(await after(days)).toHaveLength(1);
    expect(await stateOf(north)).toBe("AUTHORIZED");
    const remindedAt = clock.now().toISOString();
    expect(await confirmationOf(north)).toMatchObject({ remindedAt, unanswered: 3, isPausedByIt: false });
    expect(await after(14)).toEqual([]);
    const paused = await api.database.reader.findOneByOrFail(Authorization, { id: north });
    expect(paused).toMatchObject({ state: "PAUSED", reason: { code: "REMINDERS_UNANSWERED", values: { mails: "3" } } });
    expect(await confirmationOf(north)).toEqual({
      confirmedAt: clock.now().toISOString(),
      remindedAt,
      unanswered: 0,
      isPausedByIt: true,
    });
    expect(await stateOf(south)).toBe("AUTHORIZED");
    expect(await after(364)).toEqual([]);
    expect(await after(1)).toHaveLength(1);
    await setPolicy({ scope: { resellerId: tree.north.id }, isUnconfirmedPaused: null });
  });

  it("is asked where its owner has answered, byte for byte before the @", async () => {
    await allow("Anna.Berg@Yearly.test");
    expect((await after(365)).map(({ to }) => to)).toEqual(["Anna.Berg@yearly.test"]);
  });

  it("pauses at once when its mail says for certain that the address is gone, by reply or by report", async () => {
    const replied = await allow(freshAddress());
    mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
    expect(await after(365)).toEqual([]);
    mailbox.refuseWith(null);
    expect(await stateOf(replied)).toBe("PAUSED");

    const address = freshAddress();
    const reported = await allow(address);
    const [mail] = await after(365);
    const tag = returnPathTagOf(mail!.returnPath!)!;
    const comesBack = (text: string, status: string) => {
      const failure = { text, status, action: "failed" };
      return api.database.write((tx) =>
        noteReturnedMail(tx, tag, [{ failure, recipient: address, reportingServer: null }]),
      );
    };
    await comesBack("552 5.2.2 over quota", "5.2.2");
    expect(await stateOf(reported)).toBe("AUTHORIZED");
    expect(await comesBack("550 5.1.1 user unknown", "5.1.1")).toBe(true);
    expect(await stateOf(reported)).toBe("PAUSED");
  });

  it("lets whoever has the address next inherit nothing: what was paused stays so, and older links are over", async () => {
    const address = freshAddress();
    const right = await allow(address);
    const [mail] = await after(365);
    const tag = returnPathTagOf(mail!.returnPath!)!;
    const failure = { text: "550 5.1.1 user unknown", status: "5.1.1", action: "failed" };
    await api.database.write((tx) =>
      noteReturnedMail(tx, tag, [{ failure, recipient: address, reportingServer: null }]),
    );
    // Somebody else has the address now, and its mail.
    await press(linkOf(mail));
    expect(await stateOf(right)).toBe("PAUSED");
    expect(await after(400)).toEqual([]);

    const given = freshAddress();
    await allow(given);
    const [before] = await after(365);
    await api.database.write(async (tx) => {
      const identity = await tx.manager.findOneByOrFail(Identity, { id: identityIdOf(given) });
      await tx.manager.update(Identity, { id: identity.id }, { ownerLinkVersion: identity.ownerLinkVersion + 1 });
    });
    expect((await app.inject({ method: "GET", url: linkOf(before) })).statusCode).toBe(404);
    expect((await press(linkOf(before))).statusCode).toBe(404);
  });

  it("is asked once each however many are due, batch by batch", async () => {
    const addresses: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      const address = freshAddress();
      await allow(address, count % 2 === 0 ? tree.north.account : tree.south.account);
      addresses.push(address);
    }
    clock.advance(365 * DAY_MS);
    const keys = verificationKeys(api.services.configuration);
    const rounds: number[] = [];
    for (;;) {
      const count = await api.database.write((tx) => remindOwners(tx, keys, 3));
      if (count === 0) break;
      rounds.push(count);
    }
    expect(rounds).toEqual([3, 3, 1]);
    const mails = await mailbox.deliver();
    expect(mails.map((mail) => mail.template)).toEqual(addresses.map(() => "owner-reminder"));
    expect(mails.map(({ to }) => to).sort()).toEqual([...addresses].sort());
  });
});
