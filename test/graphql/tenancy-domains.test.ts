import { beforeAll, expect, it } from "vitest";
import { Account, Domain } from "../../src/tenancy/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  auditActionsOf,
  createTenants,
  feedOf,
  innerIdOf,
  plantAccount,
  plantDomain,
  plantReseller,
  type Tree,
} from "./tenancy-tree.js";

const MOVE = `mutation ($id: ID!, $resellerId: ID!) { moveDomain(id: $id, resellerId: $resellerId) { reseller { id } } }`;
const SUSPEND = `mutation ($id: ID!, $reason: String) { suspendDomain(id: $id, reason: $reason) { state suspendedReason } }`;
const RESUME = `mutation ($id: ID!) { resumeDomain(id: $id) { state } }`;
const DELETE = `mutation ($id: ID!, $cascade: Boolean) { deleteDomain(id: $id, cascade: $cascade) }`;
const SUSPEND_ACCOUNT = `mutation ($id: ID!) { suspendAccount(id: $id) { state } }`;
const RESUME_ACCOUNT = `mutation ($id: ID!) { resumeAccount(id: $id) { state } }`;

describeOnEachEngine("changing domains", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  it("refuses another tenant's domain like one that does not exist, and roles without domains", async () => {
    for (const mutation of [MOVE, SUSPEND, RESUME, DELETE]) {
      const variables = mutation === MOVE ? { resellerId: tree.north.id } : {};
      const foreign = await api.refuse(tree.north.actor, mutation, { id: tree.south.domain.id, ...variables });
      expect(foreign.extensions).toEqual(expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }));
      const missing = await api.refuse(tree.north.actor, mutation, { id: "Domain_0193", ...variables });
      expect(missing.message).toBe(foreign.message);
      for (const actor of [
        tree.north.domain.actor,
        tree.north.account.actor,
        actorWith("GATEWAY", { kind: "PLATFORM" }),
      ]) {
        const refused = await api.refuse(actor, mutation, { id: tree.north.domain.id, ...variables });
        expect(refused.extensions.code).toBe("FORBIDDEN");
      }
    }
  });

  it("moves a domain with its accounts to another reseller of the caller, in one feed entry", async () => {
    const sub = await plantReseller(api, "sub", tree.north.id);
    const domain = await plantDomain(api, tree.north, "moving.test");
    const account = await plantAccount(api, domain.id, "a@moving.test", ["b@moving.test"]);
    const foreign = await api.refuse(tree.north.actor, MOVE, { id: domain.id, resellerId: tree.south.id });
    expect(foreign.extensions).toEqual(expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }));

    const moved = await api.succeed(tree.north.actor, MOVE, { id: domain.id, resellerId: sub.id });
    expect(moved).toEqual({ moveDomain: { reseller: { id: sub.id } } });
    const { reader } = api.database;
    expect((await reader.findOneByOrFail(Domain, { name: "moving.test" })).resellerPath).toBe(sub.path);
    expect((await reader.findOneByOrFail(Account, { addressKey: "a@moving.test" })).resellerPath).toBe(sub.path);
    expect((await feedOf(api, domain.id)).map(({ resellerPath }) => resellerPath)).toEqual([tree.north.path, sub.path]);
    expect(await feedOf(api, account.id)).toHaveLength(1);
    expect(await auditActionsOf(api, domain.id)).toEqual(["domain.created", "domain.moved"]);
    const again = await api.refuse(tree.north.actor, MOVE, { id: domain.id, resellerId: sub.id });
    expect(again.extensions).toMatchObject({ code: "CONFLICT", field: "resellerId" });
  });

  it("refuses a move that would leave an alias in a stranger's domain", async () => {
    const one = await plantDomain(api, tree.north, "tied-one.test");
    const two = await plantDomain(api, tree.north, "tied-two.test");
    await plantAccount(api, one.id, "a@tied-one.test", ["a@tied-two.test"]);
    for (const { id } of [one, two]) {
      const error = await api.refuse(OPERATOR, MOVE, { id, resellerId: tree.south.id });
      expect(error.extensions.code).toBe("CONFLICT");
      expect(error.message).toContain("a@tied-two.test");
    }
  });

  it("moves below the reseller at the other end of an alias, whichever end moves", async () => {
    const sub = await plantReseller(api, "below-aliases", tree.north.id);
    const above = await plantDomain(api, tree.north, "above-aliases.test");
    const withAlias = await plantDomain(api, tree.north, "with-alias.test");
    const withAccount = await plantDomain(api, tree.north, "with-account.test");
    await plantAccount(api, above.id, "a@above-aliases.test", ["a@with-alias.test"]);
    await plantAccount(api, withAccount.id, "b@with-account.test", ["b@above-aliases.test"]);
    for (const { id } of [withAlias, withAccount]) {
      await api.succeed(tree.north.actor, MOVE, { id, resellerId: sub.id });
    }
    // And up again, where the other end is below.
    await api.succeed(tree.north.actor, MOVE, { id: above.id, resellerId: sub.id });
    for (const { id } of [withAlias, withAccount]) {
      await api.succeed(tree.north.actor, MOVE, { id, resellerId: tree.north.id });
    }
  });

  it("hands suspensions by the reseller that a domain leaves to the one it joins, and keeps those from above", async () => {
    const from = await plantReseller(api, "from", tree.north.id);
    const to = await plantReseller(api, "to", tree.north.id);
    const domain = await plantDomain(api, from, "handed.test");
    const { id } = await plantAccount(api, domain.id, "a@handed.test");
    const other = await plantAccount(api, domain.id, "b@handed.test");
    await api.succeed(from.actor, SUSPEND, { id: domain.id, reason: "abuse" });
    await api.succeed(domain.actor, SUSPEND_ACCOUNT, { id });
    await api.succeed(OPERATOR, SUSPEND_ACCOUNT, { id: other.id });
    await api.succeed(tree.north.actor, MOVE, { id: domain.id, resellerId: to.id });

    await api.succeed(to.actor, RESUME, { id: domain.id });
    const scope = {
      kind: "DOMAIN",
      domainId: innerIdOf(domain.id),
      domainName: domain.name,
      resellerPath: to.path,
    } as const;
    await api.succeed(actorWith("DOMAIN_ADMIN", scope), RESUME_ACCOUNT, { id });
    expect((await api.refuse(to.actor, RESUME_ACCOUNT, { id: other.id })).extensions.code).toBe("FORBIDDEN");
  });

  it("suspends and resumes a domain, each once", async () => {
    const { id } = await plantDomain(api, tree.north, "paused.test");
    expect(await api.succeed(tree.north.actor, SUSPEND, { id, reason: " unpaid " })).toEqual({
      suspendDomain: { state: "SUSPENDED", suspendedReason: "unpaid" },
    });
    expect((await api.refuse(tree.north.actor, SUSPEND, { id })).extensions.code).toBe("CONFLICT");
    const long = await api.refuse(tree.north.actor, SUSPEND, { id, reason: "x".repeat(1001) });
    expect(long.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "reason" });
    await api.succeed(tree.north.actor, RESUME, { id });
    expect((await api.refuse(tree.north.actor, RESUME, { id })).extensions.code).toBe("CONFLICT");
    expect((await feedOf(api, id)).map(({ isSuspended }) => isSuspended)).toEqual([false, true, false]);
    expect(await auditActionsOf(api, id)).toEqual(["domain.created", "domain.suspended", "domain.resumed"]);
  });

  it("deletes a domain with accounts only when told to, and others' aliases in it too", async () => {
    const domain = await plantDomain(api, tree.north, "gone.test");
    const account = await plantAccount(api, domain.id, "a@gone.test");
    const outsider = await plantAccount(api, tree.north.domain.id, "outsider@north.test", ["x@gone.test"]);
    const refused = await api.refuse(tree.north.actor, DELETE, { id: domain.id });
    expect(refused.extensions.code).toBe("CONFLICT");
    expect(refused.message).toContain("1 accounts");

    await api.succeed(tree.north.actor, DELETE, { id: domain.id, cascade: true });
    expect((await feedOf(api, domain.id)).map(({ kind }) => kind)).toEqual(["DOMAIN", "DOMAIN_REMOVED"]);
    expect((await feedOf(api, account.id)).map(({ kind }) => kind)).toEqual(["ACCOUNT"]);
    expect((await feedOf(api, outsider.id)).map(({ aliasKeys }) => aliasKeys)).toEqual([["x@gone.test"], []]);
    expect(await auditActionsOf(api, outsider.id)).toEqual(["account.created", "account.alias-removed"]);
    expect(await api.database.reader.countBy(Account, { addressKey: "a@gone.test" })).toBe(0);
    // The name is free again.
    await plantDomain(api, tree.south, "gone.test");
  });
});
