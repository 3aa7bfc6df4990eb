import { beforeAll, beforeEach, expect, it } from "vitest";
import { Administrator } from "../../src/access/index.js";
import { AuditEvent } from "../../src/audit/index.js";
import {
  Authorization,
  expireAuthorizations,
  Identity,
  identityIdOf,
  lockIdentity,
  pauseUnused,
  type UnusedCursor,
} from "../../src/authorizations/index.js";
import { deleteOldCounts } from "../../src/counters/index.js";
import { WindowCount } from "../../src/counters/window-count.entity.js";
import { accountBudget, refusedMails, spend } from "../../src/outbox/index.js";
import { MailRefusedError } from "../../src/outbox/transports/mail-transport.js";
import { alertKeys, tellRefusals } from "../../src/rollout/index.js";
import {
  expireVerifications,
  noteReturnedMail,
  proposeIdentity,
  returnPathTagOf,
  Verification,
  verificationKeys,
} from "../../src/verification/index.js";
import { answerVerification } from "../../src/verification/operations/answer-verification.js";
import { mailOwnerLink } from "../../src/verification/operations/mail-owner-link.js";
import { openOwnerLink } from "../../src/verification/operations/open-owner-link.js";
import { plantAdministrator } from "../graphql/access-people.js";
import { auditActionsOf, createTenants, innerIdOf, type Tree } from "../graphql/tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  GRANT,
  type Mailbox,
  openMailbox,
  REVOKE,
} from "../graphql/verification-mailbox.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

