import { beforeAll, expect, it } from "vitest";
import { Identity } from "../../src/authorizations/index.js";
import { verificationKeys } from "../../src/verification/index.js";
import { blockIdentity } from "../../src/verification/operations/block-identity.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { CREATE_DOMAIN, type CreatedTenant, plantAccount, plantTenant } from "./tenancy-tree.js";
import { ADD_IDENTITY } from "./verification-mailbox.js";

const DECIDE =
  "query ($login: String!, $sender: String!) { authorizeSender(login: $login, sender: $sender) { verdict reason } }";
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const GRANT = "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }";
const ADD_ALIAS =
  "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";

describeOnEachEngine("a subaddress", (engine) => {
  let api: TestApi;
  let count = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    await setPolicy({ platform: true }, { schedule: [{ at: "2020-01-01T00:00:00Z", mode: "ENFORCE" }] });
  });

  async function setPolicy(scope: object, settings: object, actor = OPERATOR): Promise<void> {
    await api.succeed(actor, SET_POLICY, { input: { scope, ...settings } });
  }

  async function decide(login: string, sender: string): Promise<string> {
    const data = await api.succeed<{ authorizeSender: { reason: string } }>(OPERATOR, DECIDE, { login, sender });
    return data.authorizeSender.reason;
  }

  const grant = (accountId: string, address: string) => api.succeed(OPERATOR, GRANT, { input: { accountId, address } });

  async function tenant(): Promise<CreatedTenant & { readonly login: string }> {
    count += 1;
    const planted = await plantTenant(api, `sub${count}`);
    return { ...planted, login: planted.account.address };
  }

  async function block(addressKey: string): Promise<void> {
    const identity = await api.database.reader.findOneByOrFail(Identity, { addressKey });
    const mailer = verificationKeys(api.services.configuration);
    await api.database.write((tx) => blockIdentity(tx, OPERATOR, mailer, identity));
  }

  it("follows the policy of the address's own domain, whoever sends as it", async () => {
    const [mine, other] = [await tenant(), await tenant()];
    const there = other.domain.name;
    await grant(mine.account.id, `info@${there}`);
    await setPolicy({ domainId: mine.domain.id }, { subaddressDelimiters: ".-_" }, mine.domain.actor);
    expect(await decide(mine.login, `info+news@${there}`)).toBe("SUBADDRESS");
    for (const local of ["info.news", "info-news", "info_news"]) {
      expect(await decide(mine.login, `${local}@${there}`)).toBe("NOT_AUTHORIZED");
    }
    await setPolicy({ domainId: other.domain.id }, { subaddressDelimiters: "-" }, other.domain.actor);
    expect(await decide(mine.login, `info-news@${there}`)).toBe("SUBADDRESS");
    expect(await decide(mine.login, `info+news@${there}`)).toBe("NOT_AUTHORIZED");
  });

  it("is no other address's where the domain is hosted and not proven, or not hosted", async () => {
    const [mine, other] = [await tenant(), await tenant()];
    const name = `typed-sub${count}.test`;
    const input = { resellerId: other.id, name };
    await grant(mine.account.id, `info@${name}`);
    expect(await decide(mine.login, `info+news@${name}`)).toBe("NOT_AUTHORIZED");
    const { createDomain } = await api.succeed<{ createDomain: { id: string } }>(other.actor, CREATE_DOMAIN, { input });
    await setPolicy({ domainId: createDomain.id }, { subaddressDelimiters: "+.-" }, other.actor);
    expect(await decide(mine.login, `info+news@${name}`)).toBe("NOT_AUTHORIZED");
    await api.succeed(OPERATOR, "mutation ($ids: [ID!]!) { confirmDomains(ids: $ids) { name } }", {
      ids: [createDomain.id],
    });
    expect(await decide(mine.login, `info+news@${name}`)).toBe("SUBADDRESS");
  });

  it("is another address's in a domain that the operator has named, and in no other", async () => {
    const { account, login } = await tenant();
    await grant(account.id, "me@bigmail.test");
    await grant(account.id, "me@othermail.test");
    await setPolicy({ platform: true }, { subaddressDomains: [{ domain: "BigMail.test", delimiters: "+" }] });
    expect(await decide(login, "me+shop@bigmail.test")).toBe("SUBADDRESS");
    expect(await decide(login, "me-shop@bigmail.test")).toBe("NOT_AUTHORIZED");
    expect(await decide(login, "me+shop@othermail.test")).toBe("NOT_AUTHORIZED");
    expect(await decide(login, "me+shop@sub.bigmail.test")).toBe("NOT_AUTHORIZED");
    await setPolicy({ platform: true }, { subaddressDomains: null });
    expect(await decide(login, "me+shop@bigmail.test")).toBe("NOT_AUTHORIZED");
  });

  it("never covers what is another's mailbox or alias", async () => {
    const { account, neighbour, domain, login } = await tenant();
    const { name } = domain;
    await plantAccount(api, domain.id, `user+ceo@${name}`);
    await api.succeed(OPERATOR, ADD_ALIAS, { id: neighbour.id, address: `user+press@${name}` });
    await api.succeed(OPERATOR, ADD_ALIAS, { id: account.id, address: `user+own@${name}` });
    expect(await decide(login, `user+ceo@${name}`)).toBe("NOT_AUTHORIZED");
    expect(await decide(login, `user+press@${name}`)).toBe("NOT_AUTHORIZED");
    expect(await decide(login, `user+own@${name}`)).toBe("ALIAS");
    expect(await decide(login, `user+else@${name}`)).toBe("SUBADDRESS");
    // Nor does asking for it make it the asker's own.
    const input = { accountId: account.id, address: `user+ceo@${name}`, displayName: "User" };
    const { addIdentity } = await api.succeed<{ addIdentity: { state: string } }>(account.actor, ADD_IDENTITY, {
      input,
    });
    expect(addIdentity.state).toBe("PENDING");
    expect(await decide(login, `user+ceo@${name}`)).toBe("PENDING");
  });

  it("never covers what its owner has blocked", async () => {
    const [mine, other] = [await tenant(), await tenant()];
    const address = `info+news@${other.domain.name}`;
    await grant(mine.account.id, `info@${other.domain.name}`);
    expect(await decide(mine.login, address)).toBe("SUBADDRESS");
    const input = { accountId: other.account.id, address, displayName: "Other" };
    await api.succeed(other.account.actor, ADD_IDENTITY, { input });
    await block(address);
    expect(await decide(mine.login, address)).toBe("NOT_AUTHORIZED");
    expect(await decide(mine.login, `info+other@${other.domain.name}`)).toBe("SUBADDRESS");
  });

  it.each(["mailbox", "alias"])("ends what rested on it when it becomes another's %s", async (what) => {
    const { account, neighbour, domain, login } = await tenant();
    const address = `user+sales@${domain.name}`;
    const input = { accountId: account.id, address, displayName: "User" };
    const { addIdentity } = await api.succeed<{ addIdentity: { state: string } }>(account.actor, ADD_IDENTITY, {
      input,
    });
    expect(addIdentity.state).toBe("AUTHORIZED");
    if (what === "mailbox") await plantAccount(api, domain.id, address);
    else await api.succeed(OPERATOR, ADD_ALIAS, { id: neighbour.id, address });
    expect(await decide(login, address)).toBe("REVOKED");
    expect(await decide(what === "mailbox" ? address : neighbour.address, address)).toBe(
      what === "mailbox" ? "OWN_ADDRESS" : "ALIAS",
    );
  });
});
