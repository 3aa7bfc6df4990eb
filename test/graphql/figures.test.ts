import { expect } from "vitest";
import { Account } from "../../src/tenancy/index.js";
import { OPERATOR } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { CREATE_ACCOUNT } from "./tenancy-tree.js";

describeInWorld("the figures of a tenant", (it) => {
  it.beforeAll(async ({ api, tenants: { north, south } }) => {
    const ask = "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }";
    for (const address of [`x@${south.domain.name}`, "y@elsewhere.example"]) {
      await api.succeed(north.actor, ask, { input: { accountId: north.account.id, address } });
    }
  });

  it("are counts of what is in and below it, by state", async ({ api, tenants: { north } }) => {
    const found = await api.succeed<Record<string, unknown>>(
      north.actor,
      `{ reseller(id: "${north.id}") { domainCount accountCount authorizationCounts { state count } }
         domain(id: "${north.domain.id}") { accountCount authorizationCounts { state count } }
         account(id: "${north.account.id}") { authorizationCounts { state count } } }`,
    );
    const counts = expect.arrayContaining([
      { state: "PENDING", count: 2 },
      { state: "AUTHORIZED", count: 0 },
    ]);
    expect(found).toEqual({
      reseller: { domainCount: 1, accountCount: 2, authorizationCounts: counts },
      domain: { accountCount: 2, authorizationCounts: counts },
      account: { authorizationCounts: counts },
    });
  });

  it("are one overview, of the caller's scope or a part of it, in the same few statements", async ({
    api,
    tenants,
  }) => {
    const { north, south } = tenants;
    const overview =
      "query ($scope: ScopeInput) { overview(scope: $scope) { waitingApprovals pendingAuthorizations undeliverable openProposals holds alarms deadMails } }";
    const nothing = { undeliverable: 0, openProposals: 0, holds: 0, alarms: 0 };
    const of = async (actor: typeof OPERATOR, scope?: object) =>
      (await api.succeed<{ overview: object }>(actor, overview, { scope })).overview;
    const ofNorth = { ...nothing, waitingApprovals: 0, pendingAuthorizations: 2, deadMails: null };
    const ofSouth = { ...nothing, waitingApprovals: 1, pendingAuthorizations: 0, deadMails: null };
    expect(await of(north.actor)).toEqual(ofNorth);
    expect(await of(north.domain.actor)).toEqual(ofNorth);
    expect(await of(south.actor)).toEqual(ofSouth);
    expect(await of(OPERATOR, { domainId: south.domain.id })).toEqual(ofSouth);
    expect(await of(OPERATOR)).toEqual({ ...nothing, waitingApprovals: 1, pendingAuthorizations: 2, deadMails: 0 });
    expect((await api.refuse(north.actor, overview, { scope: { resellerId: south.id } })).extensions.code).toBe(
      "NOT_FOUND",
    );
    expect(await countStatements(api.database, async () => void (await of(north.actor)))).toBeLessThan(5);
  });

  it("take as many statements for many rows of a list as for few", async ({ api, tenants: { north } }) => {
    const statements = (first: number) =>
      countStatements(api.database, async () => {
        await api.succeed(
          north.actor,
          `{ accounts(first: ${first}, orderBy: { field: NAME, direction: DESC }) { totalCount edges { node { authorizationCounts { state count }
             authorizations { totalCount edges { cursor } } sendableAddresses { totalCount edges { cursor } }
             domain { accountCount accounts(first: 1) { totalCount } reseller { domainCount accountCount } } } } } }`,
        );
      });
    for (const name of ["a", "b", "c", "d"]) {
      const input = { domainId: north.domain.id, address: `${name}@${north.domain.name}` };
      await api.succeed(OPERATOR, CREATE_ACCOUNT, { input });
    }
    expect(await api.database.reader.count(Account)).toBe(8);
    // The rules of decisions are kept from then on.
    await statements(1);
    expect(await statements(5)).toBe(await statements(2));
  });
});
