import { beforeAll, expect, it } from "vitest";
import { Administrator, ApiKey } from "../../src/access/index.js";
import { Authorization, DomainAuthorization } from "../../src/authorizations/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  type CreatedTenant,
  innerIdOf,
  plantAccount,
  plantDomain,
  plantReseller,
  plantTenant,
} from "./tenancy-tree.js";
import { GRANT } from "./verification-mailbox.js";

const MOVE = "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { name } }";
const MOVE_RESELLER = "mutation ($id: ID!, $to: ID) { moveReseller(id: $id, parentId: $to) { id } }";
const WIDE = `mutation ($input: RequestDomainAuthorizationInput!) { requestDomainAuthorization(input: $input) { id state } }`;
const ADMINISTRATOR = "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";
const KEY = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key { id } } }";
const PREVIEW = `query ($input: PreviewMoveInput!) { previewMove(input: $input) {
  authorizationCount authorizations { id } domainAuthorizationCount credentialCount credentials { label } messagesOf30Days
} }`;

interface Preview {
  readonly authorizationCount: number;
  readonly authorizations: readonly { readonly id: string }[];
  readonly domainAuthorizationCount: number;
  readonly credentialCount: number;
  readonly credentials: readonly { readonly label: string }[];
}

describeOnEachEngine("what a former holder gave", (engine) => {
  let api: TestApi;
  let number = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
  });

  /** A reseller's administrator, as a row that makes credentials. */
  async function administratorOf(tenant: CreatedTenant) {
    const input = { login: `holder-${number}`, password: "a long password", scope: { resellerId: tenant.id } };
    const data = await api.succeed<{ createAdministrator: { id: string } }>(OPERATOR, ADMINISTRATOR, { input });
    return { ...tenant.actor, id: innerIdOf(data.createAdministrator.id) };
  }

  /** The former reseller with a customer's domain, what it gave in it, and the reseller it goes to. */
  async function world() {
    number += 1;
    const old = await plantTenant(api, `old${number}`);
    const fresh = await plantReseller(api, `fresh${number}`);
    const customer = await plantDomain(api, old, `customer${number}.test`);
    const holder = await administratorOf(old);
    return { old, fresh, customer, holder };
  }

  async function granted(actor: typeof OPERATOR, accountId: string, address: string): Promise<string> {
    const input = { accountId, address, reason: "given" };
    const data = await api.succeed<{ grantAuthorization: { id: string } }>(actor, GRANT, { input });
    return data.grantAuthorization.id;
  }

  const stateOf = async (id: string) =>
    (await api.database.reader.findOneByOrFail(Authorization, { id: innerIdOf(id) })).state;

  it("ends when the domain moves: grants, domain authorizations and administrators, as the preview said", async () => {
    const { old, fresh, customer, holder } = await world();
    const theirs = await granted(holder, old.account.id, `boss@${customer.name}`);
    const operators = await granted(OPERATOR, old.account.id, `agreed@${customer.name}`);
    const wide = await api.succeed<{ requestDomainAuthorization: { id: string; state: string } }>(holder, WIDE, {
      input: { accountId: old.account.id, domain: customer.name },
    });
    expect(wide.requestDomainAuthorization.state).toBe("AUTHORIZED");
    const login = `left-behind-${number}`;
    const input = { login, password: "a long password", scope: { domainId: customer.id } };
    await api.succeed(holder, ADMINISTRATOR, { input });
    const kept = { ...input, login: `operators-${number}` };
    await api.succeed({ ...OPERATOR, id: null }, ADMINISTRATOR, { input: kept });

    const { previewMove } = await api.succeed<{ previewMove: Preview }>(OPERATOR, PREVIEW, {
      input: { domainId: customer.id, toResellerId: fresh.id },
    });
    expect(previewMove).toEqual({
      authorizationCount: 1,
      authorizations: [{ id: theirs }],
      domainAuthorizationCount: 1,
      credentialCount: 1,
      credentials: [{ label: login }],
      messagesOf30Days: 0,
    });
    await api.succeed(OPERATOR, MOVE, { id: customer.id, to: fresh.id });
    expect([await stateOf(theirs), await stateOf(operators)]).toEqual(["REVOKED", "AUTHORIZED"]);
    const claim = { id: innerIdOf(wide.requestDomainAuthorization.id) };
    expect((await api.database.reader.findOneByOrFail(DomainAuthorization, claim)).state).toBe("REVOKED");
    const disabled = await api.database.reader.findBy(Administrator, {
      isDisabled: true,
      domainId: innerIdOf(customer.id),
    });
    expect(disabled.map((each) => each.login)).toEqual([login]);
  });

  it("ends what an account that moves away was given in the domains that stay", async () => {
    const { old, fresh, customer, holder } = await world();
    const mailbox = await plantAccount(api, customer.id, `anna@${customer.name}`);
    const id = await granted(holder, mailbox.id, `sales@${old.domain.name}`);
    await api.succeed(OPERATOR, MOVE, { id: customer.id, to: fresh.id });
    expect(await stateOf(id)).toBe("REVOKED");
  });

  it("stays while whoever gave it is still above: a move to one's own sub-reseller ends nothing", async () => {
    const { old, customer, holder } = await world();
    const below = await plantReseller(api, `below${number}`, old.id);
    const id = await granted(holder, old.account.id, `boss@${customer.name}`);
    await api.succeed(OPERATOR, MOVE, { id: customer.id, to: below.id });
    expect(await stateOf(id)).toBe("AUTHORIZED");
  });

  it("ends with a reseller that moves away from who gave it; what the reseller itself gave goes with it", async () => {
    const { old: above, fresh, holder } = await world();
    const moved = await plantReseller(api, `moved${number}`, above.id);
    const domain = await plantDomain(api, moved, `moved${number}.test`);
    const mailbox = await plantAccount(api, domain.id, `anna@${domain.name}`);
    const fromAbove = await granted(holder, above.account.id, `boss@${domain.name}`);
    const own = await granted(moved.actor, mailbox.id, `info@${domain.name}`);
    const key = await api.succeed<{ createApiKey: { key: { id: string } } }>(holder, KEY, {
      input: { name: "left", kind: "PANEL", scope: { resellerId: moved.id } },
    });
    await api.succeed(OPERATOR, MOVE_RESELLER, { id: moved.id, to: fresh.id });
    expect([await stateOf(fromAbove), await stateOf(own)]).toEqual(["REVOKED", "AUTHORIZED"]);
    const row = await api.database.reader.findOneByOrFail(ApiKey, { id: innerIdOf(key.createApiKey.key.id) });
    expect(row.revokedAt).not.toBeNull();
    // What it gave moved along, so a further move of its own domain ends it.
    await api.succeed(OPERATOR, MOVE, { id: domain.id, to: above.id });
    expect(await stateOf(own)).toBe("REVOKED");
  });

  it("is shown to nobody who may not move it", async () => {
    const { fresh, customer } = await world();
    const stranger = actorWith("RESELLER", {
      kind: "RESELLER",
      resellerId: innerIdOf(fresh.id),
      resellerPath: fresh.path,
    });
    const input = { domainId: customer.id, toResellerId: fresh.id };
    expect((await api.refuse(stranger, PREVIEW, { input })).extensions.code).toBe("NOT_FOUND");
  });
});
