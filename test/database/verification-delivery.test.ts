import { beforeAll, beforeEach, expect, it } from "vitest";
import { Administrator } from "../../src/access/index.js";
import { AuditEvent } from "../../src/audit/index.js";
import { Authorization, Identity, identityIdOf, lockIdentity } from "../../src/authorizations/index.js";
import { refusedMails } from "../../src/outbox/index.js";
import { MailRefusedError } from "../../src/outbox/transports/mail-transport.js";
import { alertKeys, tellRefusals } from "../../src/rollout/index.js";
import { noteReturnedMail, verificationKeys } from "../../src/verification/index.js";
import { answerVerification } from "../../src/verification/operations/answer-verification.js";
import { mailOwnerLink } from "../../src/verification/operations/mail-owner-link.js";
import { openOwnerLink } from "../../src/verification/operations/open-owner-link.js";
import { plantAdministrator } from "../graphql/access-people.js";
import { auditActionsOf, innerIdOf } from "../graphql/tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer, GRANT, REVOKE } from "../graphql/verification-mailbox.js";
import { ANONYMOUS, OPERATOR } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";

import { type AskedOwners, DAY_MS, openAskedOwners } from "./asked-owners.js";

describeOnEachEngine("what mail servers say of questions", (engine) => {
  let world: AskedOwners;

  beforeAll(async () => {
    world = await openAskedOwners(engine);
  });

  beforeEach(() => world.clock.advance(DAY_MS));

  it("a refused mail is undeliverable, and the address is not asked again by anybody", async () => {
    const { api, tree, mailbox, ask, now } = world;
    mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
    const { authorization, address } = await ask();
    mailbox.refuseWith(null);
    expect((await now(authorization)).verification).toMatchObject({ deliveryState: "UNDELIVERABLE", sentAt: null });
    const input = { accountId: tree.south.account.id, address, displayName: "Shop" };
    await api.succeed(tree.south.account.actor, ADD_IDENTITY, { input });
    expect(await mailbox.deliver()).toEqual([]);
  });

  it("a bounce of an open question pauses what its owner had allowed, not what was granted", async () => {
    const { clock, api, tree, ask, allow, now, comesBack, deliveryStateOf } = world;
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
    const { clock, api, tree, ask, allow, comesBack } = world;
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
    const { clock, api, mailbox, ask, now, comesBack, askTwice } = world;
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

  it("the owner is told where they have answered, byte for byte, and another spelling that fails is not theirs", async () => {
    const { clock, api, tree, mailbox, ask, allow, now, comesBack, deliveryStateOf, linkMailedTo } = world;
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
    const { api, tree, mailbox, now, deliveryStateOf, askTwice, linkMailedTo } = world;
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
    const { api, ask, comesBack } = world;
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
    const { api, tree, now, comesBack, askTwice } = world;
    const { standing, open } = await askTwice();
    await api.succeed(tree.south.account.actor, REVOKE, { id: open.authorization.id });
    await comesBack(open);
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(standing.address) });
    expect(identity.undeliverableAt).toBeNull();
  });

  it("operators are mailed once a day what other servers say against us, in those servers' words", async () => {
    const { clock, api, mailbox, nextNumber, comesBack, askTwice } = world;
    const operator = await plantAdministrator(api, `ops${nextNumber()}`, { platform: true });
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
    const { clock, api, tree, ask, allow, now, comesBack } = world;
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
    const { api } = world;
    const returned = {
      failure: { text: "", status: "5.1.1", action: "failed" },
      recipient: null,
      reportingServer: null,
    };
    expect(await api.database.write((tx) => noteReturnedMail(tx, "0".repeat(32), [returned]))).toBe(false);
  });

  it.each<[string, Parameters<AskedOwners["comesBack"]>[1]]>([
    ["somebody behind the address is gone", { recipient: "former@colleague.test" }],
    ["our network is refused", { text: "550 5.7.1 client [192.0.2.7] blocked using bl.far.test", status: "5.7.1" }],
    ["the mailbox is full", { text: "552 5.2.2 over quota", status: "5.2.2" }],
    ["it is only delayed", { text: "connection timed out", status: "4.4.1", action: "delayed" }],
    ["it was delivered", { text: "250 2.0.0 Ok", status: "2.0.0", action: "delivered" }],
  ])("where %s, the question stays and nothing pauses", async (_, report) => {
    const { tree, now, comesBack, deliveryStateOf, askTwice } = world;
    const { standing, open } = await askTwice();
    await comesBack(open, report);
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");
    expect(await deliveryStateOf(open, tree.south.account)).toBe("SENT");
  });

  it("what its owner has answered has arrived, whatever a server says of that mail later", async () => {
    const { api, ask, allow, now, comesBack } = world;
    const asked = await ask();
    await allow(asked);
    await comesBack(asked);
    expect((await now(asked.authorization)).state).toBe("AUTHORIZED");
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(asked.address) });
    expect(identity.undeliverableAt).toBeNull();
  });

  it("directory-based blocking ends the question and pauses nothing", async () => {
    const { tree, now, comesBack, deliveryStateOf, askTwice } = world;
    const { standing, open } = await askTwice();
    await comesBack(open, { text: "550 5.4.1 Recipient address rejected: Access denied", status: "5.4.1" });
    expect(await deliveryStateOf(open, tree.south.account)).toBe("UNDELIVERABLE");
    expect((await now(standing.authorization)).state).toBe("AUTHORIZED");
  });

  it("a refusal for our sake is kept with the server's words, for the operator", async () => {
    const { clock, api, comesBack, askTwice } = world;
    const since = clock.now();
    const { open } = await askTwice();
    await comesBack(open, { text: "554 5.7.1 Message refused by filter.far.test", status: "5.7.1" });
    expect(await refusedMails(api.database.reader, since)).toEqual({
      count: 1,
      refusals: ["mx.far.test 5.7.1 554 5.7.1 Message refused by filter.far.test"],
    });
  });

  it("the operator says that mail goes there again, and its owner is asked; the old bounce does no more", async () => {
    const { clock, api, tree, mailbox, ask, comesBack } = world;
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
});
