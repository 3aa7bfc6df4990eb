import { beforeAll, expect, it } from "vitest";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type CreatedTenant, plantAccount, plantDomain, plantReseller, plantTenant } from "./tenancy-tree.js";
import { type AuthorizationAnswer, GRANT } from "./verification-mailbox.js";

const COUNTS = `resellerCount domainCount accountCount reducedAccountCount ownAuthorizationCount authorizationCount
  authorizations { id state } domainAuthorizationCount credentialCount messagesOf30Days`;
const DELETION = `query ($id: ID!) { previewDeletion(id: $id) { ${COUNTS} } }`;
const RENAME = `query ($id: ID!, $address: String!) { previewRename(accountId: $id, address: $address) { ${COUNTS} } }`;
const DELETE_RESELLER = `mutation ($id: ID!, $dryRun: Boolean, $expectedCount: Int) {
  deleteReseller(id: $id, cascade: true, dryRun: $dryRun, expectedCount: $expectedCount)
}`;
const DELETE_DOMAIN = DELETE_RESELLER.replace("deleteReseller", "deleteDomain");
const DELETE_ACCOUNT = DELETE_RESELLER.replace("deleteReseller", "deleteAccount").replace(" cascade: true,", "");
const ADD_ALIAS =
  "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }";
const ADMINISTRATOR = "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";
const KEY = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key { id } } }";
const REVOKE_KEY = `mutation ($id: ID!, $dryRun: Boolean, $expectedCount: Int) {
  revokeApiKey(id: $id, withEverythingMade: true, dryRun: $dryRun, expectedCount: $expectedCount) { id }
}`;
const TABLES = ["reseller", "domain", "account", "account_alias", "administrator", "api_key"];

interface Preview {
  readonly accountCount: number;
  readonly authorizationCount: number;
  readonly authorizations: readonly { readonly id: string; readonly state: string }[];
}

