import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Administrator, authenticate, deleteExpiredTokens } from "../../src/access/index.js";
import { RefreshToken } from "../../src/access/refresh-token.entity.js";
import { countAttempt } from "../../src/access/sign-in-limit.js";
import { type AuditAction, AuditEvent } from "../../src/audit/index.js";
import { WindowCount } from "../../src/counters/window-count.entity.js";
import { Account, Domain, Reseller, TenantState } from "../../src/tenancy/index.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  givePassword,
  MovableClock,
  ORIGIN,
  PASSWORD,
  plantAdministrator,
  type SessionAnswer,
  SIGN_IN,
  signInAs,
  visitor,
} from "./access-people.js";
import { createTenants, innerIdOf, type Tree } from "./tenancy-tree.js";

const REFRESH = `mutation ($token: String!) {
  refreshSession(refreshToken: $token) { accessToken refreshToken expiresAt viewer { login } }
}`;
const SIGN_OUT = `mutation ($token: String!) { signOut(refreshToken: $token) }`;
const CHANGE = `mutation ($input: ChangePasswordInput!) {
  changePassword(input: $input) { accessToken refreshToken viewer { login } }
}`;

describeOnEachEngine("sessions", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    await givePassword(api, tree.north.account.id);
    await plantAdministrator(api, "olga", { platform: true });
    await plantAdministrator(api, "rita", { resellerId: tree.north.id });
    await plantAdministrator(api, "dora", { domainId: tree.north.domain.id });
  });

  beforeEach(async () => {
    await api.database.write((tx) => tx.manager.createQueryBuilder().delete().from(WindowCount).execute());
  });

  const authenticated = (token: string) => authenticate(api.services, token, ORIGIN);
  const auditActions = async (action: AuditAction) =>
    api.database.reader.find(AuditEvent, { where: { action }, order: { sequence: "ASC" } });

  async function refresh(token: string): Promise<SessionAnswer> {
    return (await api.succeed<{ refreshSession: SessionAnswer }>(visitor(), REFRESH, { token })).refreshSession;
  }

  const refuseRefresh = (token: string) => api.refuse(visitor(), REFRESH, { token });

  it("begin with a password, for an operator, a reseller, a domain's administrator and an account", async () => {
    const olga = await signInAs(api, "OLGA");
    expect(olga.refreshToken).toMatch(/^mfr_[\w-]{43}$/);
    expect(new Date(olga.expiresAt).getTime()).toBe(clock.now().getTime() + 15 * 60 * 1000);
    expect(olga.viewer).toMatchObject({
      login: "olga",
      role: "OPERATOR",
      scopeKind: "PLATFORM",
      scopeName: "platform",
    });
    expect(olga.viewer.administrator).toEqual({ login: "olga" });

    const rita = await signInAs(api, "rita");
    expect(rita.viewer).toMatchObject({ role: "RESELLER", scopeName: "Reseller north", reseller: { slug: "north" } });

    const dora = await signInAs(api, "dora");
    expect(dora.viewer).toMatchObject({
      role: "DOMAIN_ADMIN",
      scopeName: "north.test",
      domain: { name: "north.test" },
    });

    const user = await signInAs(api, "User@NORTH.test.".replace(/\.$/, ""));
    expect(user.viewer).toMatchObject({
      login: "user@north.test",
      role: "ACCOUNT",
      scopeKind: "ACCOUNT",
      account: { address: "user@north.test" },
      administrator: null,
    });
  });

  it("give an access token that stands for the subject and nothing else", async () => {
    const { accessToken } = await signInAs(api, "rita");
    const { resellerPath } = (await api.database.reader.findOneByOrFail(Administrator, { login: "rita" })) as {
      resellerPath: string;
    };
    expect(await authenticated(accessToken)).toMatchObject({
      kind: "ADMINISTRATOR",
      label: "rita",
      role: "RESELLER",
      scope: { kind: "RESELLER", resellerPath },
      ...ORIGIN,
    });
  });

  it("refuse a wrong password and an unknown login in the same words", async () => {
    const cases = [
      ["rita", "not the password"],
      ["nobody", PASSWORD],
      ["nobody@north.test", PASSWORD],
      ["neighbour@north.test", PASSWORD],
      ["@", PASSWORD],
      ["rita", ""],
    ];
    const errors = [];
    for (const [login, password] of cases) errors.push(await api.refuse(visitor(), SIGN_IN, { login, password }));
    for (const { message, extensions } of errors) {
      expect({ message, code: extensions.code }).toEqual({
        message: "The login or the password is wrong",
        code: "UNAUTHENTICATED",
      });
    }
  });

  it("refuse a login that cannot be one, and name the field", async () => {
    for (const login of ["", "x".repeat(255)]) {
      const { extensions } = await api.refuse(visitor(), SIGN_IN, { login, password: PASSWORD });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.login" });
    }
  });

  describe("limits", () => {
    const fail = (login: string, from: string) =>
      api.refuse(visitor(from), SIGN_IN, { login, password: "wrong password" });

    it("stop a network that guesses at one login, say for how long, and let others in", async () => {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        expect((await fail("rita", "198.51.100.1")).extensions.code).toBe("UNAUTHENTICATED");
      }
      const refused = await api.refuse(visitor("198.51.100.1"), SIGN_IN, { login: "rita", password: PASSWORD });
      expect(refused.extensions).toMatchObject({ reason: "TOO_MANY_FAILED_SIGN_INS", retryAfter: 15 * 60 });
      await api.succeed(visitor("198.51.100.2"), SIGN_IN, { login: "rita", password: PASSWORD });
      await api.succeed(visitor("198.51.100.1"), SIGN_IN, { login: "olga", password: PASSWORD });

      clock.forward(15 * 60);
      await api.succeed(visitor("198.51.100.1"), SIGN_IN, { login: "rita", password: PASSWORD });
    });

    it("count a burst of parallel tries whole", async () => {
      const burst = await Promise.all(Array.from({ length: 25 }, () => fail("dora", "198.51.100.3")));
      expect(burst.filter(({ extensions }) => extensions.code === "UNAUTHENTICATED")).toHaveLength(10);
      expect(burst.filter(({ extensions }) => extensions.code === "RATE_LIMITED")).toHaveLength(15);
    });

    it("keep nothing of a burst of right passwords, some of which were too many at once", async () => {
      const from = visitor("198.51.100.9");
      const burst = Array.from({ length: 14 }, () => api.execute(from, SIGN_IN, { login: "rita", password: PASSWORD }));
      await Promise.all(burst);
      await api.succeed(from, SIGN_IN, { login: "rita", password: PASSWORD });
    });

    /** A failed sign-in as far as the limits see it, without the work of hashing. */
    const failQuickly = (login: string, from: string) => api.database.write((tx) => countAttempt(tx, login, from));

    it("stop many networks that guess at one login, and treat an unknown login alike", async () => {
      for (const login of ["rita", "nobody"]) {
        for (let attempt = 0; attempt < 50; attempt += 1) {
          expect((await failQuickly(login, `2001:db8:0:${attempt % 5}::${attempt}`)).secondsToWait).toBeNull();
        }
        expect((await fail(login, "2001:db8:0:99::1")).extensions.code).toBe("RATE_LIMITED");
      }
    });

    it("stop one network that tries many logins", async () => {
      for (let attempt = 0; attempt < 100; attempt += 1) {
        expect((await failQuickly(`nobody${attempt}`, "198.51.100.4")).secondsToWait).toBeNull();
      }
      const refused = await api.refuse(visitor("198.51.100.4"), SIGN_IN, { login: "olga", password: PASSWORD });
      expect(refused.extensions.code).toBe("RATE_LIMITED");
    });

    it("are not used up for others by one network that goes on after it was refused", async () => {
      for (let attempt = 0; attempt < 150; attempt += 1) await failQuickly("dora", "198.51.100.5");
      await api.succeed(visitor("198.51.100.6"), SIGN_IN, { login: "dora", password: PASSWORD });
      await api.succeed(visitor("198.51.100.5"), SIGN_IN, { login: "olga", password: PASSWORD });
    });

    it("let a login in from where it has signed in lately, whoever guesses at it or sits in its network", async () => {
      await api.succeed(visitor("198.51.100.7"), SIGN_IN, { login: "dora", password: PASSWORD });
      for (let attempt = 0; attempt < 60; attempt += 1) await failQuickly("dora", `2001:db8:7:${attempt}::1`);
      for (let attempt = 0; attempt < 110; attempt += 1) await failQuickly(`nobody${attempt}`, "198.51.100.7");
      await api.succeed(visitor("198.51.100.7"), SIGN_IN, { login: "dora", password: PASSWORD });
      const elsewhere = await api.refuse(visitor("198.51.100.8"), SIGN_IN, { login: "dora", password: PASSWORD });
      expect(elsewhere.extensions.code).toBe("RATE_LIMITED");
      for (let attempt = 0; attempt < 10; attempt += 1) await failQuickly("dora", "198.51.100.7");
      const guesser = await api.refuse(visitor("198.51.100.7"), SIGN_IN, { login: "dora", password: PASSWORD });
      expect(guesser.extensions.code).toBe("RATE_LIMITED");
      clock.forward(15 * 60);
    });

    it("do not count sign-ins that succeed", async () => {
      for (let attempt = 0; attempt < 12; attempt += 1) await signInAs(api, "olga");
    });
  });

  describe("rotation", () => {
    it("gives new tokens for each refresh token, once", async () => {
      const first = await signInAs(api, "rita");
      const second = await refresh(first.refreshToken);
      expect(second.refreshToken).not.toBe(first.refreshToken);
      expect(second.viewer.login).toBe("rita");
      const third = await refresh(second.refreshToken);
      expect((await authenticated(third.accessToken)).label).toBe("rita");
    });

    it("ends the whole session, and no other, when a token comes a second time", async () => {
      const other = await signInAs(api, "rita");
      const first = await signInAs(api, "rita");
      const second = await refresh(first.refreshToken);
      const { message, extensions } = await refuseRefresh(first.refreshToken);
      expect(extensions.code).toBe("UNAUTHENTICATED");
      expect(message).not.toMatch(/twice|second|reuse/i);

      expect((await refuseRefresh(second.refreshToken)).extensions.code).toBe("UNAUTHENTICATED");
      await expect(authenticated(second.accessToken)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      expect((await authenticated(other.accessToken)).label).toBe("rita");
      const [event] = (await auditActions("session.revoked")).slice(-1);
      expect(event).toMatchObject({ actorLabel: "rita", reason: "a refresh token was used a second time" });
    });

    it("lets one of two exchanges at the same time through at most, and then ends the session", async () => {
      const { refreshToken } = await signInAs(api, "rita");
      const both = await Promise.all([1, 2].map(() => api.execute(visitor(), REFRESH, { token: refreshToken })));
      expect(both.filter(({ errors }) => errors.length > 0)).toHaveLength(1);
      expect((await refuseRefresh(refreshToken)).extensions.code).toBe("UNAUTHENTICATED");
    });

    it("refuses a token that is unknown, expired or none at all, all in the same words", async () => {
      const { refreshToken } = await signInAs(api, "rita");
      clock.forward(30 * 24 * 60 * 60);
      const answers = [];
      for (const token of [refreshToken, "mfr_", "", "x".repeat(5000)]) answers.push(await refuseRefresh(token));
      expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
      expect(answers.every(({ extensions }) => extensions.code === "UNAUTHENTICATED")).toBe(true);
    });
  });

  it("end with signOut, at once and also for their access tokens; a second time changes nothing", async () => {
    const { accessToken, refreshToken } = await signInAs(api, "rita");
    await api.succeed(visitor(), SIGN_OUT, { token: refreshToken });
    await api.succeed(visitor(), SIGN_OUT, { token: refreshToken });
    await api.succeed(visitor(), SIGN_OUT, { token: "mfr_unknown" });
    await expect(authenticated(accessToken)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect((await refuseRefresh(refreshToken)).extensions.code).toBe("UNAUTHENTICATED");
  });

  describe("a changed password", () => {
    it("ends all other sessions and opens a new one", async () => {
      const before = await signInAs(api, "dora");
      const actor = await authenticated(before.accessToken);
      const input = { currentPassword: PASSWORD, newPassword: "another good password" };
      const { changePassword } = await api.succeed<{ changePassword: SessionAnswer }>(actor, CHANGE, { input });
      expect((await authenticated(changePassword.accessToken)).label).toBe("dora");
      await expect(authenticated(before.accessToken)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      expect((await refuseRefresh(before.refreshToken)).extensions.code).toBe("UNAUTHENTICATED");
      await signInAs(api, "dora", "another good password");
      expect((await api.refuse(visitor(), SIGN_IN, { login: "dora", password: PASSWORD })).extensions.code).toBe(
        "UNAUTHENTICATED",
      );
    });

    it("ends an account's sessions also when somebody else changed it", async () => {
      const { accessToken, refreshToken } = await signInAs(api, "user@north.test");
      await givePassword(api, tree.north.account.id);
      await expect(authenticated(accessToken)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      expect((await refuseRefresh(refreshToken)).extensions.code).toBe("UNAUTHENTICATED");
    });

    it("is refused with a wrong current password or an unfit new one, and names the field", async () => {
      const actor = await authenticated((await signInAs(api, "user@north.test")).accessToken);
      const wrong = { currentPassword: "not the password", newPassword: "another good password" };
      expect((await api.refuse(actor, CHANGE, { input: wrong })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.currentPassword",
      });
      const unfit = { currentPassword: PASSWORD, newPassword: "short" };
      expect((await api.refuse(actor, CHANGE, { input: unfit })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.newPassword",
      });
    });

    it("counts wrong current passwords as it counts failed sign-ins", async () => {
      const actor = await authenticated((await signInAs(api, "rita")).accessToken);
      const input = { currentPassword: "not the password", newPassword: "another good password" };
      for (let attempt = 0; attempt < 10; attempt += 1) await api.refuse(actor, CHANGE, { input });
      expect((await api.refuse(actor, CHANGE, { input })).extensions.code).toBe("RATE_LIMITED");
    });

    it("is only for people who have signed in", async () => {
      const input = { currentPassword: PASSWORD, newPassword: "another good password" };
      expect((await api.refuse(visitor(), CHANGE, { input })).extensions.code).toBe("UNAUTHENTICATED");
    });
  });

  describe("of somebody suspended", () => {
    const suspensions: [string, string, (isSuspended: boolean) => Promise<unknown>][] = [
      ["an account", "user@north.test", (is) => setState(Account, tree.north.account.id, is)],
      ["an account through its domain", "user@north.test", (is) => setState(Domain, tree.north.domain.id, is)],
      ["an account through its reseller", "user@north.test", (is) => setState(Reseller, tree.north.id, is)],
      ["a reseller's administrator", "rita", (is) => setState(Reseller, tree.north.id, is)],
    ];

    function setState(Row: typeof Account | typeof Domain | typeof Reseller, id: string, isSuspended: boolean) {
      const state = isSuspended ? TenantState.SUSPENDED : TenantState.ACTIVE;
      return api.database.write((tx) => tx.manager.update(Row, { id: innerIdOf(id) }, { state }));
    }

    it.each(suspensions)("stop at once and do not begin: %s", async (_what, login, suspend) => {
      const session = await signInAs(api, login);
      await suspend(true);
      await expect(authenticated(session.accessToken)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      const refused = await api.refuse(visitor(), SIGN_IN, { login, password: PASSWORD });
      expect(refused.extensions.code).toBe("UNAUTHENTICATED");
      const wrong = await api.refuse(visitor(), SIGN_IN, { login, password: "wrong password" });
      expect(wrong.message).toBe("The login or the password is wrong");

      await suspend(false);
      expect((await authenticated(session.accessToken)).label).toBe(login);
      await suspend(true);
      expect((await refuseRefresh(session.refreshToken)).extensions.code).toBe("UNAUTHENTICATED");
      await suspend(false);
      await signInAs(api, login);
    });
  });

  it("leave an audit event each, and no password or token in any", async () => {
    const session = await signInAs(api, "olga");
    const next = await refresh(session.refreshToken);
    await api.succeed(visitor(), SIGN_OUT, { token: next.refreshToken });
    for (const action of ["session.started", "session.refreshed", "session.ended"] as const) {
      const [event] = (await auditActions(action)).slice(-1);
      expect(event).toMatchObject({ actorLabel: "olga", subjectLabel: "olga", remoteAddress: "192.0.2.7" });
    }
    const everything = JSON.stringify(await api.database.reader.find(AuditEvent));
    for (const secret of [PASSWORD, "argon2", session.refreshToken, next.refreshToken, session.accessToken]) {
      expect(everything).not.toContain(secret);
    }
  });

  it("are forgotten once they have expired, and so are past windows of failed sign-ins", async () => {
    await signInAs(api, "olga");
    clock.forward(31 * 24 * 60 * 60);
    const { accessToken } = await signInAs(api, "olga");
    expect(await api.database.write(deleteExpiredTokens)).toBeGreaterThan(0);
    expect(await api.database.write(deleteExpiredTokens)).toBe(0);
    expect(await api.database.reader.count(RefreshToken)).toBe(1);
    expect((await authenticated(accessToken)).label).toBe("olga");
  });
});
