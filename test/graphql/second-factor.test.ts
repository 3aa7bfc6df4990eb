import { beforeAll, describe, expect, it } from "vitest";
import { OutboxMail } from "../../src/outbox/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import type { CreationOptions, RequestOptions } from "../support/authenticator.js";
import { describeOnEachEngine } from "../support/engines.js";
import { confirmMailbox, MovableClock, PASSWORD, plantAdministrator, visitor } from "./access-people.js";
import {
  addPasskey,
  addTotp,
  BEGIN_PASSKEY,
  BEGIN_TOTP,
  COMPLETE,
  CONFIRM,
  codeOf,
  confirm,
  enter,
  passwordOnly,
} from "./second-factor-people.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

describeOnEachEngine("a second factor", (engine) => {
  const clock = new MovableClock();
  let api: TestApi;
  let tree: Tree;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
  });

  /** An administrator of the north, who has just signed in with a password. */
  async function person(email: string | null = null) {
    number += 1;
    const login = `person${number}`;
    const planted = await plantAdministrator(api, login, { resellerId: tree.north.id });
    if (email !== null) {
      await api.succeed(
        OPERATOR,
        `mutation ($input: UpdateAdministratorInput!) { updateAdministrator(input: $input) { id } }`,
        {
          input: { id: planted.id, email },
        },
      );
      await confirmMailbox(api, planted.id);
    }
    return { login, ...planted };
  }

  const complete = (challenge: string, secondFactor: object) =>
    api.execute<{ completeSignIn: { accessToken: string; viewer: { login: string } } }>(visitor(), COMPLETE, {
      input: { challenge, secondFactor },
    });
  const codeOfAnswer = async (challenge: string, secondFactor: object) =>
    (await complete(challenge, secondFactor)).errors[0]?.extensions.code ?? "let in";
  const challengeOf = async (login: string) => (await passwordOnly(api, login)).challenge!;
  const actions = async (login: string): Promise<string[]> => {
    const rows: { action: string }[] = await api.database.reader.query(
      "SELECT action FROM audit_event WHERE subjectLabel = ? ORDER BY sequence",
      [login],
    );
    return rows.map(({ action }) => action);
  };
  const mailsTo = async (to: string) => {
    const mails = await api.database.reader.find(OutboxMail, { where: { toAddress: to }, order: { id: "ASC" } });
    return mails.map(({ parameters }) => parameters.event);
  };

  it("is asked for after the right password, before any token is given, and then lets in", async () => {
    const { login, actor } = await person();
    const { secret } = await addTotp(api, clock, actor);
    const answer = await passwordOnly(api, login);
    expect(answer).toMatchObject({
      state: "SECOND_FACTOR_NEEDED",
      accessToken: null,
      refreshToken: null,
      viewer: null,
    });
    expect(answer.challenge).toMatchObject({ kinds: ["TOTP"], recoveryCodesLeft: 10, passkeyOptions: null });
    const { data } = await complete(answer.challenge!.token, { code: codeOf(secret, clock) });
    expect(data?.completeSignIn.viewer.login).toBe(login);
    expect((await enter(api, data!.completeSignIn.accessToken)).label).toBe(login);
    expect((await actions(login)).slice(-2)).toEqual(["session.challenged", "session.started"]);
  });

  it("does not count before a code of it was shown, and asks for the password first", async () => {
    const { login, actor } = await person();
    const wrong = { name: "Phone", proof: { password: "not the password" } };
    expect((await api.refuse(actor, BEGIN_TOTP, { input: wrong })).extensions.field).toBe("input.proof.password");
    const { beginTotp } = await api.succeed<{ beginTotp: { id: string; secret: string; uri: string } }>(
      actor,
      BEGIN_TOTP,
      { input: { name: "Phone", proof: { password: PASSWORD } } },
    );
    expect(new URL(beginTotp.uri).searchParams.get("secret")).toBe(beginTotp.secret);
    expect(beginTotp.uri).toMatch(/^otpauth:\/\/totp\//);
    expect((await passwordOnly(api, login)).state).toBe("SIGNED_IN");
    const refused = await api.refuse(actor, CONFIRM, { input: { id: beginTotp.id, code: "000000" } });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.code" });
    clock.forward(16 * 60);
    const late = { id: beginTotp.id, code: codeOf(beginTotp.secret, clock) };
    expect(
      (await api.refuse(await enter(api, (await passwordOnly(api, login)).accessToken!), CONFIRM, { input: late }))
        .extensions.code,
    ).toBe("CONFLICT");
  });

  it("ends, with the first one, every session that a password alone has started", async () => {
    const { login, actor } = await person();
    const other = await passwordOnly(api, login);
    const { actor: after } = await addTotp(api, clock, actor);
    await expect(enter(api, other.accessToken!)).rejects.toThrow("not valid");
    expect(after.label).toBe(login);
    const refused = await api.refuse(
      visitor(),
      `mutation ($t: String!) { refreshSession(refreshToken: $t) { expiresAt } }`,
      {
        t: other.refreshToken,
      },
    );
    expect(refused.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("takes a code once: not again in its half minute, nor in the one after, nor by two at a time", async () => {
    const { login, actor } = await person();
    const { secret } = await addTotp(api, clock, actor);
    const code = codeOf(secret, clock);
    const [first, second] = [await challengeOf(login), await challengeOf(login)];
    const both = await Promise.all([codeOfAnswer(first.token, { code }), codeOfAnswer(second.token, { code })]);
    expect(both.sort()).toEqual(["UNAUTHENTICATED", "let in"]);
    clock.forward(30);
    expect(await codeOfAnswer((await challengeOf(login)).token, { code })).toBe("UNAUTHENTICATED");
    // An older one is not good any more either, though the clock would still take it.
    expect(await codeOfAnswer((await challengeOf(login)).token, { code: codeOf(secret, clock, -1) })).toBe(
      "UNAUTHENTICATED",
    );
    expect(await codeOfAnswer((await challengeOf(login)).token, { code: codeOf(secret, clock) })).toBe("let in");
  });

  it("takes the code of a clock that is half a minute off, typed with a blank, and none further off", async () => {
    const { login, actor } = await person();
    const { secret } = await addTotp(api, clock, actor);
    const far = codeOf(secret, clock, 3);
    expect(await codeOfAnswer((await challengeOf(login)).token, { code: far })).toBe("UNAUTHENTICATED");
    const near = codeOf(secret, clock, 1).replace(/^(...)/, "$1 ");
    expect(await codeOfAnswer((await challengeOf(login)).token, { code: near })).toBe("let in");
  });

  it("is bounded: five tries a challenge, five minutes, and ten wrong codes from wherever they come", async () => {
    const address = `guessed-${engine.toLowerCase()}@north.test`;
    const { login, actor } = await person(address);
    const { secret, recoveryCodes } = await addTotp(api, clock, actor);
    const late = await challengeOf(login);
    clock.forward(301);
    expect(await codeOfAnswer(late.token, { code: codeOf(secret, clock) })).toBe("UNAUTHENTICATED");
    const wrong = codeOf(secret, clock, 10);
    const tired = await challengeOf(login);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await codeOfAnswer(tired.token, { code: wrong })).toBe("UNAUTHENTICATED");
    }
    expect(await codeOfAnswer(tired.token, { code: codeOf(secret, clock) })).toBe("UNAUTHENTICATED");
    const next = await challengeOf(login);
    for (let tries = 0; tries < 5; tries += 1) await codeOfAnswer(next.token, { code: wrong });
    const limited = await complete((await challengeOf(login)).token, { code: codeOf(secret, clock) });
    expect(limited.errors[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) });
    expect((await mailsTo(address)).filter((event) => event === "SECOND_FACTOR_GUESSED")).toHaveLength(1);
    // Whoever guesses locks nobody out: what cannot be guessed still lets in.
    expect(await codeOfAnswer((await challengeOf(login)).token, { recoveryCode: recoveryCodes[0] })).toBe("let in");
    expect(await mailsTo(address)).toContain("RECOVERY_CODE_USED");
    clock.forward(15 * 60);
    expect(await codeOfAnswer((await challengeOf(login)).token, { code: codeOf(secret, clock) })).toBe("let in");
  });

  it("has ten recovery codes, each good once, however it is typed, and new ones end the old", async () => {
    const { login, actor } = await person();
    const { recoveryCodes, secret, actor: signedIn } = await addTotp(api, clock, actor);
    expect(recoveryCodes).toHaveLength(10);
    const typed = recoveryCodes[0]!.toUpperCase().replaceAll("-", " ").replaceAll("0", "O");
    const [first, second] = [await challengeOf(login), await challengeOf(login)];
    const both = await Promise.all([first, second].map(({ token }) => codeOfAnswer(token, { recoveryCode: typed })));
    expect(both.sort()).toEqual(["UNAUTHENTICATED", "let in"]);
    expect((await challengeOf(login)).recoveryCodesLeft).toBe(9);
    const renew = `mutation ($proof: OwnProofInput!) { renewRecoveryCodes(proof: $proof) }`;
    const withoutFactor = await api.refuse(signedIn, renew, { proof: { password: PASSWORD } });
    expect(withoutFactor.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "proof.secondFactor" });
    clock.forward(30);
    const proof = { password: PASSWORD, secondFactor: { code: codeOf(secret, clock) } };
    const { renewRecoveryCodes } = await api.succeed<{ renewRecoveryCodes: string[] }>(signedIn, renew, { proof });
    expect(await codeOfAnswer((await challengeOf(login)).token, { recoveryCode: recoveryCodes[1] })).toBe(
      "UNAUTHENTICATED",
    );
    expect(await codeOfAnswer((await challengeOf(login)).token, { recoveryCode: renewRecoveryCodes[1] })).toBe(
      "let in",
    );
  });

  it("is asked for, with the password, before another one is added or one is taken away", async () => {
    const { actor, login } = await person();
    const { secret, factorId, actor: signedIn } = await addTotp(api, clock, actor);
    const input = { name: "Intruder", proof: { password: PASSWORD } };
    for (const document of [BEGIN_TOTP, BEGIN_PASSKEY]) {
      expect((await api.refuse(signedIn, document, { input })).extensions.field).toBe("input.proof.secondFactor");
    }
    const remove = `mutation ($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { session { accessToken } } }`;
    const refused = await api.refuse(signedIn, remove, { input: { id: factorId, proof: { password: PASSWORD } } });
    expect(refused.extensions.field).toBe("input.proof.secondFactor");
    const proof = { password: PASSWORD, secondFactor: { code: codeOf(secret, clock) } };
    const removed = await api.succeed<{ removeSecondFactor: { session: { accessToken: string } } }>(signedIn, remove, {
      input: { id: factorId, proof },
    });
    expect((await enter(api, removed.removeSecondFactor.session.accessToken)).label).toBe(login);
    expect((await passwordOnly(api, login)).state).toBe("SIGNED_IN");
  });

  it("is nobody else's to confirm or to remove", async () => {
    const [owner, other] = [await person(), await person()];
    const { factorId } = await addTotp(api, clock, owner.actor);
    const input = { id: factorId, proof: { password: PASSWORD } };
    const remove = `mutation ($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { id } }`;
    expect((await api.refuse(other.actor, remove, { input })).extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(other.actor, CONFIRM, { input: { id: factorId, code: "123456" } })).extensions.code).toBe(
      "NOT_FOUND",
    );
  });

  it("leaves neither secrets nor codes readable in the database, the audit trail or the mails", async () => {
    const { actor, login } = await person();
    const { secret, recoveryCodes } = await addTotp(api, clock, actor);
    const tables = ["second_factor", "recovery_code", "sign_in_challenge", "audit_event", "outbox_mail"];
    const { token } = await challengeOf(login);
    const everything = await Promise.all(tables.map((name) => api.database.reader.query(`SELECT * FROM ${name}`)));
    const text = JSON.stringify(everything);
    for (const hidden of [secret, token, ...recoveryCodes]) expect(text).not.toContain(hidden);
  });

  it("refuses none or two at once", async () => {
    const { actor, login } = await person();
    const { secret, recoveryCodes } = await addTotp(api, clock, actor);
    const { token } = await challengeOf(login);
    const two = { code: codeOf(secret, clock), recoveryCode: recoveryCodes[0] };
    for (const proof of [{}, two, { code: "1".repeat(65) }]) {
      expect((await complete(token, proof)).errors[0]?.extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.secondFactor",
      });
    }
  });

  describe("that is a passkey", () => {
    it("lets in with a signature over the challenge, and with each challenge once", async () => {
      const { actor, login } = await person();
      const { authenticator, recoveryCodes } = await addPasskey(api, actor);
      expect(recoveryCodes).toHaveLength(10);
      const challenge = await challengeOf(login);
      expect(challenge.kinds).toEqual(["PASSKEY"]);
      expect(challenge.passkeyOptions).toMatchObject({
        rpId: "mayfrom.test",
        allowCredentials: [{ id: authenticator.credentialId }],
      });
      const passkey = authenticator.get(challenge.passkeyOptions!);
      expect(await codeOfAnswer(challenge.token, { passkey })).toBe("let in");
      expect(await codeOfAnswer(challenge.token, { passkey })).toBe("UNAUTHENTICATED");
      expect(await codeOfAnswer((await challengeOf(login)).token, { passkey })).toBe("UNAUTHENTICATED");
    });

    it.each([
      ["another origin", { origin: "https://mayfrom.test.evil.example" }],
      ["another relying party", { rpId: "evil.example" }],
      ["another challenge", { challenge: "AAAA" }],
      ["nobody present", { flags: 0 }],
    ])("refuses an answer with %s", async (_what, deviation) => {
      const { actor, login } = await person();
      const { authenticator } = await addPasskey(api, actor);
      const { token, passkeyOptions } = await challengeOf(login);
      const passkey = authenticator.get(passkeyOptions!, deviation);
      expect(await codeOfAnswer(token, { passkey })).toBe("UNAUTHENTICATED");
      expect(await codeOfAnswer(token, { passkey: authenticator.get(passkeyOptions!) })).toBe("let in");
    });

    it("refuses a counter that goes back, somebody else's key, and what is no answer at all", async () => {
      const [{ actor, login }, other] = [await person(), await person()];
      const { authenticator } = await addPasskey(api, actor);
      const foreign = (await addPasskey(api, other.actor)).authenticator;
      const first = await challengeOf(login);
      expect(
        await codeOfAnswer(first.token, { passkey: authenticator.get(first.passkeyOptions!, { counter: 9 }) }),
      ).toBe("let in");
      const { token, passkeyOptions } = await challengeOf(login);
      const cloned = authenticator.get(passkeyOptions!, { counter: 5 });
      for (const passkey of [cloned, foreign.get(passkeyOptions!), { id: "x" }, "text", []]) {
        expect(await codeOfAnswer(token, { passkey })).toBe("UNAUTHENTICATED");
      }
    });

    it("answers for the own proof too, and an app is added beside it without new recovery codes", async () => {
      const { actor, login } = await person();
      const { authenticator, session } = await addPasskey(api, actor);
      const signedIn = await enter(api, session!.accessToken);
      const { requestSecondFactor } = await api.succeed<{
        requestSecondFactor: { token: string; passkeyOptions: RequestOptions };
      }>(signedIn, `mutation { requestSecondFactor { token passkeyOptions } }`);
      const passkey = authenticator.get(requestSecondFactor.passkeyOptions);
      const proof = { password: PASSWORD, secondFactor: { passkey, challenge: requestSecondFactor.token } };
      const input = { name: "Phone", proof };
      const { beginTotp } = await api.succeed<{ beginTotp: { id: string; secret: string } }>(signedIn, BEGIN_TOTP, {
        input,
      });
      expect((await api.refuse(signedIn, BEGIN_TOTP, { input })).extensions.code).toBe("UNAUTHENTICATED");
      const added = await confirm(api, signedIn, { id: beginTotp.id, code: codeOf(beginTotp.secret, clock) });
      expect(added).toMatchObject({ recoveryCodes: null, session: null });
      expect((await challengeOf(login)).kinds).toEqual(["TOTP", "PASSKEY"]);
      // A challenge for somebody who is signed in starts no session.
      expect(await codeOfAnswer(requestSecondFactor.token, { passkey })).toBe("UNAUTHENTICATED");
    });

    it("is not made from an answer for another origin or challenge", async () => {
      const { actor } = await person();
      const { beginPasskey } = await api.succeed<{ beginPasskey: { id: string; options: CreationOptions } }>(
        actor,
        BEGIN_PASSKEY,
        {
          input: { name: "Key", proof: { password: PASSWORD } },
        },
      );
      const { authenticator } = await addPasskey(api, (await person()).actor);
      for (const deviation of [{ origin: "https://evil.example" }, { challenge: "AAAA" }, { rpId: "evil.example" }]) {
        const passkey = authenticator.create(beginPasskey.options, deviation);
        const refused = await api.refuse(actor, CONFIRM, { input: { id: beginPasskey.id, passkey } });
        expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.passkey" });
      }
      // One authenticator is nobody's twice.
      const passkey = authenticator.create(beginPasskey.options);
      expect((await api.refuse(actor, CONFIRM, { input: { id: beginPasskey.id, passkey } })).extensions.code).toBe(
        "CONFLICT",
      );
    });
  });
});
