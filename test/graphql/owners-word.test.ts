import { beforeAll, expect, it } from "vitest";
import { AuthorizationSource, identityIdOf } from "../../src/authorizations/index.js";
import { checkRows, importBatch } from "../../src/cli/import/import-batch.js";
import { fromGlobalId, readGlobalId } from "../../src/graphql/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { languageFor } from "../../src/texts/index.js";
import { expireVerifications, proposeIdentity, verificationKeys } from "../../src/verification/index.js";
import { withdrawAsOwner } from "../../src/verification/operations/owner-actions.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { createTenants, plantAccount, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  GRANT,
  type Mailbox,
  openMailbox,
  RESEND,
  REVOKE,
} from "./verification-mailbox.js";

const ENGLISH = languageFor("en");
const DAY_MS = 24 * 60 * 60 * 1_000;
const GRANT_MANY = `mutation ($input: GrantAuthorizationsInput!) {
  grantAuthorizations(input: $input) { ids left { item address because since authorizationId } }
}`;
const APPROVALS = "query { approvals(first: 200) { edges { node { authorization { id } } } } }";
const PAUSE = "mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { state } }";

interface Left {
  readonly item: number;
  readonly address: string;
  readonly because: string;
}

describeOnEachEngine("what an owner has said", (engine) => {
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

  async function asker(): Promise<{ id: string; address: string; actor: Actor }> {
    const { domain, account } = tree.north;
    const planted = await plantAccount(api, domain.id, `asker${++number}@${domain.name}`);
    const scope = account.actor.scope as Extract<Actor["scope"], { kind: "ACCOUNT" }>;
    const accountId = fromGlobalId("Account", readGlobalId(planted.id));
    return { ...planted, actor: { ...account.actor, id: accountId, scope: { ...scope, accountId } } };
  }

  async function ask(account: { id: string; actor: Actor }, address: string) {
    const input = { accountId: account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const sent = await mailbox.deliver();
    const mail = sent.find(({ template, parameters }) => template === "question" && parameters.address === address);
    clock.advance(60_000);
    const { id, state, verification } = addIdentity;
    return { id, state, token: mail?.secrets.token ?? "", number: verification?.matchNumber };
  }

  function answer(token: string, decision: string, matchNumber?: string) {
    return api.succeed(ANONYMOUS, ANSWER, { input: { token, decision, matchNumber } });
  }

  async function stateOf(id: string, actor: Actor = OPERATOR): Promise<AuthorizationAnswer> {
    return (await api.succeed<{ node: AuthorizationAnswer }>(actor, AUTHORIZATION, { id })).node;
  }

  async function grantMany(actor: Actor, items: object[]): Promise<{ ids: string[]; left: Left[] }> {
    const input = { idempotencyKey: `bulk-${++number}`, items };
    type Granted = { grantAuthorizations: { ids: string[]; left: Left[] } };
    return (await api.succeed<Granted>(actor, GRANT_MANY, { input })).grantAuthorizations;
  }

  /** As its owner, on the page of the address. */
  function withdraw(id: string, address: string) {
    const authorizationId = fromGlobalId("Authorization", readGlobalId(id));
    const mailer = verificationKeys(api.services.configuration);
    const page = { linkId: "", language: "en", pageViewedAt: null };
    const owner = { ...page, visitor: ANONYMOUS, identityId: identityIdOf(address) };
    return api.database.write((tx) => withdrawAsOwner(tx, owner, mailer, authorizationId));
  }

  /** One account with a pair in every way in which its matter can be settled, or open, already. */
  async function everyFate() {
    const account = await asker();
    const at = (name: string) => `${name}${number}@owner.test`;
    const denied = await ask(account, at("denied"));
    await answer(denied.token, "DENY");
    const blocked = await ask(account, at("blocked"));
    await answer(blocked.token, "BLOCK");
    const waiting = await ask(account, at("waiting"));
    const given = async (name: string, more: object = {}) => {
      const input = { accountId: account.id, address: at(name), ...more };
      const granted = await api.succeed<{ grantAuthorization: { id: string } }>(OPERATOR, GRANT, { input });
      return granted.grantAuthorization.id;
    };
    const withdrawn = await given("withdrawn");
    await withdraw(withdrawn, at("withdrawn"));
    const revoked = await given("revoked");
    await api.succeed(OPERATOR, REVOKE, { id: revoked });
    const paused = await given("paused");
    await api.succeed(OPERATOR, PAUSE, { id: paused });
    const stands = await given("stands");
    const ids = [denied.id, blocked.id, waiting.id, withdrawn, revoked, paused, stands];
    const because = ["REFUSED", "BLOCKED", "UNANSWERED", "WITHDRAWN", "REVOKED", "PAUSED", "AUTHORIZED"];
    const addresses = ["denied", "blocked", "waiting", "withdrawn", "revoked", "paused", "stands"].map(at);
    return { account, ids, addresses, because, fresh: at("fresh") };
  }

  const statesOf = (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await stateOf(id)).state));

  it("is undone by no batch: what is known already stays as it is and is listed, what is new is given", async () => {
    const { account, ids, addresses, because, fresh } = await everyFate();
    const before = await statesOf(ids);
    const items = [...addresses, fresh].map((address) => ({ accountId: account.id, address }));
    const { ids: given, left } = await grantMany(OPERATOR, items);
    expect(left.map(({ item, address, because: why }) => [item, address, why])).toEqual(
      addresses.map((address, index) => [index, address, because[index]]),
    );
    expect(await statesOf(ids)).toEqual(before);
    expect(await statesOf(given)).toEqual(["AUTHORIZED"]);
    const again = await grantMany(OPERATOR, items);
    expect([again.ids, again.left.length]).toEqual([[], 8]);
  });

  it("is undone by no proposal that gives at once: where something was said, its owner is asked first", async () => {
    const { addresses, because, fresh } = await everyFate();
    const other = await asker();
    const grandfatherUntil = new Date(clock.now().getTime() + 30 * DAY_MS);
    const mailer = verificationKeys(api.services.configuration);
    const proposed = async (address: string) => {
      const proposal = { accountId: fromGlobalId("Account", readGlobalId(other.id)), address, grandfatherUntil };
      const outcome = await api.database.write((tx) => proposeIdentity(tx, mailer, proposal));
      return outcome.kind === "PROPOSED" ? outcome.authorization.state : outcome.kind;
    };
    for (const said of ["REFUSED", "BLOCKED", "UNANSWERED", "WITHDRAWN"]) {
      expect([said, await proposed(addresses[because.indexOf(said)]!)]).toEqual([said, "PENDING"]);
    }
    expect(await proposed(fresh)).toBe("AUTHORIZED");
  });

  it("is undone by no file, and the file's report says so, rehearsed or not", async () => {
    const { account, ids, addresses, because, fresh } = await everyFate();
    const before = await statesOf(ids);
    const rows = [...addresses, fresh].map((address, index) => ({
      account: account.address,
      address,
      line: index + 2,
    }));
    const { checked, problems } = await checkRows(api.database.reader, rows, { file: "old.csv", language: ENGLISH });
    expect(problems).toEqual([]);
    const { written, left } = await api.database.write((tx) => importBatch(tx, checked, ENGLISH));
    expect(written).toBe(1);
    expect(left.map(({ line, because: why }) => [line, why])).toEqual(because.map((why, index) => [index + 2, why]));
    expect(left[0]!.words).toMatch(
      /^asker\d+@north\.test as denied\d+@owner\.test was refused by its owner, since \d+ \w+ 20/,
    );
    const inGerman = await api.database.write((tx) => importBatch(tx, checked, languageFor("de")));
    expect(inGerman.left[0]!.words).toMatch(
      /^asker\d+@north\.test mit denied\d+@owner\.test ist vom Inhaber abgelehnt, seit \d+\. \S+ 20\d\d UTC \(vom Inhaber abgelehnt\)$/,
    );
    expect(await statesOf(ids)).toEqual(before);
    const second = await api.database.write((tx) => importBatch(tx, checked, ENGLISH));
    expect([second.written, second.left.length]).toEqual([0, 8]);
    const source = (
      await api.succeed<{ authorizations: { edges: { node: { source: string } }[] } }>(
        OPERATOR,
        "query ($address: String!) { authorizations(filter: { address: $address }) { edges { node { source } } } }",
        { address: fresh },
      )
    ).authorizations.edges[0]!.node.source;
    expect(source).toBe(AuthorizationSource.IMPORT);
  });

  it.each([
    ["DENY", "REFUSED"],
    ["BLOCK", "BLOCKED"],
    [null, "UNANSWERED"],
    ["WITHDRAW", "WITHDRAWN"],
  ] as const)(
    "%s is overruled by the operator alone, one by one, with a reason, and the owner is told",
    async (said, word) => {
      const account = await asker();
      const address = `overruled${number}@owner${number}.test`;
      const asked = await ask(account, address);
      if (said === "WITHDRAW") {
        await answer(asked.token, "ALLOW", asked.number);
        await withdraw(asked.id, address);
      } else if (said !== null) await answer(asked.token, said);
      const input = { accountId: account.id, address };
      expect((await api.refuse(account.actor, GRANT, { input })).extensions.code).toBe("FORBIDDEN");
      expect((await api.refuse(OPERATOR, GRANT, { input })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.reason",
      });
      const reason = "the customer has shown us the contract";
      await api.succeed(OPERATOR, GRANT, { input: { ...input, reason } });
      expect(await stateOf(asked.id)).toMatchObject({ state: "AUTHORIZED", reason });
      const told = (await mailbox.deliver()).filter(({ template }) => template === "owner-overruled");
      expect(told.map(({ parameters }) => [parameters.address, parameters.word])).toEqual([[address, word]]);
      expect(JSON.stringify(told[0]!.parameters)).not.toContain("contract");
    },
  );

  it("holds against the administrators of its domain, who answer only what the owner has not", async () => {
    const account = await asker();
    const address = `refused${number}@north.test`;
    const asked = await ask(account, address);
    await answer(asked.token, "DENY");
    const input = { accountId: account.id, address, reason: "our domain" };
    const conflict = await api.refuse(tree.north.domain.actor, GRANT, { input });
    expect(conflict.extensions).toMatchObject({ code: "CONFLICT", field: "input.address" });
    clock.advance(31 * DAY_MS);
    expect((await ask(account, address)).state).toBe("PENDING");
    const waiting = `open${number}@north.test`;
    const open = await ask(account, waiting);
    // Asked again it is no matter for their queue, as what was never answered is.
    type Approvals = { approvals: { edges: { node: { authorization: { id: string } } }[] } };
    const { approvals } = await api.succeed<Approvals>(tree.north.domain.actor, APPROVALS);
    const queued = approvals.edges.map(({ node }) => node.authorization.id);
    expect([queued.includes(open.id), queued.includes(asked.id)]).toEqual([true, false]);
    await api.succeed(tree.north.domain.actor, GRANT, { input: { accountId: account.id, address: waiting } });
    expect((await stateOf(open.id)).state).toBe("AUTHORIZED");
    expect((await mailbox.deliver()).filter(({ template }) => template === "owner-overruled")).toEqual([]);
  });

  it("is not forgotten when it is asked again and nobody answers", async () => {
    const account = await asker();
    const address = `twice${number}@owner.test`;
    const asked = await ask(account, address);
    await answer(asked.token, "DENY");
    clock.advance(31 * DAY_MS);
    await ask(account, address);
    clock.advance(10 * DAY_MS);
    await api.database.write((tx) => expireVerifications(tx));
    expect((await stateOf(asked.id)).state).toBe("EXPIRED");
    const { left } = await grantMany(OPERATOR, [{ accountId: account.id, address }]);
    expect(left.map(({ because }) => because)).toEqual(["REFUSED"]);
    const renewed = await api.succeed<{ resendVerification: { state: string } }>(account.actor, RESEND, {
      id: asked.id,
    });
    expect(renewed.resendVerification.state).toBe("PENDING");
  });

  it("is not undone by an alias that the account is given later: its owner is asked like any other", async () => {
    const account = await asker();
    const address = `sales${number}@north.test`;
    const asked = await ask(account, address);
    await answer(asked.token, "DENY");
    await api.succeed(
      tree.north.domain.actor,
      "mutation ($id: ID!, $alias: String!) { addAccountAlias(accountId: $id, address: $alias) { id } }",
      { id: account.id, alias: address },
    );
    const input = { accountId: account.id, address, displayName: "Sales" };
    expect((await api.refuse(account.actor, ADD_IDENTITY, { input })).extensions.code).toBe("CONFLICT");
    clock.advance(31 * DAY_MS);
    expect((await ask(account, address)).state).toBe("PENDING");
  });

  it("goes with the mailbox: who has the address next has said neither yes nor no", async () => {
    const account = await asker();
    const colleague = await plantAccount(api, tree.north.domain.id, `colleague${number}@north.test`);
    const asked = await ask(account, colleague.address);
    await answer(asked.token, "DENY");
    const remove = "mutation ($id: ID!) { deleteAccount(id: $id) }";
    await api.succeed(tree.north.domain.actor, remove, { id: colleague.id });
    await plantAccount(api, tree.north.domain.id, colleague.address);
    const next = await ask(account, colleague.address);
    expect([next.id, next.state]).toEqual([asked.id, "PENDING"]);
    const { left } = await grantMany(OPERATOR, [{ accountId: account.id, address: colleague.address }]);
    expect(left.map(({ because }) => because)).not.toContain("REFUSED");
  });

  it("leaves no mail about what was overruled in a transaction that did not commit", async () => {
    const before = await api.database.reader.countBy(OutboxMail, { template: "owner-overruled" });
    const account = await asker();
    const address = `rolled-back${number}@owner.test`;
    const asked = await ask(account, address);
    await answer(asked.token, "DENY");
    const input = { accountId: account.id, address, reason: "a reason", until: "2001-01-01T00:00:00Z" };
    expect((await api.refuse(OPERATOR, GRANT, { input })).extensions.code).toBe("BAD_USER_INPUT");
    expect(await api.database.reader.countBy(OutboxMail, { template: "owner-overruled" })).toBe(before);
  });
});
