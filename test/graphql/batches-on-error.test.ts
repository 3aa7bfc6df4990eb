import { expect } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { BulkCall } from "../../src/tenancy/bulk-call.entity.js";
import { Account } from "../../src/tenancy/index.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { type CreatedTenant, innerIdOf, plantAccount, plantDomain, plantReseller } from "./tenancy-tree.js";

interface Batch {
  readonly ids: string[];
  readonly count?: number;
  readonly wasRepeated: boolean;
  readonly results: {
    readonly index: number;
    readonly id: string | null;
    readonly node: { readonly __typename: string } | null;
    readonly errors: { readonly reason: string; readonly field: string; readonly index: number | null }[];
  }[];
  readonly errors: { readonly reason: string; readonly field: string; readonly index: number | null }[];
}

const RESULTS =
  "wasRepeated results { index id node { __typename } errors { reason field index } } errors { reason field index }";

let serial = 0;

async function batch(api: TestApi, actor: Actor, field: string, type: string, input: object): Promise<Batch> {
  const ids = field === "revokeAuthorizations" ? "count" : "ids";
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${ids} ${RESULTS} } }`;
  const given = { idempotencyKey: `on-error-${++serial}`, ...input };
  return (await api.succeed<Record<string, Batch>>(actor, document, { input: given }))[field] as Batch;
}

/** `done` for an item that was done, else its reasons and places. */
const fates = ({ results }: Batch) =>
  results.map(
    ({ id, errors }) => errors.map(({ reason, field }) => `${reason} ${field}`).join() || (id ? "done" : "left"),
  );

async function granted(api: TestApi, tenant: CreatedTenant, name: string): Promise<string> {
  const { grantAuthorization } = await api.succeed<{ grantAuthorization: { id: string } }>(
    OPERATOR,
    "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }",
    { input: { accountId: tenant.account.id, address: `${name}@away.test` } },
  );
  return grantAuthorization.id;
}

describeInWorld("a batch that does the others", (it) => {
  it("makes the accounts that can be, says of each item what became of it, and says the same again", async ({
    api,
    tenants,
  }) => {
    const { north } = tenants;
    const domain = await plantDomain(api, north, "others.test");
    const items: Record<string, unknown>[] = Array.from({ length: 40 }, (_, index) => ({
      domainId: domain.id,
      address: `u${index}@others.test`,
    }));
    items[3] = { ...items[3], address: "no address" };
    items[9] = { ...items[9], domainId: tenants.south.domain.id, address: "x@south.test" };
    items[20] = { ...items[20], password: "short" };
    items[39] = { ...items[39], address: "u0@others.test" };
    const input = { idempotencyKey: "others-accounts", onError: "OTHERS", items };
    const first = await batch(api, north.actor, "createAccounts", "CreateAccountsInput", input);
    expect(fates(first).flatMap((fate, index) => (fate === "done" ? [] : [`${index}: ${fate}`]))).toEqual([
      "3: ADDRESS_MALFORMED input.items[3].address",
      "9: NOT_FOUND input.items[9].domainId",
      "20: PASSWORD_LENGTH input.items[20].password",
      "39: ADDRESS_TAKEN input.items[39].address",
    ]);
    expect(first).toMatchObject({ errors: [], wasRepeated: false });
    expect(first.ids).toHaveLength(36);
    expect(first.results[0]).toMatchObject({ index: 0, id: first.ids[0], node: { __typename: "Account" } });
    expect(await api.database.reader.countBy(Account, { domainId: innerIdOf(domain.id) })).toBe(36);
    const again = await batch(api, north.actor, "createAccounts", "CreateAccountsInput", input);
    expect(again).toEqual({ ...first, wasRepeated: true });
  });

  it("keeps its key also where every item was refused", async ({ api, tenants }) => {
    const idempotencyKey = "all-refused";
    const input = { idempotencyKey, onError: "OTHERS", ids: [tenants.south.account.id] };
    const answer = await batch(api, tenants.north.actor, "deleteAccounts", "AccountsInput", input);
    expect(fates(answer)).toEqual(["NOT_FOUND input.ids[0]"]);
    expect(await api.database.reader.countBy(BulkCall, { idempotencyKey })).toBe(1);
  });

  it("asks, grants, revokes, pauses, resumes and sends again what it can", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const accountId = north.account.id;
    const others = { onError: "OTHERS" };
    const asked = await batch(api, north.actor, "addIdentities", "AddIdentitiesInput", {
      ...others,
      items: [
        { accountId, address: "asked@away.test" },
        { accountId: south.account.id, address: "asked@away.test" },
        { accountId, address: "*@away.test" },
      ],
    });
    expect(fates(asked)).toEqual([
      "done",
      "NOT_FOUND input.items[1].accountId",
      "WILDCARD_ADDRESS input.items[2].address",
    ]);
    const given = await batch(api, north.actor, "grantAuthorizations", "GrantAuthorizationsInput", {
      ...others,
      items: [
        { accountId, address: "foreign@away.test" },
        { accountId, address: "new@north.test" },
        { accountId, address: north.account.address },
      ],
    });
    expect(fates(given)).toEqual(["DOMAIN_NOT_ADMINISTERED input.items[0].address", "done", "done"]);
    const [first, second] = [await granted(api, north, "first"), await granted(api, south, "second")];
    const of = (...authorizationIds: string[]) => ({ ...others, authorizationIds });
    const act = (field: string, input: object, type = "ReasonedAuthorizationsInput") =>
      batch(api, north.actor, field, type, input);
    const missing = "NOT_FOUND input.authorizationIds[1]";
    expect(fates(await act("pauseAuthorizations", of(first, second)))).toEqual(["done", missing]);
    expect(fates(await act("resumeAuthorizations", of(first, second)))).toEqual(["done", missing]);
    const revoked = await act(
      "revokeAuthorizations",
      of(first, second, given.ids[0] ?? ""),
      "RevokeAuthorizationsInput",
    );
    expect(fates(revoked)).toEqual(["done", missing, "done"]);
    expect(revoked.count).toBe(2);
    const resent = await act("resendVerifications", of(first, asked.ids[0] ?? ""), "AuthorizationsInput");
    expect(fates(resent)).toEqual(["NOT_IN_THIS_STATE input.authorizationIds[0]", "done"]);
  });

  it("changes aliases, passwords, profiles and resellers where it can", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const others = { onError: "OTHERS" };
    const account = await plantAccount(api, north.domain.id, "changed@north.test");
    const accountId = account.id;
    const foreign = south.account.id;
    const aliases = [
      { accountId, address: "new-alias@north.test" },
      { accountId, address: north.account.address },
      { accountId: foreign, address: "z@north.test" },
    ];
    const alias = (field: string) =>
      batch(api, north.actor, field, "AccountAliasesInput", { ...others, items: aliases });
    expect(fates(await alias("addAccountAliases"))).toEqual([
      "done",
      "ADDRESS_TAKEN input.items[1].address",
      "NOT_FOUND input.items[2]",
    ]);
    expect(fates(await alias("removeAccountAliases"))).toEqual([
      "done",
      "NOT_FOUND input.items[1]",
      "NOT_FOUND input.items[2]",
    ]);
    const passwords = [
      { accountId, password: "good enough 1" },
      { accountId },
      { accountId: foreign, password: "good enough 1" },
    ];
    const set = await batch(api, north.actor, "setAccountPasswords", "SetAccountPasswordsInput", {
      ...others,
      items: passwords,
    });
    expect(fates(set)).toEqual(["done", "VALUE_MISSING input.items[1].password", "NOT_FOUND input.items[2]"]);

    const authorizationId = await granted(api, north, "profiled");
    const added = await batch(api, north.actor, "addSenderProfiles", "AddSenderProfilesInput", {
      ...others,
      items: [
        { authorizationId, displayName: "Second" },
        { authorizationId, displayName: "boss@other.test" },
      ],
    });
    expect(fates(added)).toEqual(["done", "NAME_LOOKS_LIKE_ADDRESS input.items[1].displayName"]);
    const profileId = added.ids[0];
    const changed = await batch(api, north.actor, "changeSenderProfiles", "ChangeSenderProfilesInput", {
      ...others,
      items: [
        { profileId, displayName: "Third", ifVersion: 77 },
        { profileId, displayName: "Fourth" },
      ],
    });
    expect(fates(changed)).toEqual(["VERSION_CHANGED input.items[0].ifVersion", "done"]);

    const below = await plantReseller(api, "below-north", north.id);
    const domain = await plantDomain(api, north, "moved-one.test");
    const ids = [domain.id, south.domain.id];
    const moved = await batch(api, north.actor, "moveDomains", "MoveDomainsInput", {
      ...others,
      ids,
      resellerId: below.id,
    });
    expect(fates(moved)).toEqual(["done", "NOT_FOUND input.ids[1]"]);
  });

  it("changes what is as its caller has read it, and nothing of another tenant's is told", async ({
    api,
    tenants,
    clock,
  }) => {
    const { north, south } = tenants;
    const accounts = [await plantAccount(api, north.domain.id, "read-1@north.test")];
    accounts.push(await plantAccount(api, north.domain.id, "read-2@north.test"), south.account);
    const ids = accounts.map(({ id }) => id);
    const read = await Promise.all(
      accounts.map(({ id }) => api.database.reader.findOneByOrFail(Account, { id: innerIdOf(id) })),
    );
    const [first, second] = read.map(({ updatedAt }) => updatedAt.toISOString());
    clock.advance(1_000);
    const others = { onError: "OTHERS" };
    const old = "2001-01-01T00:00:00Z";
    const suspended = await batch(api, north.actor, "suspendAccounts", "SuspendAccountsInput", {
      ...others,
      ids,
      ifUpdatedAt: [first, old, old],
    });
    expect(fates(suspended)).toEqual(["done", "VERSION_CHANGED input.ids[1]", "NOT_FOUND input.ids[2]"]);
    const passwords = await batch(api, north.actor, "setAccountPasswords", "SetAccountPasswordsInput", {
      ...others,
      items: ids.slice(0, 2).map((accountId) => ({ accountId, password: "good enough 1" })),
      ifUpdatedAt: [old, second],
    });
    expect(fates(passwords)).toEqual(["VERSION_CHANGED input.items[0]", "done"]);
    const deleted = await batch(api, north.actor, "deleteAccounts", "AccountsInput", {
      ...others,
      ids: ids.slice(0, 2),
      ifUpdatedAt: [null, second],
    });
    expect(fates(deleted)).toEqual(["done", "VERSION_CHANGED input.ids[1]"]);
    const authorizationIds = [await granted(api, north, "read-1"), await granted(api, north, "read-2")];
    const act = (field: string, type: string, ifUpdatedAt: (string | null)[]) =>
      batch(api, north.actor, field, type, { ...others, authorizationIds, ifUpdatedAt });
    const paused = await act("pauseAuthorizations", "ReasonedAuthorizationsInput", [null, old]);
    expect(fates(paused)).toEqual(["done", "VERSION_CHANGED input.authorizationIds[1]"]);
    const revoked = await act("revokeAuthorizations", "RevokeAuthorizationsInput", [old, null]);
    expect(fates(revoked)).toEqual(["VERSION_CHANGED input.authorizationIds[0]", "done"]);
    const tooFew = await act("resumeAuthorizations", "ReasonedAuthorizationsInput", [old]);
    expect(tooFew.errors).toMatchObject([{ reason: "BATCH_SIZE", field: "input.ifUpdatedAt" }]);
  });

  it("does nothing by default, and names the item", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const authorizationIds = [await granted(api, north, "kept"), await granted(api, south, "kept")];
    const answer = await batch(api, north.actor, "pauseAuthorizations", "ReasonedAuthorizationsInput", {
      authorizationIds,
    });
    expect(answer).toMatchObject({
      ids: [],
      results: [],
      errors: [{ reason: "NOT_FOUND", field: "input.authorizationIds[1]", index: 1 }],
    });
  });

  it("finds one refused item among hundreds in a number of statements that grows with the refused alone", async ({
    api,
    tenants,
  }) => {
    const domain = await plantDomain(api, tenants.north, "halved.test");
    const items = Array.from({ length: 300 }, (_, index) => ({
      domainId: domain.id,
      address: index === 170 ? tenants.north.account.address : `h${index}@halved.test`,
    }));
    const statements = await countStatements(api.database, async () => {
      const answer = await batch(api, tenants.north.actor, "createAccounts", "CreateAccountsInput", {
        onError: "OTHERS",
        items,
      });
      expect(answer.ids).toHaveLength(299);
    });
    expect(statements).toBeLessThan(100);
  });
});