describeOnEachEngine("what a deletion would end", (engine) => {
  let api: TestApi;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
  });

  /** A reseller with another below it, three accounts, rights in both directions, an alias of an outsider, credentials. */
  async function world() {
    number += 1;
    const doomed = await plantTenant(api, `doomed${number}`);
    const other = await plantTenant(api, `other${number}`);
    const below = await plantReseller(api, `below${number}`, doomed.id);
    const domain = await plantDomain(api, below, `below${number}.test`);
    await plantAccount(api, domain.id, `anna@${domain.name}`);
    await granted(doomed.account.id, other.account.address);
    await granted(other.account.id, doomed.account.address);
    await granted(other.account.id, `anna+news@${domain.name}`);
    await api.succeed(OPERATOR, ADD_ALIAS, { id: other.neighbour.id, address: `also@${domain.name}` });
    const scope = { domainId: domain.id };
    await api.succeed(OPERATOR, ADMINISTRATOR, { input: { login: `a-${number}`, password: "a long password", scope } });
    await api.succeed(OPERATOR, KEY, { input: { name: "panel", kind: "PANEL", scope: { resellerId: doomed.id } } });
    return { doomed, other, domain };
  }

  async function granted(accountId: string, address: string): Promise<string> {
    const input = { accountId, address, reason: "agreed" };
    const data = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, { input });
    return data.grantAuthorization.id;
  }

  /** Rows of each table, rights in force, and what was recorded: what a rehearsal must leave alone. */
  async function everything(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    const inForce = "sender_authorization WHERE state IN ('PENDING', 'AUTHORIZED', 'PAUSED')";
    for (const table of [...TABLES, inForce, "audit_event", "feed_entry"]) {
      const [row] = await api.database.reader.query(`SELECT COUNT(*) AS found FROM ${table}`);
      counts[table.split(" ")[0] as string] = Number(row.found);
    }
    return counts;
  }

  async function previewed(id: string): Promise<Preview> {
    return (await api.succeed<{ previewDeletion: Preview }>(OPERATOR, DELETION, { id })).previewDeletion;
  }

  it("is counted for a reseller with all below it, and is what the deletion then ends", async () => {
    const { doomed } = await world();
    const before = await everything();
    const preview = await previewed(doomed.id);
    expect(preview).toMatchObject({
      resellerCount: 2,
      domainCount: 2,
      accountCount: 3,
      reducedAccountCount: 1,
      ownAuthorizationCount: 1,
      authorizationCount: 2,
      domainAuthorizationCount: 0,
      credentialCount: 2,
      messagesOf30Days: 0,
    });
    expect(preview.authorizations.map(({ state }) => state)).toEqual(["AUTHORIZED", "AUTHORIZED"]);
    expect(await everything()).toEqual(before);

    await api.succeed(OPERATOR, DELETE_RESELLER, { id: doomed.id, expectedCount: preview.accountCount });
    const after = await everything();
    const ended = Object.fromEntries(Object.entries(before).map(([table, count]) => [table, count - after[table]!]));
    expect(ended).toMatchObject({
      reseller: 2,
      domain: 2,
      account: 3,
      account_alias: 1,
      administrator: 1,
      api_key: 1,
      sender_authorization: 3,
    });
  });

  it("is counted for a domain and for an account", async () => {
    const { domain, doomed } = await world();
    expect(await previewed(domain.id)).toMatchObject({
      resellerCount: 0,
      domainCount: 1,
      accountCount: 1,
      reducedAccountCount: 1,
      authorizationCount: 1,
      credentialCount: 1,
    });
    expect(await previewed(doomed.account.id)).toMatchObject({
      domainCount: 0,
      accountCount: 1,
      ownAuthorizationCount: 1,
      authorizationCount: 1,
      credentialCount: 0,
    });
  });

  it("is counted for an account that goes on under another address", async () => {
    const { doomed } = await world();
    const before = await everything();
    const variables = { id: doomed.account.id, address: `renamed@${doomed.domain.name}` };
    const { previewRename } = await api.succeed<{ previewRename: Preview }>(doomed.domain.actor, RENAME, variables);
    expect(previewRename).toMatchObject({ accountCount: 0, ownAuthorizationCount: 0, authorizationCount: 1 });
    expect(await everything()).toEqual(before);
  });

  it("is nobody's to look at who could not delete it", async () => {
    const { doomed, other } = await world();
    const foreign = await api.refuse(other.actor, DELETION, { id: doomed.id });
    expect(foreign.extensions.code).toBe("NOT_FOUND");
    const below = await api.refuse(doomed.domain.actor, DELETION, { id: doomed.domain.id });
    expect(below.extensions.code).toBe("FORBIDDEN");
  });

  const deletions: [string, string, (tenant: CreatedTenant) => string, number][] = [
    ["a reseller", DELETE_RESELLER, ({ id }) => id, 3],
    ["a domain", DELETE_DOMAIN, ({ domain }) => domain.id, 2],
    ["an account", DELETE_ACCOUNT, ({ account }) => account.id, 1],
  ];
  it.each(deletions)(
    "changes nothing in a dry run, nor where another number is expected: %s",
    async (_, text, of, count) => {
      const { doomed } = await world();
      const id = of(doomed);
      const before = await everything();
      await api.succeed(OPERATOR, text, { id, dryRun: true, expectedCount: count });
      const error = await api.refuse(OPERATOR, text, { id, expectedCount: count + 1 });
      expect(error).toMatchObject({
        message: expect.stringContaining(`${count}, not ${count + 1}`),
        extensions: { code: "CONFLICT", field: "expectedCount" },
      });
      expect(await everything()).toEqual(before);
    },
  );

  it("counts all that a credential made before one act ends it", async () => {
    const { doomed } = await world();
    const scope = { resellerId: doomed.id };
    const login = { login: `maker-${number}`, password: "a long password", scope };
    const maker = await api.succeed<{ createAdministrator: { id: string } }>(OPERATOR, ADMINISTRATOR, { input: login });
    const { id } = maker.createAdministrator;
    const actor = { ...doomed.actor, id: (await innerId("administrator", "login", login.login)) as string };
    await api.succeed(actor, KEY, { input: { name: "one", kind: "PANEL", scope } });
    await api.succeed(actor, KEY, { input: { name: "two", kind: "PANEL", scope } });
    const text = REVOKE_KEY.replace("revokeApiKey", "disableAdministrator");
    const revoked = () => countOf("api_key WHERE revokedAt IS NOT NULL");
    const before = await revoked();
    const error = await api.refuse(OPERATOR, text, { id, expectedCount: 1 });
    expect(error.message).toContain("3, not 1");
    await api.succeed(OPERATOR, text, { id, dryRun: true, expectedCount: 3 });
    expect(await revoked()).toBe(before);
    await api.succeed(OPERATOR, text, { id, expectedCount: 3 });
    expect(await revoked()).toBe(before + 2);
  });

  async function countOf(table: string): Promise<number> {
    const [row] = await api.database.reader.query(`SELECT COUNT(*) AS found FROM ${table}`);
    return Number(row.found);
  }

  async function innerId(table: string, column: string, value: string): Promise<unknown> {
    const [row] = await api.database.reader.query(`SELECT id FROM ${table} WHERE ${column} = ?`, [value]);
    return row.id;
  }
});