describeOnEachEngine("what time and mail servers do to questions", (engine) => {
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

  async function ask(address = `owner${++number}@away${number}.test`, account = tree.north.account) {
    const input = { accountId: account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const [mail] = await mailbox.deliver();
    clock.advance(60_000);
    return { authorization: addIdentity, mail, address };
  }

  async function allow({ authorization, mail }: Awaited<ReturnType<typeof ask>>): Promise<void> {
    const { matchNumber } = authorization.verification!;
    await api.succeed(ANONYMOUS, ANSWER, { input: { token: mail!.secrets.token, decision: "ALLOW", matchNumber } });
  }

  async function now({ id }: { id: string }): Promise<AuthorizationAnswer> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tree.north.account.actor, AUTHORIZATION, { id });
    return node;
  }

  it("a refused mail is undeliverable, and the address is not asked again by anybody", async () => {
    mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
    const { authorization, address } = await ask();
    mailbox.refuseWith(null);
    expect((await now(authorization)).verification).toMatchObject({ deliveryState: "UNDELIVERABLE", sentAt: null });
    const input = { accountId: tree.south.account.id, address, displayName: "Shop" };
    await api.succeed(tree.south.account.actor, ADD_IDENTITY, { input });
    expect(await mailbox.deliver()).toEqual([]);
  });

  /** A report about one recipient of that mail comes to its return path. */
  function comesBack(
    { mail, address }: Awaited<ReturnType<typeof ask>>,
    { text = "550 5.1.1 user unknown", recipient = address, status = "5.1.1", action = "failed" } = {},
  ): Promise<boolean> {
    const tag = returnPathTagOf(mail!.returnPath!.toUpperCase())!;
    const returned = { failure: { text, status, action }, recipient, reportingServer: "mx.far.test" };
    return api.database.write((tx) => noteReturnedMail(tx, tag, [returned]));
  }

  async function deliveryStateOf(asked: Awaited<ReturnType<typeof ask>>, account = tree.north.account) {
    const { id } = asked.authorization;
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(account.actor, AUTHORIZATION, { id });
    return node.verification?.deliveryState;
  }

  /** What its owner has allowed one account, and an open question about another one. */
  async function askTwice() {
    const standing = await ask();
    await allow(standing);
    clock.advance(DAY_MS);
    const open = await ask(standing.address, tree.south.account);
    return { standing, open };
  }

  it("a bounce of an open question pauses what its owner had allowed, not what was granted", async () => {
    const standing = await ask();
    await allow(standing);
    const input = { accountId: tree.south.account.id, address: standing.address };
    const { grantAuthorization } = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, {
      input,
    });
    clock.advance(DAY_MS);
    const neighbour = { ...tree.north.neighbour, actor: tree.north.domain.actor };
    const open = await ask(standing.address, neighbour);
    expect(await comesBack(open)).toBe(true);
    expect(await comesBack(open)).toBe(true);
    expect(await now(standing.authorization)).toMatchObject({ state: "PAUSED", reason: "mail to its owner came back" });
    expect(await deliveryStateOf(open, neighbour)).toBe("UNDELIVERABLE");
    const granted = await api.database.reader.findOneByOrFail(Authorization, { id: innerIdOf(grantAuthorization.id) });
    expect(granted.state).toBe("AUTHORIZED");
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(standing.address) });
    expect(identity.undeliverableAt).not.toBeNull();
  });

  it("whoever answers a question whose mail came back has received it, and is asked the next one", async () => {
    const bounced = await ask();
    await comesBack(bounced);
    await allow(bounced);
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(bounced.address) });
    expect(identity.undeliverableAt).toBeNull();
    clock.advance(DAY_MS);
    const next = await ask(bounced.address, tree.south.account);
    expect(next.mail).toBeDefined();
  });

  it("whoever has opened a link of the hour since has received, and whoever presses on a page has again", async () => {
    const { standing, open } = await askTwice();
    const identityId = identityIdOf(standing.address);
    const undeliverableAt = async () =>
      (await api.database.reader.findOneByOrFail(Identity, { id: identityId })).undeliverableAt;
    const person = { ...ANONYMOUS, userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" };
    const keys = verificationKeys(api.services.configuration);
    const wanted = { isToBlock: false, endsOlder: false, language: "en" };
    const linked = await api.database.write(async (tx) =>
      mailOwnerLink(tx, person, keys, { identity: await lockIdentity(tx, identityId), wanted }),
    );
    const link = (await mailbox.deliver()).find(({ template }) => template === "owner-link");
    const token = link!.secrets.ownerToken as string;
    expect(await api.database.write((tx) => openOwnerLink(tx, person, token, linked!.number))).toBe("RIGHT");
    await comesBack(open);
    expect(await undeliverableAt()).toBeNull();
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");

    const bounced = await ask();
    await comesBack(bounced);
    const identity = () => api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(bounced.address) });
    expect((await identity()).undeliverableAt).not.toBeNull();
    const wrong = { token: bounced.mail!.secrets.token as string, decision: "ALLOW", matchNumber: "00" } as const;
    const seen = { ...wrong, via: "PAGE", pageViewedAt: clock.now() } as const;
    const scanner = { ...ANONYMOUS, userAgent: "Mimecast LinkScan/1.0" };
    await api.database.write((tx) =>
      answerVerification(tx, scanner, keys, { ...seen, matchNumber: undefined, decision: "DENY" }),
    );
    expect((await identity()).undeliverableAt).not.toBeNull();
    await api.database.write((tx) => answerVerification(tx, person, keys, seen));
    expect((await identity()).undeliverableAt).toBeNull();
  });

  /** Presses for a link to act with, and says where its mail went; null where it was refused. */
  async function linkMailedTo(identityId: string): Promise<string | null> {
    clock.advance(60 * 60 * 1_000);
    const wanted = { isToBlock: false, endsOlder: false, language: "en" };
    const keys = verificationKeys(api.services.configuration);
    await api.database.write(async (tx) =>
      mailOwnerLink(tx, ANONYMOUS, keys, { identity: await lockIdentity(tx, identityId), wanted }),
    );
    return (await mailbox.deliver()).find(({ template }) => template === "owner-link")?.to ?? null;
  }

  it("the owner is told where they have answered, byte for byte, and another spelling that fails is not theirs", async () => {
    const asked = await ask("Anna.Berg@Cased.test");
    const spelt = "Anna.Berg@cased.test";
    const identityId = identityIdOf("anna.berg@cased.test");
    expect(asked.mail!.to).toBe(spelt);
    expect(await linkMailedTo(identityId)).toBe(spelt);
    await allow(asked);
    clock.advance(DAY_MS);
    expect((await mailbox.answerNotices()).map(({ to }) => to)).toContain(spelt);
    const other = await ask("ANNA.BERG@cased.test", tree.south.account);
    expect(other.mail!.to).toBe("ANNA.BERG@cased.test");
    expect(await linkMailedTo(identityId)).toBe(spelt);
    await comesBack(other);
    expect(await deliveryStateOf(other, tree.south.account)).toBe("UNDELIVERABLE");
    expect((await now(asked.authorization)).state).toBe("AUTHORIZED");
    const identity = () => api.database.reader.findOneByOrFail(Identity, { id: identityId });
    expect((await identity()).undeliverableAt).toBeNull();
    // An answer from there makes it the owner's.
    const answered = await ask("Anna.BERG@cased.test", { ...tree.north.neighbour, actor: tree.north.domain.actor });
    await allow(answered);
    expect((await identity()).answeredAddress).toBe("Anna.BERG@cased.test");
  });

  it("a link or a notice that no server takes says nothing of what its owner allowed", async () => {
    const { standing, open } = await askTwice();
    await mailbox.answerNotices();
    mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
    expect(await linkMailedTo(identityIdOf(standing.address))).toBeNull();
    expect(await mailbox.answerNotices()).toEqual([]);
    mailbox.refuseWith(null);
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(standing.address) });
    expect(identity.undeliverableAt).toBeNull();
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");
    expect(await deliveryStateOf(open, tree.south.account)).toBe("SENT");
  });

  it("word that a mail was delivered to the very address takes the mark away", async () => {
    const asked = await ask();
    await comesBack(asked);
    const identity = () => api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(asked.address) });
    const delivered = { text: "250 2.0.0 Ok", status: "2.0.0", action: "delivered" };
    await comesBack(asked, { ...delivered, recipient: "other@away.test" });
    await comesBack(asked, { ...delivered, action: "relayed" });
    expect((await identity()).undeliverableAt).not.toBeNull();
    await comesBack(asked, delivered);
    expect((await identity()).undeliverableAt).toBeNull();
  });

  it("a bounce of a question that has ended meanwhile marks and pauses nothing", async () => {
    const { standing, open } = await askTwice();
    await api.succeed(tree.south.account.actor, REVOKE, { id: open.authorization.id });
    await comesBack(open);
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(standing.address) });
    expect(identity.undeliverableAt).toBeNull();
  });

  it("operators are mailed once a day what other servers say against us, in those servers' words", async () => {
    const operator = await plantAdministrator(api, `ops${++number}`, { platform: true });
    await api.database.write((tx) =>
      tx.manager.update(
        Administrator,
        { id: innerIdOf(operator.id) },
        { email: "ops@platform.test", emailConfirmedAt: tx.now },
      ),
    );
    const { open } = await askTwice();
    const tell = () => api.database.write((tx) => tellRefusals(tx, alertKeys(api.services.configuration)));
    clock.advance(DAY_MS);
    expect(await tell()).toBe(0);
    await comesBack(open, { text: "554 5.7.1 blocked, see https://bl.far.test/why", status: "5.7.1" });
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const mails = (await mailbox.deliver()).filter(({ template }) => template === "mail-refusals");
    expect(mails.length).toBeGreaterThan(0);
    expect(mails[0]).toMatchObject({
      to: "ops@platform.test",
      parameters: { count: 1, refusals: ["mx.far.test 5.7.1 554 5.7.1 blocked, see https://bl.far.test/why"] },
    });
  });

  it("a bounce pauses what rests on its owner's word, also after an administrator has paused and resumed it", async () => {
    const standing = await ask();
    await allow(standing);
    for (const mutation of ["pauseAuthorization", "resumeAuthorization"]) {
      const { id } = standing.authorization;
      await api.succeed(tree.north.domain.actor, `mutation ($id: ID!) { ${mutation}(authorizationId: $id) { id } }`, {
        id,
      });
    }
    clock.advance(DAY_MS);
    expect(await comesBack(await ask(standing.address, tree.south.account))).toBe(true);
    expect(await now(standing.authorization)).toMatchObject({ state: "PAUSED", reason: "mail to its owner came back" });
  });

  it("a return path that no mail of ours had changes nothing", async () => {
    const returned = {
      failure: { text: "", status: "5.1.1", action: "failed" },
      recipient: null,
      reportingServer: null,
    };
    expect(await api.database.write((tx) => noteReturnedMail(tx, "0".repeat(32), [returned]))).toBe(false);
  });

  it.each<[string, Parameters<typeof comesBack>[1]]>([
    ["somebody behind the address is gone", { recipient: "former@colleague.test" }],
    ["our network is refused", { text: "550 5.7.1 client [192.0.2.7] blocked using bl.far.test", status: "5.7.1" }],
    ["the mailbox is full", { text: "552 5.2.2 over quota", status: "5.2.2" }],
    ["it is only delayed", { text: "connection timed out", status: "4.4.1", action: "delayed" }],
    ["it was delivered", { text: "250 2.0.0 Ok", status: "2.0.0", action: "delivered" }],
  ])("where %s, the question stays and nothing pauses", async (_, report) => {
    const { standing, open } = await askTwice();
    await comesBack(open, report);
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");
    expect(await deliveryStateOf(open, tree.south.account)).toBe("SENT");
  });

  it("what its owner has answered has arrived, whatever a server says of that mail later", async () => {
    const asked = await ask();
    await allow(asked);
    await comesBack(asked);
    expect((await now(asked.authorization)).state).toBe("AUTHORIZED");
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(asked.address) });
    expect(identity.undeliverableAt).toBeNull();
  });

  it("a mail that waits in somebody's queue uses up none of its owner's time, for as long as queues try", async () => {
    const { authorization, mail, address } = await ask();
    const hour = 60 * 60 * 1_000;
    clock.advance(71 * hour);
    const delayed = {
      failure: { status: "4.4.1", action: "delayed", text: "" },
      recipient: address,
      reportingServer: "mx.away.test",
    };
    const tag = returnPathTagOf(mail!.returnPath!)!;
    const endOf = async () => Date.parse((await now(authorization)).verification!.expiresAt!) - clock.now().getTime();
    // About somebody behind the address it says nothing.
    await api.database.write((tx) => noteReturnedMail(tx, tag, [{ ...delayed, recipient: "other@away.test" }]));
    expect(await endOf()).toBeLessThan(2 * hour);
    await api.database.write((tx) => noteReturnedMail(tx, tag, [delayed]));
    expect(await endOf()).toBeGreaterThan(71 * hour);
    clock.advance(70 * hour);
    await api.database.write((tx) => noteReturnedMail(tx, tag, [delayed]));
    // Five days after the handing over no queue has it any more.
    expect(await endOf()).toBeLessThan(52 * hour);
    await allow({ authorization, mail, address });
    expect((await now(authorization)).state).toBe("AUTHORIZED");
  });

  it("directory-based blocking ends the question and pauses nothing", async () => {
    const { standing, open } = await askTwice();
    await comesBack(open, { text: "550 5.4.1 Recipient address rejected: Access denied", status: "5.4.1" });
    expect(await deliveryStateOf(open, tree.south.account)).toBe("UNDELIVERABLE");
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");
  });

  it("a refusal for our sake is kept with the server's words, for the operator", async () => {
    const since = clock.now();
    const { open } = await askTwice();
    await comesBack(open, { text: "554 5.7.1 Message refused by filter.far.test", status: "5.7.1" });
    expect(await refusedMails(api.database.reader, since)).toEqual({
      count: 1,
      refusals: ["mx.far.test 5.7.1 554 5.7.1 Message refused by filter.far.test"],
    });
  });

  it("the operator says that mail goes there again, and its owner is asked; the old bounce does no more", async () => {
    const markDeliverable = `mutation ($address: String!, $reason: String) {
      markDeliverable(address: $address, reason: $reason) { id address }
    }`;
    const asked = await ask();
    const { address } = asked;
    const bounced = () => comesBack(asked);
    await bounced();
    const variables = { address, reason: "the mailbox was made anew" };
    for (const actor of [tree.north.actor, tree.north.domain.actor, tree.north.account.actor]) {
      expect((await api.refuse(actor, markDeliverable, variables)).extensions.code).toBe("FORBIDDEN");
    }
    const again = "mutation ($id: ID!) { resendVerification(authorizationId: $id) { id } }";
    const resend = () => api.succeed(tree.north.account.actor, again, { id: asked.authorization.id });
    await resend();
    expect(await mailbox.deliver()).toEqual([]);

    const answer = await api.succeed<{ markDeliverable: { id: string; address: string } }>(OPERATOR, markDeliverable, {
      ...variables,
      address: address.toUpperCase(),
    });
    expect(answer.markDeliverable.address).toBe(address);
    expect(await bounced()).toBe(true);
    clock.advance(DAY_MS);
    await resend();
    expect((await mailbox.deliver()).map(({ to }) => to)).toEqual([address]);

    await api.succeed(OPERATOR, markDeliverable, variables);
    const { id } = answer.markDeliverable;
    expect(await auditActionsOf(api, id)).toEqual(["identity.undeliverable", "identity.deliverable"]);
    const deliverable = { action: "identity.deliverable", subjectId: innerIdOf(id) } as const;
    const events = await api.database.reader.find(AuditEvent, { where: deliverable });
    expect(events.map(({ reason }) => reason)).toEqual([variables.reason]);
    const unknown = await api.refuse(OPERATOR, markDeliverable, { address: "never@asked.test" });
    expect(unknown.extensions.code).toBe("NOT_FOUND");
  });

  it("an unanswered question ends, and its request with it", async () => {
    const { authorization } = await ask();
    const expire = () => api.database.write((tx) => expireVerifications(tx, 10));
    await expire();
    expect((await now(authorization)).state).toBe("PENDING");
    clock.advance(3 * DAY_MS);
    expect(await expire()).toBeGreaterThan(0);
    expect(await now(authorization)).toMatchObject({ state: "EXPIRED", verification: null });
    expect(await expire()).toBe(0);
  });

  it("an authorization ends on its date", async () => {
    const address = `dated${++number}@away.test`;
    const until = new Date(clock.now().getTime() + DAY_MS).toISOString();
    const input = { accountId: tree.north.account.id, address, until };
    const { grantAuthorization } = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, {
      input,
    });
    const expire = () => api.database.write((tx) => expireAuthorizations(tx, tx.now, 10));
    expect(await expire()).toBe(0);
    clock.advance(DAY_MS);
    expect(await expire()).toBe(1);
    expect((await now(grantAuthorization)).state).toBe("EXPIRED");
  });

  it("an unused authorization is paused only where a policy says so, batch by batch", async () => {
    const grants: AuthorizationAnswer[] = [];
    for (const tenant of [tree.north, tree.south]) {
      const input = { accountId: tenant.account.id, address: `idle${++number}@away.test` };
      const data = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, { input });
      grants.push(data.grantAuthorization);
    }
    clock.advance(100 * DAY_MS);
    const round = async () => {
      let paused = 0;
      let next: UnusedCursor = null;
      do {
        const from: UnusedCursor = next;
        const batch: Awaited<ReturnType<typeof pauseUnused>> = await api.database.write((tx) =>
          pauseUnused(tx, 2, from),
        );
        paused += batch.paused;
        next = batch.next;
      } while (next !== null);
      return paused;
    };
    expect(await round()).toBe(0);
    await api.succeed(OPERATOR, `mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }`, {
      input: { scope: { resellerId: tree.north.id }, pauseUnusedAfterDays: 90 },
    });
    expect(await round()).toBeGreaterThan(0);
    expect(await now(grants[0]!)).toMatchObject({ state: "PAUSED", reason: "unused for 90 days" });
    const south = await api.database.reader.findOneByOrFail(Authorization, { id: innerIdOf(grants[1]!.id) });
    expect(south.state).toBe("AUTHORIZED");
    expect(await round()).toBe(0);
  });

  it("a proposal asks once, within the account's budget, and never over an earlier decision", async () => {
    const mailer = verificationKeys(api.services.configuration);
    const accountId = innerIdOf(tree.north.neighbour.id);
    const propose = (address: string, grandfatherUntil: Date | null = null) =>
      api.database.write((tx) => proposeIdentity(tx, mailer, { accountId, address, grandfatherUntil }));
    expect(await propose("seen@away.test")).toMatchObject({
      kind: "PROPOSED",
      authorization: { state: "PENDING", source: "OBSERVED" },
    });
    expect(await mailbox.deliver()).toHaveLength(1);
    expect((await propose("seen@away.test")).kind).toBe("KNOWN");
    expect((await propose("no address")).kind).toBe("IMPOSSIBLE");
    const until = new Date(clock.now().getTime() + 30 * DAY_MS);
    expect(await propose("old.habit@away.test", until)).toMatchObject({
      authorization: { state: "AUTHORIZED", source: "OBSERVED", expiresAt: until },
    });
    const rest = Array.from({ length: 20 }, (_, index) => `flood${index}@away.test`);
    await expect(
      (async () => {
        for (const address of rest) await propose(address);
      })(),
    ).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect((await mailbox.deliver()).length).toBeLessThanOrEqual(19);
    const orphan = await api.database.reader.existsBy(Identity, { id: identityIdOf(rest[19]!) });
    expect(orphan).toBe(false);
  });

  it("a budget is spent exactly, by however many at once, and forgotten when its time is over", async () => {
    const budget = accountBudget("one", 5);
    const spent = await Promise.all(Array.from({ length: 12 }, () => api.database.write((tx) => spend(tx, budget))));
    expect(spent.filter(Boolean)).toHaveLength(5);
    clock.advance(DAY_MS);
    expect(await api.database.write((tx) => spend(tx, budget))).toBe(true);
    await api.database.write((tx) => deleteOldCounts(tx));
    const left = await api.database.reader.find(WindowCount);
    expect(left.every(({ endsAt }) => endsAt > clock.now())).toBe(true);
  });

  it("two answers at the same moment: one counts", async () => {
    const { authorization, mail } = await ask();
    const { matchNumber } = authorization.verification!;
    const token = mail!.secrets.token;
    const answers = await Promise.all([
      api.execute(ANONYMOUS, ANSWER, { input: { token, decision: "ALLOW", matchNumber } }),
      api.execute(ANONYMOUS, ANSWER, { input: { token, decision: "DENY" } }),
    ]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const states = await api.database.reader.findBy(Verification, { authorizationId: innerIdOf(authorization.id) });
    const won = answers[0]!.errors.length === 0;
    expect(states.map(({ state }) => state)).toEqual([won ? "ALLOWED" : "DENIED"]);
    expect((await now(authorization)).state).toBe(won ? "AUTHORIZED" : "DENIED");
  });

  it("two requests for one address at the same moment make one identity and two questions", async () => {
    const address = `both${++number}@away.test`;
    const results = await Promise.all(
      [tree.north, tree.south].map((tenant) =>
        api.succeed<{ addIdentity: AuthorizationAnswer }>(tenant.account.actor, ADD_IDENTITY, {
          input: { accountId: tenant.account.id, address, displayName: "Shop" },
        }),
      ),
    );
    expect(new Set(results.map(({ addIdentity }) => addIdentity.identity.id)).size).toBe(1);
    const mails = await mailbox.deliver();
    const questions = mails.map((mail) => (mail.template === "question-digest" ? 2 : 1));
    expect(questions.reduce((sum, each) => sum + each, 0)).toBe(2);
  });
});
