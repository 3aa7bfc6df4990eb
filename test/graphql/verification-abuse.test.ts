import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { Identity, identityIdOf } from "../../src/authorizations/index.js";
import { MailRefusedError } from "../../src/outbox/transports/mail-transport.js";
import { Verification } from "../../src/verification/index.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { createTenants, innerIdOf, plantAccount, plantDomain, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
} from "./verification-mailbox.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const ADD_ALIAS =
  "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";
const ADD_DOMAIN_ALIAS = "mutation ($input: CreateDomainAliasInput!) { createDomainAlias(input: $input) { id } }";
const ADD_MANY = "mutation ($input: AddIdentitiesInput!) { addIdentities(input: $input) { ids } }";

describeOnEachEngine("whoever means harm with questions", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let app: FastifyInstance;
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
  beforeEach(() => clock.advance(DAY_MS));

  async function ask(address = `owner${++number}@abuse${number}.test`) {
    const input = { accountId: tree.north.account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tree.north.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const [mail] = await mailbox.deliver();
    return { id: addIdentity.id, matchNumber: addIdentity.verification!.matchNumber, mail, address };
  }

  async function stateOf(id: string): Promise<string> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tree.north.account.actor, AUTHORIZATION, { id });
    return node.state;
  }

  function send(token: string, form: Record<string, string>, headers: Record<string, string> = {}) {
    return app.inject({
      method: "POST",
      url: `/confirm/${token}`,
      payload: new URLSearchParams(form).toString(),
      remoteAddress: "203.0.113.77",
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": "Owner's Browser", ...headers },
    });
  }

  describe("at the mail server", () => {
    it.each([
      ["554 5.7.1 Service unavailable; client host blocked", false],
      ["550 5.7.26 This mail is unauthenticated", false],
      ["552 5.2.2 Mailbox full", false],
      ["550 blocked using a list", false],
      ["550-5.1.1 The email account that you tried to reach does not exist", true],
      ["550 5.2.1 The mailbox is disabled", true],
    ])("a refusal '%s' says that the address is gone: %s", async (reply, isGone) => {
      const allowed = await ask();
      clock.advance(60_000);
      await api.succeed(ANONYMOUS, ANSWER, {
        input: { token: allowed.mail!.secrets.token, decision: "ALLOW", matchNumber: allowed.matchNumber },
      });
      mailbox.refuseWith(new MailRefusedError(reply));
      const input = { accountId: tree.south.account.id, address: allowed.address, displayName: "Shop" };
      await api.succeed(tree.south.account.actor, ADD_IDENTITY, { input });
      await mailbox.deliver();
      mailbox.refuseWith(null);
      const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(allowed.address) });
      expect(identity.undeliverableAt !== null).toBe(isGone);
      expect(await stateOf(allowed.id)).toBe(isGone ? "PAUSED" : "AUTHORIZED");
      // What waits leaves later, and is none of the next mail's matter.
      clock.advance(DAY_MS);
      expect(await mailbox.deliver()).toHaveLength(isGone ? 0 : 1);
    });
  });

  it("asks one address no oftener because a thousand accounts ask in one call", async () => {
    const address = `victim${++number}@flooded.test`;
    const domain = await plantDomain(api, tree.north, `flood${number}.test`);
    const items: { accountId: string; address: string; displayName: string }[] = [];
    for (let index = 0; index < 65; index += 1) {
      const { id } = await plantAccount(api, domain.id, `a${index}@${domain.name}`);
      items.push({ accountId: id, address, displayName: "Shop" });
    }
    await api.succeed(tree.north.actor, ADD_MANY, { input: { idempotencyKey: `flood-${number}`, items } });
    const mails = (await mailbox.deliver()).filter(({ to }) => to === address);
    // The platform's limit for one address and day.
    expect(mails.length).toBeLessThanOrEqual(3);
  });

  it("mails one mailbox no oftener by each of its aliases, at domain aliases and elsewhere", async () => {
    const { account, domain } = tree.south;
    const aliased = `also-${++number}.test`;
    await api.succeed(OPERATOR, ADD_DOMAIN_ALIAS, { input: { domainId: domain.id, name: aliased } });
    const names = Array.from({ length: 5 }, (_, index) => `alias${number}-${index}@${domain.name}`);
    for (const address of names) await api.succeed(OPERATOR, ADD_ALIAS, { id: account.id, address });
    const [first = ""] = names;
    const asked = [
      ...names,
      first.replace(domain.name, aliased),
      `user@${aliased}`,
      first.replace("@", "+x@"),
      account.address,
    ];
    const items = asked.map((address) => ({ accountId: tree.north.account.id, address, displayName: "Shop" }));
    await api.succeed(tree.north.actor, ADD_MANY, { input: { idempotencyKey: `aliases-${number}`, items } });
    const mails = (await mailbox.deliver()).filter(({ to }) => asked.includes(to));
    // A tenth of the platform's three, at least one, is kept for other parties.
    expect(mails).toHaveLength(2);
  });

  it("mails one mailbox elsewhere no oftener by subaddresses that the operator has named", async () => {
    const domain = `named${++number}.test`;
    const subaddressDomains = [{ domain, delimiters: "-" }];
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, subaddressDomains } });
    const items = Array.from({ length: 5 }, (_, index) => ({
      accountId: tree.north.account.id,
      address: `victim-${index}@${domain}`,
      displayName: "Shop",
    }));
    await api.succeed(tree.north.actor, ADD_MANY, { input: { idempotencyKey: `named-${number}`, items } });
    expect((await mailbox.deliver()).filter(({ to }) => to.endsWith(domain))).toHaveLength(2);
  });

  it("allows nothing by pressing each button of the page where no number is asked for", async () => {
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, isNumberMatchingRequired: false } });
    try {
      const { id, mail } = await ask();
      const token = mail!.secrets.token!;
      const page = await app.inject({ url: `/confirm/${token}` });
      const seen = /name="seen" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
      // To allow, the digits that stand on the page are typed; pressing the button alone allows nothing.
      expect((await send(token, { decision: "allow", seen })).statusCode).toBe(400);
      const scanner = { "user-agent": "linkscan 1.0" };
      for (const decision of ["deny", "block"]) {
        expect((await send(token, { decision, seen }, scanner)).statusCode).toBe(202);
      }
      expect(await stateOf(id)).toBe("PENDING");
      const number = /type (\d\d)</.exec(page.body)?.[1] ?? "";
      const wrong = number === "10" ? "11" : "10";
      expect((await send(token, { decision: "allow", seen, number: wrong })).statusCode).toBe(400);
      expect((await send(token, { decision: "allow", seen, number })).statusCode).toBe(200);
      expect(await stateOf(id)).toBe("AUTHORIZED");
    } finally {
      await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, isNumberMatchingRequired: null } });
    }
  });

  it("gets two numbers looked at by trying them all, and never an ALLOW for the second", async () => {
    const { id, mail } = await ask();
    const token = mail!.secrets.token!;
    // The luckiest second guess there is.
    await api.database.write((tx) =>
      tx.manager.update(Verification, { authorizationId: innerIdOf(id) }, { matchNumber: "11" }),
    );
    const page = await app.inject({ url: `/confirm/${token}` });
    const seen = /name="seen" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const statuses: number[] = [];
    for (let guess = 10; guess < 100; guess += 1) {
      statuses.push((await send(token, { decision: "allow", seen, number: String(guess) })).statusCode);
    }
    expect(statuses.slice(0, 3)).toEqual([422, 202, 422]);
    expect(new Set(statuses.slice(3))).toEqual(new Set([409]));
    expect(await stateOf(id)).toBe("EXPIRED");
  });

  it("gets no ALLOW for a right second guess by pressing the button again and again", async () => {
    const { id, mail, matchNumber } = await ask();
    const token = mail!.secrets.token!;
    await send(token, { decision: "allow", number: matchNumber === "10" ? "11" : "10" });
    for (let second = 0; second < 300; second += 10) {
      expect((await send(token, { decision: "allow", number: matchNumber })).statusCode).toBe(202);
      clock.advance(10_000);
    }
    expect(await stateOf(id)).toBe("PENDING");
    expect((await app.inject({ url: `/confirm/${token}` })).body).toContain("open this link again after");
  });

  it("counts an answer that was held once the same one is repeated", async () => {
    const { id, mail } = await ask();
    const token = mail!.secrets.token!;
    const page = await app.inject({ url: `/confirm/${token}` });
    const seen = /name="seen" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const scanner = { "user-agent": "linkscan 1.0" };
    expect((await send(token, { decision: "deny", seen }, scanner)).statusCode).toBe(202);
    expect(await stateOf(id)).toBe("PENDING");
    expect((await send(token, { decision: "deny", seen })).statusCode).toBe(200);
    expect(await stateOf(id)).toBe("DENIED");
  });

  it("speaks of a number in the mail only where the page asks for one", async () => {
    expect((await ask()).mail!.parameters.isNumberAsked).toBe(true);
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, isNumberMatchingRequired: false } });
    try {
      expect((await ask()).mail!.parameters.isNumberAsked).toBe(false);
    } finally {
      await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, isNumberMatchingRequired: null } });
    }
  });

  it("learns neither where the owner is nor that an answer is held", async () => {
    const { id, mail, matchNumber } = await ask();
    const token = mail!.secrets.token!;
    await send(token, { decision: "allow", number: matchNumber }, { "user-agent": "linkscan 1.0" });
    clock.advance(60_000);
    expect((await send(token, { decision: "allow", number: matchNumber })).statusCode).toBe(200);
    expect(await stateOf(id)).toBe("AUTHORIZED");
    const trail = `query ($id: ID!) { auditEvents(first: 50, filter: { subjectId: $id }) {
      edges { node { action actorKind remoteAddress before after reason } }
    } }`;
    for (const actor of [tree.north.account.actor, tree.north.domain.actor, tree.north.actor]) {
      const text = JSON.stringify(await api.succeed(actor, trail, { id }));
      expect(text).toContain("authorization.allowed");
      expect(text).not.toMatch(/203\.0\.113\.77|Owner's Browser|linkscan|verification\.held/);
    }
    const all = JSON.stringify(await api.succeed(OPERATOR, trail, { id }));
    expect(all).toContain("203.0.113.77");
    const [question]: { evidence: string }[] = await api.database.reader.query(
      "SELECT evidence FROM verification WHERE authorizationId = ?",
      [innerIdOf(id)],
    );
    expect(question!.evidence).toContain("Owner's Browser");
    expect(question!.evidence).toContain("linkscan");
  });

  it("cannot pass for another domain on the page: it shows A-labels, whatever was typed", async () => {
    const domain = await plantDomain(api, tree.north, "xn--pple-43d.test");
    // A Cyrillic а in front.
    const typed = "support@аpple.test";
    const { id } = await plantAccount(api, domain.id, typed);
    const scope = {
      kind: "ACCOUNT",
      accountId: innerIdOf(id),
      domainId: innerIdOf(domain.id),
      resellerPath: tree.north.path,
    } as const;
    const input = { accountId: id, address: `owner${++number}@abuse.test`, displayName: "Shop" };
    await api.succeed(actorWith("ACCOUNT", scope), ADD_IDENTITY, { input });
    const [mail] = await mailbox.deliver();
    const { token, ownerToken } = mail!.secrets;
    for (const url of [`/confirm/${token}`, `/owner/${ownerToken}`]) {
      const { body } = await app.inject({ url });
      expect(body).toContain("support@xn--pple-43d.test");
      expect(body).not.toContain("аpple");
    }
    expect(mail!.parameters.accountAddress).toBe("support@xn--pple-43d.test");
  });

  it("gets a typed error, and one question, for asking twice at the same moment", async () => {
    const address = `twice${++number}@abuse.test`;
    // The address's row is there already, so that nothing but the account makes the two wait for each other.
    await ask(address).catch(() => {});
    const accountId = tree.south.account.id;
    const input = { accountId, address, displayName: "Shop" };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.execute(tree.south.account.actor, ADD_IDENTITY, { input })),
    );
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(["CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT"]);
    const wide =
      "mutation ($input: RequestDomainAuthorizationInput!) { requestDomainAuthorization(input: $input) { id } }";
    const claims = await Promise.all(
      Array.from({ length: 4 }, () =>
        api.execute(tree.south.account.actor, wide, { input: { accountId, domain: "wide-open.test" } }),
      ),
    );
    expect(claims.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual([
      "CONFLICT",
      "CONFLICT",
      "CONFLICT",
    ]);
  });
});
