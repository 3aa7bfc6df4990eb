import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { Authorization, Identity, identityIdOf } from "../../src/authorizations/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import {
  auditActionsOf,
  createTenants,
  feedOf,
  innerIdOf,
  plantAccount,
  plantDomain,
  type Tree,
} from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  type AuthorizationAnswer,
  GRANT,
  type Mailbox,
  openMailbox,
} from "./verification-mailbox.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const WIDE = `mutation ($input: RequestDomainAuthorizationInput!) {
  requestDomainAuthorization(input: $input) { id state proof }
}`;
const DECIDE = `query ($login: String!, $sender: String!) { authorizeSender(login: $login, sender: $sender) { reason wouldDeny } }`;

describeOnEachEngine("an address that is given up", (engine) => {
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

  /** North's user asks for an address of a mailbox in the south, and its owner agrees. */
  async function allowed(address: string) {
    const { id, token, matchNumber, ownerToken } = await asked(address);
    await api.succeed(ANONYMOUS, ANSWER, { input: { token, decision: "ALLOW", matchNumber } });
    return { id, address, ownerToken };
  }

  async function asked(address: string) {
    clock.advance(DAY_MS);
    const input = { accountId: tree.north.account.id, address, displayName: "North" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tree.north.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const [mail] = (await mailbox.deliver()).filter(({ to }) => to === address);
    clock.advance(60_000);
    const { token = "", ownerToken = "" } = mail?.secrets ?? {};
    return { id: addIdentity.id, token, ownerToken, matchNumber: addIdentity.verification!.matchNumber };
  }

  async function granted(address: string, accountId = tree.north.account.id): Promise<string> {
    const input = { accountId, address, reason: "agreed" };
    const data = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, { input });
    return data.grantAuthorization.id;
  }

  async function mailboxOf(local: string, aliases: string[] = []) {
    number += 1;
    const domain = await plantDomain(api, tree.south, `gone${number}.test`);
    const address = `${local}@${domain.name}`;
    const own = aliases.map((alias) => `${alias}@${domain.name}`);
    const { id } = await plantAccount(api, domain.id, address, own);
    return { id, address, aliases: own, domain };
  }

  async function stateOf(id: string): Promise<string> {
    const row = await api.database.reader.findOneByOrFail(Authorization, { id: innerIdOf(id) });
    return row.state;
  }

  async function maySend(address: string): Promise<boolean> {
    const variables = { login: tree.north.account.address, sender: address };
    const data = await api.succeed<{ authorizeSender: { wouldDeny: boolean } }>(OPERATOR, DECIDE, variables);
    return !data.authorizeSender.wouldDeny;
  }

  it("ends with its mailbox what others were allowed by owner or administrator, aliases and subaddresses too", async () => {
    const box = await mailboxOf("user", ["also"]);
    const subaddress = box.address.replace("@", "+news@");
    const ids = [
      (await allowed(box.address)).id,
      await granted(box.aliases[0]!),
      await granted(subaddress),
      (await asked(box.address.replace("user", "unrelated"))).id,
    ];
    expect(await maySend(box.address)).toBe(true);
    await api.succeed(tree.south.actor, "mutation ($id: ID!) { deleteAccount(id: $id) }", { id: box.id });
    expect(await Promise.all(ids.map(stateOf))).toEqual(["REVOKED", "REVOKED", "REVOKED", "PENDING"]);
    for (const address of [box.address, ...box.aliases, subaddress]) expect(await maySend(address)).toBe(false);
    expect((await auditActionsOf(api, ids[0]!)).at(-1)).toBe("authorization.revoked");
    expect((await feedOf(api, ids[0]!)).at(-1)).toMatchObject({ state: "REVOKED" });

    // Whoever has the address next is nobody's lender, and may be asked.
    await plantAccount(api, box.domain.id, box.address);
    expect(await maySend(box.address)).toBe(false);
    expect((await asked(box.address)).token).not.toBe("");
  });

  it("ends in the transaction that gives it up, in one revision", async () => {
    const box = await mailboxOf("one");
    const { id } = await allowed(box.address);
    const { platformRevision: before } = await api.succeed<{ platformRevision: number }>(
      OPERATOR,
      "{ platformRevision }",
    );
    await api.succeed(tree.south.actor, "mutation ($id: ID!) { deleteAccount(id: $id) }", { id: box.id });
    const { platformRevision: after } = await api.succeed<{ platformRevision: number }>(
      OPERATOR,
      "{ platformRevision }",
    );
    expect(after).toBe(before + 1);
    expect(await stateOf(id)).toBe("REVOKED");
  });

  it("ends the links of who had it: to the owner page, and to a question", async () => {
    const box = await mailboxOf("links");
    const { ownerToken } = await allowed(box.address);
    const neighbour = await plantAccount(api, tree.north.domain.id, `asks${number}@north.test`);
    const input = { accountId: neighbour.id, address: box.address, displayName: "North" };
    await api.succeed(tree.north.actor, ADD_IDENTITY, { input });
    const [mail] = await mailbox.deliver();
    const press = (url: string, form: Record<string, string>) =>
      app.inject({
        method: "POST",
        url,
        payload: new URLSearchParams(form).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    const asked = await press(`/owner/${ownerToken}`, { action: "renew" });
    const digits = /class="digits"[^>]*>(\d\d)</.exec(asked.body)?.[1] ?? "";
    const acting = `/owner/${(await mailbox.deliver()).at(-1)!.secrets.ownerToken}`;
    const { body } = await press(acting, { action: "open", number: digits });
    const opened = /name="opened" value="([^"]+)"/.exec(body)?.[1] ?? "";
    expect((await press(acting, { action: "block", opened })).statusCode).toBe(200);
    await api.succeed(tree.south.actor, "mutation ($id: ID!) { deleteAccount(id: $id) }", { id: box.id });
    expect((await app.inject({ url: `/owner/${ownerToken}` })).statusCode).toBe(410);
    expect((await app.inject({ url: acting })).statusCode).toBe(410);
    expect((await press(acting, { action: "unblock", opened })).statusCode).toBe(410);
    const late = await api.refuse(ANONYMOUS, ANSWER, { input: { token: mail!.secrets.token, decision: "DENY" } });
    expect(late.extensions.code).toBe("CONFLICT");
    const identity = await api.database.reader.findOneByOrFail(Identity, { id: identityIdOf(box.address) });
    expect(identity.blockedAt).toBeNull();
  });

  it("is given up by removing an alias, by a new address of its mailbox, and by a batch", async () => {
    const box = await mailboxOf("before", ["alias"]);
    const byAlias = await granted(box.aliases[0]!);
    const byAddress = await granted(box.address);
    await api.succeed(
      tree.south.actor,
      "mutation ($id: ID!, $address: String!) { removeAccountAlias(accountId: $id, address: $address) { id } }",
      { id: box.id, address: box.aliases[0] },
    );
    expect(await Promise.all([byAlias, byAddress].map(stateOf))).toEqual(["REVOKED", "AUTHORIZED"]);
    const after = `after@${box.domain.name}`;
    await api.succeed(
      tree.south.actor,
      "mutation ($id: ID!, $address: String!) { updateAccount(id: $id, input: { address: $address }) { id } }",
      { id: box.id, address: after },
    );
    expect(await stateOf(byAddress)).toBe("REVOKED");
    const last = await granted(after);
    await api.succeed(tree.south.actor, "mutation ($input: AccountsInput!) { deleteAccounts(input: $input) { ids } }", {
      input: { idempotencyKey: `gone-${number}`, ids: [box.id] },
    });
    expect(await stateOf(last)).toBe("REVOKED");
  });

  it.each(["deleteDomain", "deleteReseller"])("goes with its whole domain by %s, hosted claims too", async (how) => {
    const box = await mailboxOf("whole");
    const inDomain = await granted(box.address);
    const ofNobody = await granted(`nobody@${box.domain.name}`);
    const elsewhere = await granted("else@where.test").catch(() => null);
    const claim = { accountId: tree.north.account.id, domain: box.domain.name };
    const wide = await api.succeed<{ requestDomainAuthorization: { id: string; state: string; proof: string } }>(
      OPERATOR,
      WIDE,
      { input: claim },
    );
    expect(wide.requestDomainAuthorization).toMatchObject({ state: "AUTHORIZED", proof: "HOSTED" });
    if (how === "deleteDomain") {
      await api.succeed(tree.south.actor, "mutation ($id: ID!) { deleteDomain(id: $id, cascade: true) }", {
        id: box.domain.id,
      });
    } else {
      const { createReseller } = await api.succeed<{ createReseller: { id: string } }>(
        OPERATOR,
        "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }",
        { input: { name: "Going", slug: `going${number}` } },
      );
      await api.succeed(OPERATOR, "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { id } }", {
        id: box.domain.id,
        to: createReseller.id,
      });
      await api.succeed(OPERATOR, "mutation ($id: ID!) { deleteReseller(id: $id, cascade: true) }", {
        id: createReseller.id,
      });
    }
    expect(await Promise.all([inDomain, ofNobody].map(stateOf))).toEqual(["REVOKED", "REVOKED"]);
    if (elsewhere !== null) expect(await stateOf(elsewhere)).toBe("AUTHORIZED");
    expect(await feedOf(api, wide.requestDomainAuthorization.id)).toMatchObject([
      { isAuthorized: true },
      { isAuthorized: false },
    ]);
    await plantDomain(api, tree.south, box.domain.name);
    expect(await maySend(box.address)).toBe(false);
    expect(await maySend(`anyone@${box.domain.name}`)).toBe(false);
  });
});
