import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { hashOfQuestionToken, newQuestionToken } from "../../src/verification/tokens.js";
import { ANONYMOUS, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { eventually } from "../support/eventually.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { type CreatedTenant, createTenants, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
  RESEND,
} from "./verification-mailbox.js";

const SCANNER: Actor = { ...ANONYMOUS, userAgent: "Mimecast LinkScan/1.0" };

describeOnEachEngine("a question to the owner of an address", (engine) => {
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

  async function ask(tenant: CreatedTenant = tree.north, address = `owner${++number}@elsewhere${number}.test`) {
    clock.advance(24 * 60 * 60 * 1_000);
    const input = { accountId: tenant.account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tenant.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const [mail] = await mailbox.deliver();
    clock.advance(60_000);
    return { authorization: addIdentity, mail: mail!, token: mail?.secrets.token ?? "", address };
  }

  async function stateOf(id: string, actor: Actor = tree.north.account.actor): Promise<AuthorizationAnswer> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(actor, AUTHORIZATION, { id });
    return node;
  }

  function answer(input: Record<string, unknown>, actor: Actor = ANONYMOUS) {
    return api.succeed<{ answerVerification: AuthorizationAnswer }>(actor, ANSWER, { input });
  }

  function refused(input: Record<string, unknown>) {
    return api.refuse(ANONYMOUS, ANSWER, { input });
  }

  function wrongNumber(right: string): string {
    return right === "10" ? "11" : "10";
  }

  describe("that is mailed", () => {
    it("names both addresses and nothing of the asker's choosing, and its token is nowhere in the database", async () => {
      const { authorization, mail, token, address } = await ask();
      expect(authorization).toMatchObject({ state: "PENDING", source: "REQUEST" });
      expect(authorization.verification).toMatchObject({ state: "OPEN", sentAt: null, deliveryState: "QUEUED" });
      expect(mail).toMatchObject({ template: "question", to: address });
      expect(mail.parameters).toMatchObject({ accountAddress: "user@north.test", address });
      expect(JSON.stringify(mail.parameters)).not.toContain("Shop");
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(mail.returnPath).toMatch(/^mayfrom\+b-[0-9a-f]{32}@mayfrom\.test$/);
      for (const table of ["verification", "outbox_mail", "audit_event"]) {
        const rows = await api.database.reader.query(`SELECT * FROM ${table}`);
        expect(JSON.stringify(rows)).not.toContain(token);
      }
      expect((await stateOf(authorization.id)).verification).toMatchObject({
        deliveryState: "SENT",
        sentAt: expect.any(String),
        matchNumber: expect.stringMatching(/^[1-9]\d$/),
      });
    });
  });

  describe("that is answered", () => {
    it("authorizes with the number that the asker sees, and shows the owner nothing of the asker's profile", async () => {
      const { authorization, token, address } = await ask();
      const matchNumber = authorization.verification!.matchNumber;
      const { answerVerification } = await answer({ token, decision: "ALLOW", matchNumber });
      expect(answerVerification).toMatchObject({
        state: "AUTHORIZED",
        displayName: "",
        account: { address: "user@north.test" },
        identity: { address },
        verification: null,
      });
      expect(await stateOf(authorization.id)).toMatchObject({ state: "AUTHORIZED", displayName: "Shop" });
    });

    it("authorizes until a date", async () => {
      const { authorization, token } = await ask();
      const until = new Date(clock.now().getTime() + 86_400_000).toISOString();
      const matchNumber = authorization.verification!.matchNumber;
      const { answerVerification } = await answer({ token, decision: "ALLOW", matchNumber, until });
      expect(answerVerification.expiresAt).toBe(until);
    });

    it("refuses a date in the past", async () => {
      const { authorization, token } = await ask();
      const matchNumber = authorization.verification!.matchNumber;
      const error = await refused({ token, decision: "ALLOW", matchNumber, until: "2020-01-01T00:00:00Z" });
      expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.until" });
      expect((await stateOf(authorization.id)).state).toBe("PENDING");
    });

    it("refuses to allow without a number", async () => {
      const { token } = await ask();
      const error = await refused({ token, decision: "ALLOW" });
      expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.matchNumber" });
    });

    it("counts wrong numbers and ends at the second, also for the right one after it", async () => {
      const { authorization, token } = await ask();
      const right = authorization.verification!.matchNumber;
      const wrong = { token, decision: "ALLOW", matchNumber: wrongNumber(right) };
      expect((await refused({ ...wrong, matchNumber: "no number" })).extensions.code).toBe("BAD_USER_INPUT");
      expect((await refused(wrong)).message).toContain("a second wrong one ends the question");
      expect((await refused(wrong)).extensions.code).toBe("CONFLICT");
      expect((await refused({ ...wrong, matchNumber: right })).extensions.code).toBe("CONFLICT");
      expect(await stateOf(authorization.id)).toMatchObject({ state: "EXPIRED", verification: null });
    });

    it("holds the right number after a wrong one until the link is used again after ten minutes", async () => {
      const { authorization, token } = await ask();
      const right = { token, decision: "ALLOW", matchNumber: authorization.verification!.matchNumber };
      expect((await answer(right, SCANNER)).answerVerification.state).toBe("PENDING");
      await refused({ ...right, matchNumber: wrongNumber(right.matchNumber) });
      // What was held before the wrong number is not its first half; repeating it early does not begin the wait anew.
      for (const waitMs of [0, 1_000, 9 * 60_000 + 58_999]) {
        clock.advance(waitMs);
        expect((await answer(right)).answerVerification.state).toBe("PENDING");
      }
      clock.advance(1);
      expect((await answer(right)).answerVerification.state).toBe("AUTHORIZED");
      expect(await stateOf(authorization.id)).toMatchObject({ state: "AUTHORIZED" });
    });

    it("takes a no at once, also after a wrong number", async () => {
      const { authorization, token } = await ask();
      const matchNumber = wrongNumber(authorization.verification!.matchNumber);
      await refused({ token, decision: "ALLOW", matchNumber });
      expect((await answer({ token, decision: "DENY" })).answerVerification.state).toBe("DENIED");
    });

    it("says what was decided to a second answer, whatever it is", async () => {
      const { authorization, token } = await ask();
      await answer({ token, decision: "DENY" });
      const matchNumber = authorization.verification!.matchNumber;
      for (const second of [{ decision: "DENY" }, { decision: "ALLOW", matchNumber }]) {
        const error = await refused({ token, ...second });
        expect(error.extensions.code).toBe("CONFLICT");
        expect(error.message).toContain("denied");
      }
      expect((await stateOf(authorization.id)).state).toBe("DENIED");
    });

    it("finds no question for a token that was never given out, or is no token", async () => {
      for (const token of ["A".repeat(43), "", "x", "' OR 1=1 --", "ä".repeat(43)]) {
        expect((await refused({ token, decision: "DENY" })).extensions.code).toBe("NOT_FOUND");
      }
    });

    // The embedded database has one writer: there, whoever looks a token up also holds the lock.
    if (engine === "MariaDB") {
      it("finds no question for a token that was replaced between its look-up and the lock", async () => {
        const { authorization, token } = await ask();
        const replacing = api.database.writerSource.createQueryRunner();
        await replacing.startTransaction();
        await replacing.query("UPDATE verification SET tokenHash = ? WHERE tokenHash = ?", [
          hashOfQuestionToken(newQuestionToken()),
          hashOfQuestionToken(token),
        ]);
        const answering = refused({ token, decision: "DENY" });
        const waits = async () => {
          const waiting = await replacing.query(
            `SELECT trx_id FROM information_schema.INNODB_TRX
               JOIN information_schema.PROCESSLIST process ON process.ID = trx_mysql_thread_id
              WHERE process.DB = DATABASE() AND trx_state = 'LOCK WAIT'`,
          );
          return waiting.length > 0;
        };
        // INNODB_TRX is a copy that is renewed only where nobody has read it for 100 ms.
        await eventually("the answer waits for the question's row", waits, 30_000, 250);
        await replacing.commitTransaction();
        await replacing.release();
        expect((await answering).extensions.code).toBe("NOT_FOUND");
        expect((await stateOf(authorization.id)).state).toBe("PENDING");
      });
    }

    it("is over when its time is", async () => {
      const { token } = await ask();
      clock.advance(72 * 60 * 60 * 1_000);
      const error = await refused({ token, decision: "DENY" });
      expect(error.extensions.code).toBe("CONFLICT");
      expect(error.message).toContain("time");
    });

    it("is not asked again for a while after a no, and the same whatever the account tries", async () => {
      const { authorization, token, address } = await ask();
      await answer({ token, decision: "DENY" });
      const input = { accountId: tree.north.account.id, address, displayName: "Shop" };
      const error = await api.refuse(tree.north.account.actor, ADD_IDENTITY, { input });
      expect(error.extensions).toMatchObject({ code: "CONFLICT", field: "input.address" });
      expect((await api.refuse(tree.north.account.actor, RESEND, { id: authorization.id })).extensions.code).toBe(
        "CONFLICT",
      );
      clock.advance(31 * 24 * 60 * 60 * 1_000);
      const again = await api.succeed<{ addIdentity: AuthorizationAnswer }>(tree.north.account.actor, ADD_IDENTITY, {
        input,
      });
      expect(again.addIdentity).toMatchObject({ id: authorization.id, state: "PENDING" });
      expect(await mailbox.deliver()).toHaveLength(1);
    });
  });

  describe("that is blocked", () => {
    it("denies what is pending, and from then on every request looks like any other and no mail goes out", async () => {
      const { authorization, token, address } = await ask();
      const other = await ask(tree.south, address);
      await answer({ token, decision: "BLOCK" });
      expect((await stateOf(authorization.id)).state).toBe("DENIED");
      expect((await stateOf(other.authorization.id, tree.south.account.actor)).state).toBe("DENIED");
      expect((await refused({ token: other.token, decision: "DENY" })).extensions.code).toBe("CONFLICT");

      clock.advance(32 * 24 * 60 * 60 * 1_000);
      const fresh = await ask(tree.north, "never.asked@elsewhere.test");
      const blocked = await ask(tree.south, address);
      expect(blocked.mail).toBeUndefined();
      const shape = ({ verification, state }: AuthorizationAnswer) => ({
        state,
        verification: { ...verification, matchNumber: "", expiresAt: "", sentAt: typeof verification?.sentAt },
      });
      expect(shape(blocked.authorization)).toEqual(shape(fresh.authorization));
      expect(shape(await stateOf(blocked.authorization.id, tree.south.account.actor))).toEqual(
        shape(await stateOf(fresh.authorization.id)),
      );
    });
  });

  describe("that is sent again", () => {
    it("retires the older link", async () => {
      const { authorization, token } = await ask();
      const { resendVerification } = await api.succeed<{ resendVerification: AuthorizationAnswer }>(
        tree.north.account.actor,
        RESEND,
        { id: authorization.id },
      );
      const [mail] = await mailbox.deliver();
      clock.advance(60_000);
      expect((await refused({ token, decision: "DENY" })).extensions.code).toBe("CONFLICT");
      const { matchNumber } = resendVerification.verification!;
      const { answerVerification } = await answer({ token: mail!.secrets.token, decision: "ALLOW", matchNumber });
      expect(answerVerification.state).toBe("AUTHORIZED");
      expect((await api.refuse(tree.north.account.actor, RESEND, { id: authorization.id })).extensions.code).toBe(
        "CONFLICT",
      );
    });

    it("does not exist for another tenant", async () => {
      const { authorization } = await ask();
      const error = await api.refuse(tree.south.account.actor, RESEND, { id: authorization.id });
      expect(error.extensions.code).toBe("NOT_FOUND");
    });
  });

  describe("within limits", () => {
    it("tells an account that has asked too much when it may ask again", async () => {
      clock.advance(24 * 60 * 60 * 1_000);
      const { actor, id } = { ...tree.south.account };
      for (let index = 0; index < 20; index += 1) {
        const input = { accountId: id, address: `limit${index}@limits.test`, displayName: "Shop" };
        await api.succeed(actor, ADD_IDENTITY, { input });
      }
      const input = { accountId: id, address: "one-more@limits.test", displayName: "Shop" };
      const error = await api.refuse(actor, ADD_IDENTITY, { input });
      expect(error.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) });
      expect(error.extensions.retryAfter).toBeLessThanOrEqual(86_400);
      await mailbox.deliver();
    });

    it("mails an address three times a day at most, and of these one reseller's customers two; the rest waits", async () => {
      clock.advance(24 * 60 * 60 * 1_000);
      const input = { accountId: tree.north.account.id, address: "asked.often@elsewhere.test", displayName: "Shop" };
      const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
        tree.north.account.actor,
        ADD_IDENTITY,
        { input },
      );
      const mails = [...(await mailbox.deliver())];
      for (let index = 0; index < 2; index += 1) {
        await api.succeed(tree.north.account.actor, RESEND, { id: addIdentity.id });
        mails.push(...(await mailbox.deliver()));
      }
      expect(mails).toHaveLength(2);
      const waiting = await stateOf(addIdentity.id);
      expect(waiting.verification).toMatchObject({ deliveryState: "QUEUED", sentAt: null, expiresAt: null });
      const south = { ...input, accountId: tree.south.account.id };
      await api.succeed(tree.south.account.actor, ADD_IDENTITY, { input: south });
      // The mail that goes out anyway takes the question along that waited.
      const [third] = await mailbox.deliver();
      expect(third!.parameters.questions).toHaveLength(2);
      const again = await api.succeed<{ resendVerification: AuthorizationAnswer }>(tree.north.account.actor, RESEND, {
        id: addIdentity.id,
      });
      expect(await mailbox.deliver()).toHaveLength(0);
      expect(again.resendVerification.verification).toMatchObject({ deliveryState: "QUEUED", sentAt: null });
    });

    it("puts several questions that wait for the same mailbox into one mail, and every link in it works", async () => {
      clock.advance(24 * 60 * 60 * 1_000);
      const address = "busy@elsewhere.test";
      const asked: AuthorizationAnswer[] = [];
      for (const tenant of [tree.north, tree.south]) {
        const input = { accountId: tenant.account.id, address, displayName: "Shop" };
        const data = await api.succeed<{ addIdentity: AuthorizationAnswer }>(tenant.account.actor, ADD_IDENTITY, {
          input,
        });
        asked.push(data.addIdentity);
      }
      const mails = await mailbox.deliver();
      expect(mails.map(({ template }) => template)).toEqual(["question-digest"]);
      expect(mails[0]!.parameters.questions).toHaveLength(2);
      clock.advance(60_000);
      for (const [index, authorization] of asked.entries()) {
        const token = mails[0]!.secrets[`token${index}`]!;
        const { matchNumber } = authorization.verification!;
        const { answerVerification } = await answer({ token, decision: "ALLOW", matchNumber });
        expect(answerVerification.state).toBe("AUTHORIZED");
      }
    });
  });
});
