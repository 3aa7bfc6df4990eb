import { beforeAll, expect, it } from "vitest";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  type CreatedTenant,
  innerIdOf,
  plantAccount,
  plantDomain,
  plantReseller,
  plantTenant,
} from "./tenancy-tree.js";

const DECIDE = `query ($login: String!, $sender: String!) {
  authorizeSender(login: $login, sender: $sender) { verdict reason mode }
}`;
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const GRANT = "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { state } }";
const CREATE_DOMAIN = "mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }";

describeOnEachEngine("whose a login is", (engine) => {
  let api: TestApi;
  let count = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    await setPolicy({ platform: true }, { schedule: [{ at: "2020-01-01T00:00:00Z", mode: "ENFORCE" }] });
  });

  async function setPolicy(scope: object, settings: object): Promise<void> {
    await api.succeed(OPERATOR, SET_POLICY, { input: { scope, ...settings } });
  }

  async function decide(login: string, sender: string, actor = OPERATOR) {
    const data = await api.succeed<{ authorizeSender: { verdict: string; reason: string; mode: string } }>(
      actor,
      DECIDE,
      { login, sender },
    );
    return data.authorizeSender;
  }

  const resellerOf = ({ id, path }: Pick<CreatedTenant, "id" | "path">) =>
    actorWith("RESELLER", { kind: "RESELLER", resellerId: innerIdOf(id), resellerPath: path });

  const suspend = (kind: "Account" | "Domain" | "Reseller", id: string) =>
    api.succeed(OPERATOR, `mutation ($id: ID!) { suspend${kind}(id: $id) { id } }`, { id });

  /** `user@` with the alias `press@`, granted `sales@partner.test`. */
  async function tenant(): Promise<CreatedTenant & { readonly name: string }> {
    count += 1;
    const planted = await plantTenant(api, `login${count}`);
    const alias =
      "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";
    const { name } = planted.domain;
    await api.succeed(OPERATOR, alias, { id: planted.account.id, address: `press@${name}` });
    await api.succeed(OPERATOR, GRANT, { input: { accountId: planted.account.id, address: "sales@partner.test" } });
    return { ...planted, name };
  }

  it("an alias, a subaddress, and a subaddress of an alias are the account", async () => {
    const { name } = await tenant();
    for (const local of ["press", "user+x", "press+x", "USER+x"]) {
      const login = `${local}@${name}`;
      expect(await decide(login, `user@${name}`)).toMatchObject({ verdict: "ALLOW", reason: "OWN_ADDRESS" });
      expect(await decide(login, `press@${name}`)).toMatchObject({ verdict: "ALLOW", reason: "ALIAS" });
      expect(await decide(login, "sales@partner.test")).toMatchObject({ verdict: "ALLOW", reason: "AUTHORIZED" });
      expect(await decide(login, login)).toMatchObject({ verdict: "ALLOW" });
      expect(await decide(login, "ceo@bank.test")).toMatchObject({ verdict: "DENY", reason: "NOT_AUTHORIZED" });
    }
  });

  it("each name of a suspended account is suspended, whatever suspends it", async () => {
    for (const what of ["Account", "Domain", "Reseller"] as const) {
      const { name, account, domain, id } = await tenant();
      await suspend(what, { Account: account.id, Domain: domain.id, Reseller: id }[what]);
      for (const local of ["user", "press", "user+x", "press+x"]) {
        const login = `${local}@${name}`;
        expect(await decide(login, login)).toMatchObject({ verdict: "DENY", reason: "SUSPENDED" });
      }
      const ghost = `ghost@${name}`;
      expect((await decide(ghost, ghost)).reason).toBe(what === "Account" ? "OWN_ADDRESS" : "SUSPENDED");
    }
  });

  it("each name of a suspended account is suspended in a domain that is not proven too", async () => {
    const { id, actor, account } = await tenant();
    const name = `typed${count}.test`;
    const { createDomain } = await api.succeed<{ createDomain: { id: string } }>(actor, CREATE_DOMAIN, {
      input: { resellerId: id, name },
    });
    const typed = await plantAccount(api, createDomain.id, `anna@${name}`, [`info@${name}`]);
    const before = await decide(`info@${name}`, `info@${name}`);
    expect(before).toMatchObject({ verdict: "ALLOW", reason: "OWN_ADDRESS" });
    expect(await decide(`anna@${name}`, `info@${name}`)).toMatchObject({ verdict: "DENY", reason: "NOT_AUTHORIZED" });
    // An account elsewhere whose alias lies in the domain.
    const alias =
      "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";
    await api.succeed(OPERATOR, alias, { id: account.id, address: `other@${name}` });
    await suspend("Account", typed.id);
    await suspend("Account", account.id);
    for (const local of ["anna", "info", "anna+x", "info+x", "other", "other+x"]) {
      const login = `${local}@${name}`;
      expect(await decide(login, login)).toMatchObject({ verdict: "DENY", reason: "SUSPENDED" });
    }
  });

  it("a suspended account's subaddresses stay its own, whatever its domain's administrators set afterwards", async () => {
    const { name, account, domain, actor } = await tenant();
    const set = (subaddressDelimiters: string) =>
      api.succeed(domain.actor, SET_POLICY, { input: { scope: { domainId: domain.id }, subaddressDelimiters } });
    await set("-");
    const unknown = `user+x@${name}`;
    expect(await decide(unknown, unknown)).toMatchObject({ verdict: "ALLOW", reason: "OWN_ADDRESS" });
    await suspend("Account", account.id);
    for (const delimiters of ["-", "-=", "=-."]) {
      await set(delimiters);
      for (const login of [unknown, `press+x@${name}`, ...[...delimiters].map((each) => `user${each}x@${name}`)]) {
        expect(await decide(login, login, actor)).toMatchObject({ verdict: "DENY", reason: "SUSPENDED" });
      }
    }
    // What nobody divides by is another name.
    expect(await decide(`user_x@${name}`, `user_x@${name}`)).toMatchObject({ reason: "OWN_ADDRESS" });
  });

  it("a delimiter of a suspended account's logins is taken back by whoever may lift the suspension alone", async () => {
    const { id, path, name, account, domain } = await tenant();
    const other = await plantTenant(api, `login${++count}`);
    const elsewhere = `user@${other.domain.name}`;
    const addAlias =
      "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";
    await api.succeed(OPERATOR, addAlias, { id: account.id, address: `desk@${other.domain.name}` });
    const REMOVE = "mutation ($scope: ScopeInput!) { removePolicy(scope: $scope) { mode } }";
    const scopes = [
      { scope: { domainId: domain.id }, by: domain.actor, login: `user=x@${name}` },
      { scope: { resellerId: id }, by: resellerOf({ id, path }), login: `user=x@${name}` },
      // An alias of the account is there.
      { scope: { domainId: other.domain.id }, by: other.domain.actor, login: `desk=x@${other.domain.name}` },
    ];
    for (const { scope, by, login } of scopes) {
      await api.succeed(by, SET_POLICY, { input: { scope, subaddressDelimiters: "+=" } });
      await suspend("Account", account.id);
      for (const subaddressDelimiters of ["", "+", "+-", null]) {
        const error = await api.refuse(by, SET_POLICY, { input: { scope, subaddressDelimiters } });
        expect(error.extensions).toMatchObject({ code: "FORBIDDEN", reason: "SET_FURTHER_UP" });
      }
      expect(await api.refuse(by, REMOVE, { scope })).toMatchObject({ extensions: { code: "FORBIDDEN" } });
      // What the platform names holds without it.
      await api.succeed(by, SET_POLICY, { input: { scope, subaddressDelimiters: "=" } });
      expect(await decide(login, login)).toMatchObject({ verdict: "DENY", reason: "SUSPENDED" });
      await api.succeed(OPERATOR, SET_POLICY, { input: { scope, subaddressDelimiters: "" } });
      expect(await decide(login, login)).toMatchObject({ reason: "OWN_ADDRESS" });
      await setPolicy(scope, { subaddressDelimiters: null });
      await api.succeed(OPERATOR, "mutation ($id: ID!) { resumeAccount(id: $id) { id } }", { id: account.id });
      await api.succeed(by, SET_POLICY, { input: { scope, subaddressDelimiters: "=" } });
      await api.succeed(by, REMOVE, { scope });
    }
    // A suspension of one's own binds nobody of one's rank.
    const scope = { domainId: other.domain.id };
    await api.succeed(other.domain.actor, SET_POLICY, { input: { scope, subaddressDelimiters: "=" } });
    await api.succeed(other.domain.actor, "mutation ($id: ID!) { suspendAccount(id: $id) { id } }", {
      id: other.account.id,
    });
    expect(await decide(elsewhere.replace("@", "=x@"), elsewhere)).toMatchObject({ reason: "SUSPENDED" });
    await api.succeed(other.domain.actor, SET_POLICY, { input: { scope, subaddressDelimiters: "" } });
  });

  it("no move takes a suspended account's logins away from a reseller that names their delimiter", async () => {
    const { id, domain, account, path } = await tenant();
    const actor = resellerOf({ id, path });
    const [below, beside, movable] = await Promise.all(
      ["below", "beside", "movable"].map((slug) => plantReseller(api, `${slug}${count}`, id)),
    );
    if (below === undefined || beside === undefined || movable === undefined) throw new Error("not planted");
    const MOVE = "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { id } }";
    const MOVE_ALL = "mutation ($id: ID!, $to: ID) { moveReseller(id: $id, parentId: $to) { id } }";
    await api.succeed(actor, MOVE, { id: domain.id, to: movable.id });
    await api.succeed(actor, MOVE_ALL, { id: movable.id, to: below.id });
    await setPolicy({ resellerId: below.id }, { subaddressDelimiters: "=" });
    await suspend("Account", account.id);
    for (const [act, what] of [[MOVE, domain.id] as const, [MOVE_ALL, movable.id] as const]) {
      const error = await api.refuse(actor, act, { id: what, to: beside.id });
      expect(error.extensions).toMatchObject({ code: "FORBIDDEN", reason: "SET_FURTHER_UP" });
    }
    // Where its new place names it too nothing is lost.
    await setPolicy({ resellerId: beside.id }, { subaddressDelimiters: "=" });
    await api.succeed(actor, MOVE_ALL, { id: movable.id, to: beside.id });
    await setPolicy({ resellerId: id }, { subaddressDelimiters: "=+" });
    await api.succeed(actor, MOVE, { id: domain.id, to: below.id });
  });

  it("another mailbox with a delimiter in its name is itself, suspended or not", async () => {
    const { name, account, domain } = await tenant();
    await plantAccount(api, domain.id, `user+sales@${name}`);
    await suspend("Account", account.id);
    const login = `user+sales@${name}`;
    expect(await decide(login, login)).toMatchObject({ verdict: "ALLOW", reason: "OWN_ADDRESS" });
    expect(await decide(login, `user@${name}`)).toMatchObject({ verdict: "DENY", reason: "NOT_AUTHORIZED" });
  });

  it("one that is not known is judged by its own domain's policy, elsewhere by the platform's", async () => {
    const { name, domain, id } = await tenant();
    await setPolicy({ resellerId: id }, { schedule: [{ at: "2020-01-01T00:00:00Z", mode: "WARN" }] });
    const away = "ceo@bank.test";
    expect(await decide(`ghost@${name}`, away)).toEqual({ verdict: "WARN", reason: "UNKNOWN_LOGIN", mode: "WARN" });
    await setPolicy({ domainId: domain.id }, { schedule: [{ at: "2020-01-01T00:00:00Z", mode: "OFF" }] });
    expect(await decide(`ghost@${name}`, away)).toMatchObject({ verdict: "ALLOW", mode: "OFF" });
    await setPolicy({ domainId: domain.id }, { allowNullSender: false });
    expect(await decide(`ghost@${name}`, "")).toMatchObject({ reason: "UNKNOWN_LOGIN", mode: "OFF" });
    for (const login of ["ghost@nowhere.test", "ghost", `ghost@sub.${name}`]) {
      expect(await decide(login, away)).toEqual({ verdict: "DENY", reason: "UNKNOWN_LOGIN", mode: "ENFORCE" });
    }
  });

  it("only whoever's part holds the domain learns how one that is not known is judged", async () => {
    const mine = await tenant();
    const other = await tenant();
    const login = `ghost@${mine.name}`;
    for (const actor of [mine.actor, mine.domain.actor]) {
      expect(await decide(login, login, actor)).toMatchObject({ reason: "OWN_ADDRESS" });
    }
    for (const actor of [mine.account.actor, other.actor, other.domain.actor, other.account.actor]) {
      const refusal = await api.refuse(actor, DECIDE, { login, sender: login });
      expect(refusal).toMatchObject({ message: "Account not found", extensions: { code: "NOT_FOUND" } });
    }
    expect((await api.refuse(ANONYMOUS, DECIDE, { login, sender: login })).extensions.code).toBe("UNAUTHENTICATED");
    // A gateway of another part is told the same of all of them, so that it cannot find out what is hosted.
    await suspend("Domain", mine.domain.id);
    const { resellerId, resellerPath } = other.actor.scope as { resellerId: string; resellerPath: string };
    const gateway = actorWith("GATEWAY", { kind: "RESELLER", resellerId, resellerPath });
    for (const each of [
      login,
      `user@${mine.name}`,
      `press@${mine.name}`,
      `user+x@${mine.name}`,
      "ghost@nowhere.test",
    ]) {
      expect(await decide(each, "ceo@bank.test", gateway)).toEqual({
        verdict: "DENY",
        reason: "UNKNOWN_LOGIN",
        mode: "ENFORCE",
      });
    }
  });

  it("an account asks about each of its own names", async () => {
    const { name, account } = await tenant();
    for (const local of ["user", "press", "user+x"]) {
      expect(await decide(`${local}@${name}`, `user@${name}`, account.actor)).toMatchObject({ reason: "OWN_ADDRESS" });
    }
  });

  it("an alias in another hosted domain is the account, under the account's policy", async () => {
    const { id, path, actor, account, name } = await tenant();
    const second = await plantDomain(api, { id, path, actor }, `second${count}.test`);
    const alias =
      "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";
    await api.succeed(OPERATOR, alias, { id: account.id, address: `boss@${second.name}` });
    await setPolicy({ domainId: second.id }, { schedule: [{ at: "2020-01-01T00:00:00Z", mode: "OFF" }] });
    const login = `boss@${second.name}`;
    expect(await decide(login, `user@${name}`)).toMatchObject({ reason: "OWN_ADDRESS", mode: "ENFORCE" });
    await suspend("Domain", second.id);
    // What is suspended is the account's domain, not that of a name of it.
    expect(await decide(login, login)).toMatchObject({ verdict: "ALLOW", reason: "ALIAS" });
  });
});
