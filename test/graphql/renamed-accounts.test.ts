import { expect } from "vitest";
import { OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import { auditActionsOf, plantAccount } from "./tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer } from "./verification-mailbox.js";

const RENAME = `mutation ($id: ID!, $input: UpdateAccountInput!) {
  updateAccount(id: $id, input: $input) { address aliases sendableAddresses { edges { node { address state } } } }
}`;
const DECIDE = `query ($login: String!, $sender: String!) {
  authorizeSender(login: $login, sender: $sender) { reason wouldDeny }
}`;

interface Renamed {
  readonly address: string;
  readonly aliases: string[];
  readonly sendableAddresses: { readonly edges: { readonly node: { address: string; state: string } }[] };
}

describeInWorld("an account that is renamed", (it) => {
  async function rename(api: TestApi, id: string, input: Record<string, unknown>): Promise<Renamed> {
    return (await api.succeed<{ updateAccount: Renamed }>(OPERATOR, RENAME, { id, input })).updateAccount;
  }

  async function reasonFor(api: TestApi, login: string, sender: string): Promise<string> {
    const { authorizeSender } = await api.succeed<{ authorizeSender: { reason: string } }>(OPERATOR, DECIDE, {
      login,
      sender,
    });
    return authorizeSender.reason;
  }

  it("keeps the old address as an alias with what was allowed for it, and takes it back as its address", async ({
    api,
    tenants,
  }) => {
    const [old, married] = ["anna.one@north.test", "anna.two@north.test"];
    const account = await plantAccount(api, tenants.north.domain.id, old);
    const input = { accountId: account.id, address: "anna.one+fair@north.test", displayName: "The fair" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(OPERATOR, ADD_IDENTITY, { input });
    expect(addIdentity.state).toBe("AUTHORIZED");

    const renamed = await rename(api, account.id, { address: married, keepOldAddress: true });
    expect(renamed).toMatchObject({ address: married, aliases: [old] });
    expect(renamed.sendableAddresses.edges.map(({ node }) => [node.address, node.state])).toEqual([
      [married, "ALLOWED"],
      [old, "ALLOWED"],
      ["anna.one+fair@north.test", "ALLOWED"],
    ]);
    expect(await reasonFor(api, married, old)).toBe("ALIAS");
    expect(await reasonFor(api, married, "anna.one+fair@north.test")).not.toBe("REVOKED");

    const back = await rename(api, account.id, { address: old, keepOldAddress: true });
    expect(back).toMatchObject({ address: old, aliases: [married] });
    expect(await reasonFor(api, old, old)).toBe("OWN_ADDRESS");
    expect(await auditActionsOf(api, account.id)).toEqual(
      expect.arrayContaining(["account.alias-added", "account.alias-removed", "account.updated"]),
    );
    // Without it the address is free for somebody else, and nothing of it goes on.
    expect(await rename(api, account.id, { address: married })).toMatchObject({ address: married, aliases: [] });
    expect(await reasonFor(api, married, old)).toBe("NOT_AUTHORIZED");
  });

  it("gets no address that is another's, also not another's alias", async ({ api, tenants }) => {
    const account = await plantAccount(api, tenants.north.domain.id, "ben.one@north.test");
    const other = await plantAccount(api, tenants.north.domain.id, "ben.two@north.test");
    await rename(api, other.id, { address: "ben.three@north.test", keepOldAddress: true });
    for (const address of ["ben.two@north.test", "ben.three@north.test"]) {
      const error = await api.refuse(OPERATOR, RENAME, { id: account.id, input: { address, keepOldAddress: true } });
      expect(error.extensions).toMatchObject({ reason: "ADDRESS_TAKEN" });
    }
  });
});
