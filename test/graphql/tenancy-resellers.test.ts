import { beforeAll, expect, it } from "vitest";
import { Account, Domain, Reseller } from "../../src/tenancy/index.js";
import { isSuspended } from "../../src/tenancy/suspension.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  auditActionsOf,
  CREATE_RESELLER,
  createTenants,
  feedOf,
  innerIdOf,
  type PlantedReseller,
  plantAccount,
  plantDomain,
  plantReseller,
  type Tree,
} from "./tenancy-tree.js";

const UPDATE = `mutation ($id: ID!, $input: UpdateResellerInput!) {
  updateReseller(id: $id, input: $input) { name slug brandName supportContact language }
}`;
const MOVE = `mutation ($id: ID!, $parentId: ID) { moveReseller(id: $id, parentId: $parentId) { id parent { id } } }`;
const SUSPEND = `mutation ($id: ID!, $reason: String) { suspendReseller(id: $id, reason: $reason) { state suspendedReason } }`;
const RESUME = `mutation ($id: ID!) { resumeReseller(id: $id) { state suspendedReason } }`;
const DELETE = `mutation ($id: ID!, $cascade: Boolean) { deleteReseller(id: $id, cascade: $cascade) }`;
const EVERY_CHANGE = [
  [UPDATE, { input: { name: "Renamed" } }],
  [MOVE, {}],
  [SUSPEND, {}],
  [RESUME, {}],
  [DELETE, {}],
] as const;

describeOnEachEngine("changing resellers", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  const rowOf = (reseller: { id: string }) =>
    api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(reseller.id) });

  it("refuses another tenant's reseller like one that does not exist", async () => {
    for (const [mutation, variables] of EVERY_CHANGE) {
      const foreign = await api.refuse(tree.north.actor, mutation, {
        id: tree.south.id,
        parentId: tree.north.id,
        ...variables,
      });
      expect(foreign.extensions).toEqual(expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }));
      const missing = await api.refuse(tree.north.actor, mutation, {
        id: "Reseller_01930000000070008000000000000009",
        parentId: tree.north.id,
        ...variables,
      });
      expect(missing.message).toBe(foreign.message);
    }
    expect((await rowOf(tree.south)).name).toBe("Reseller south");
  });

  it("refuses roles that have no resellers", async () => {
    for (const actor of [
      tree.north.domain.actor,
      tree.north.account.actor,
      actorWith("GATEWAY", { kind: "PLATFORM" }),
    ]) {
      for (const [mutation, variables] of EVERY_CHANGE) {
        const error = await api.refuse(actor, mutation, { id: tree.north.id, ...variables });
        expect(error.extensions.code).toBe("FORBIDDEN");
      }
    }
  });

  it("lets a reseller do none of it to itself, except its branding", async () => {
    const inner = await plantReseller(api, "inner-north", tree.north.id);
    for (const [mutation, variables] of EVERY_CHANGE) {
      const error = await api.refuse(tree.north.actor, mutation, {
        id: tree.north.id,
        parentId: inner.id,
        ...variables,
      });
      expect(error.extensions.code).toBe("FORBIDDEN");
    }
    const input = { brandName: "Nord Mail", supportContact: "+44 1632 960112", language: "DE" };
    expect(await api.succeed(tree.north.actor, UPDATE, { id: tree.north.id, input })).toMatchObject({
      updateReseller: { brandName: "Nord Mail", supportContact: "+44 1632 960112", language: "de" },
    });
    const removed = { id: tree.north.id, input: { brandName: null } };
    expect(await api.succeed(tree.north.actor, UPDATE, removed)).toMatchObject({
      updateReseller: { brandName: null, language: "de" },
    });
  });

  it("renames a reseller below, and refuses a bad or a taken slug", async () => {
    const { id } = await plantReseller(api, "to-rename", tree.north.id);
    const update = (input: object) => api.refuse(tree.north.actor, UPDATE, { id, input });
    expect((await update({ slug: "south" })).extensions).toMatchObject({ code: "CONFLICT", field: "input.slug" });
    expect((await update({ slug: "S O" })).extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.slug" });
    expect((await update({ name: "x".repeat(300) })).extensions).toMatchObject({ field: "input.name" });
    const input = { name: "Another name", slug: "renamed" };
    expect(await api.succeed(tree.north.actor, UPDATE, { id, input })).toMatchObject({ updateReseller: input });
    expect(await auditActionsOf(api, id)).toEqual(["reseller.created", "reseller.updated"]);
  });

  it("moves a reseller with everything below it, in one feed entry", async () => {
    const left = await plantReseller(api, `left-${engine.toLowerCase()}`, tree.north.id);
    const moved = await plantReseller(api, "moved", left.id);
    const deep = await plantReseller(api, "deep", moved.id);
    const domain = await plantDomain(api, deep, "deep.test");
    const account = await plantAccount(api, domain.id, "deep@deep.test");
    const target = await plantReseller(api, "target", tree.north.id);
    await insertAdministrator(api, deep, domain.id);
    await insertPolicies(api, deep.path, [innerIdOf(deep.id), innerIdOf(domain.id), innerIdOf(account.id)]);

    await api.succeed(tree.north.actor, MOVE, { id: moved.id, parentId: target.id });

    const movedRow = await rowOf(moved);
    expect(movedRow.path).toBe(`${target.path}${moved.path.slice(-8)}`);
    expect(movedRow.parentId).toBe(innerIdOf(target.id));
    const expected = `${movedRow.path}${deep.path.slice(-8)}`;
    expect((await rowOf(deep)).path).toBe(expected);
    const { reader } = api.database;
    expect((await reader.findOneByOrFail(Domain, { name: "deep.test" })).resellerPath).toBe(expected);
    expect((await reader.findOneByOrFail(Account, { addressKey: "deep@deep.test" })).resellerPath).toBe(expected);
    for (const table of ["administrator", "policy"]) {
      const rows: { resellerPath: string }[] = await reader.query(`SELECT resellerPath FROM ${table}`);
      expect(new Set(rows.map(({ resellerPath }) => resellerPath))).toEqual(new Set([expected]));
    }
    expect(await feedOf(api, moved.id)).toEqual([
      { kind: "RESELLER", id: innerIdOf(moved.id), path: moved.path, isSuspended: false },
      { kind: "RESELLER", id: innerIdOf(moved.id), path: movedRow.path, isSuspended: false },
    ]);
    expect(await feedOf(api, deep.id)).toHaveLength(1);
    expect(await feedOf(api, account.id)).toHaveLength(1);
    expect(await auditActionsOf(api, moved.id)).toEqual(["reseller.created", "reseller.moved"]);
  });

  it("refuses a move below itself, to where it is, to a stranger, or to the top by a reseller", async () => {
    const outer = await plantReseller(api, "outer", tree.north.id);
    const inner = await plantReseller(api, "inner", outer.id);
    const move = (id: string, parentId?: string | null) => api.refuse(tree.north.actor, MOVE, { id, parentId });
    expect((await move(outer.id, inner.id)).extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "parentId" });
    expect((await move(outer.id, outer.id)).extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "parentId" });
    expect((await move(inner.id, outer.id)).extensions).toMatchObject({ code: "CONFLICT", field: "parentId" });
    expect((await move(inner.id, tree.south.id)).extensions).toEqual(
      expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }),
    );
    expect((await move(inner.id)).extensions).toEqual({ code: "FORBIDDEN", reason: "OPERATOR_ONLY" });
    const moved = await api.succeed<{ moveReseller: { parent: null } }>(OPERATOR, MOVE, { id: inner.id });
    expect(moved.moveReseller.parent).toBeNull();
    expect((await rowOf(inner)).path).toHaveLength(8);
  });

  it("refuses a move that would leave an alias in a stranger's domain, in either direction", async () => {
    const upper = await plantReseller(api, "upper", tree.north.id);
    const lower = await plantReseller(api, "lower", upper.id);
    const elsewhere = await plantReseller(api, "elsewhere", tree.north.id);
    const upperDomain = await plantDomain(api, upper, "upper.test");
    const lowerDomain = await plantDomain(api, lower, "lower.test");
    await plantAccount(api, lowerDomain.id, "a@lower.test", ["a@upper.test"]);
    await plantAccount(api, upperDomain.id, "b@upper.test", ["b@lower.test", "b1@upper.test"]);
    const refused = await api.refuse(tree.north.actor, MOVE, { id: lower.id, parentId: elsewhere.id });
    expect(refused.extensions.code).toBe("CONFLICT");
    expect(refused.message).toContain("(2, for instance");
    // Both ends go along.
    await api.succeed(tree.north.actor, MOVE, { id: upper.id, parentId: elsewhere.id });
  });

  it("moves below the reseller at the other end of an alias, whichever end moves", async () => {
    const upper = await plantReseller(api, "ends-upper", tree.north.id);
    const lower = await plantReseller(api, "ends-lower", upper.id);
    const sideways = await plantReseller(api, "ends-sideways", tree.north.id);
    const above = await plantDomain(api, tree.north, "ends-above.test");
    const lowerDomain = await plantDomain(api, lower, "ends-lower.test");
    await plantAccount(api, above.id, "a@ends-above.test", ["a@ends-lower.test"]);
    await plantAccount(api, lowerDomain.id, "b@ends-lower.test", ["b@ends-above.test"]);
    await api.succeed(tree.north.actor, MOVE, { id: lower.id, parentId: sideways.id });
    expect((await rowOf(lower)).path.startsWith(sideways.path)).toBe(true);
  });

  it("keeps the tree at 64 levels, for new resellers and for moves", async () => {
    let lowest: PlantedReseller = await plantReseller(api, "level-1");
    const top = lowest;
    for (let level = 2; level <= 64; level++) lowest = await plantReseller(api, `level-${level}`, lowest.id);
    const input = { name: "Too deep", slug: "too-deep", parentId: lowest.id };
    const created = await api.refuse(OPERATOR, CREATE_RESELLER, { input });
    expect(created.extensions).toMatchObject({ code: "CONFLICT", field: "input.parentId" });
    expect(created.message).toContain("64 levels");
    const moved = await api.refuse(OPERATOR, MOVE, { id: top.id, parentId: tree.south.id });
    expect(moved.extensions).toMatchObject({ code: "CONFLICT", field: "parentId" });
  });

  it("suspends everything below with one feed entry, and resumes it", async () => {
    const middle = await plantReseller(api, "middle", tree.north.id);
    const low = await plantReseller(api, "low", middle.id);
    const domain = await plantDomain(api, low, "low.test");
    const { id } = await plantAccount(api, domain.id, "low@low.test");
    const account = await api.database.reader.findOneByOrFail(Account, { id: innerIdOf(id) });
    expect(await isSuspended(api.database.reader, account)).toBe(false);

    const suspended = await api.succeed(tree.north.actor, SUSPEND, { id: middle.id, reason: "unpaid bills" });
    expect(suspended).toEqual({ suspendReseller: { state: "SUSPENDED", suspendedReason: "unpaid bills" } });
    expect(await isSuspended(api.database.reader, account)).toBe(true);
    const again = await api.refuse(tree.north.actor, SUSPEND, { id: middle.id });
    expect(again.extensions.code).toBe("CONFLICT");

    const resumed = await api.succeed(tree.north.actor, RESUME, { id: middle.id });
    expect(resumed).toEqual({ resumeReseller: { state: "ACTIVE", suspendedReason: null } });
    expect((await api.refuse(tree.north.actor, RESUME, { id: middle.id })).extensions.code).toBe("CONFLICT");
    expect((await feedOf(api, middle.id)).map(({ isSuspended: value }) => value)).toEqual([false, true, false]);
    expect(await feedOf(api, low.id)).toHaveLength(1);
  });

  it("lets nobody lift a suspension from further up, also after a move", async () => {
    const parent = await plantReseller(api, "parent", tree.north.id);
    const child = await plantReseller(api, "child", parent.id);
    const other = await plantReseller(api, "other", tree.north.id);
    await api.succeed(parent.actor, SUSPEND, { id: child.id });
    // Further up may make it theirs.
    await api.succeed(tree.north.actor, SUSPEND, { id: child.id });
    expect((await api.refuse(parent.actor, RESUME, { id: child.id })).extensions.code).toBe("FORBIDDEN");
    await api.succeed(tree.north.actor, RESUME, { id: child.id });

    await api.succeed(parent.actor, SUSPEND, { id: child.id });
    await api.succeed(tree.north.actor, MOVE, { id: child.id, parentId: other.id });
    await api.succeed(other.actor, RESUME, { id: child.id });

    await api.succeed(OPERATOR, SUSPEND, { id: child.id });
    await api.succeed(tree.north.actor, MOVE, { id: child.id, parentId: parent.id });
    expect((await api.refuse(parent.actor, RESUME, { id: child.id })).extensions.code).toBe("FORBIDDEN");
  });

  it("deletes an empty reseller, and a full one only when told to", async () => {
    const full = await plantReseller(api, "full", tree.north.id);
    const below = await plantReseller(api, "below-full", full.id);
    const domain = await plantDomain(api, below, "full.test");
    const account = await plantAccount(api, domain.id, "a@full.test", ["b@full.test"]);
    await insertAdministrator(api, below, domain.id);
    await insertPolicies(api, below.path, [innerIdOf(below.id), innerIdOf(domain.id), innerIdOf(account.id)]);

    const refused = await api.refuse(tree.north.actor, DELETE, { id: full.id });
    expect(refused.extensions.code).toBe("CONFLICT");
    expect(refused.message).toContain("1 resellers and 1 domains");

    expect(await api.succeed(tree.north.actor, DELETE, { id: full.id, cascade: true })).toEqual({
      deleteReseller: full.id,
    });
    const { reader } = api.database;
    expect(await reader.countBy(Reseller, [{ slug: "full" }, { slug: "below-full" }])).toBe(0);
    expect(await reader.countBy(Domain, { name: "full.test" })).toBe(0);
    expect(await reader.countBy(Account, { addressKey: "a@full.test" })).toBe(0);
    const rest = await reader.query("SELECT 1 FROM policy WHERE resellerPath = ?", [below.path]);
    expect(rest).toEqual([]);
    expect((await feedOf(api, below.id)).map(({ kind }) => kind)).toEqual([
      "RESELLER",
      "RESELLER_REMOVED",
      "POLICY_REMOVED",
    ]);
    expect((await feedOf(api, domain.id)).map(({ kind }) => kind)).toEqual([
      "DOMAIN",
      "DOMAIN_REMOVED",
      "POLICY_REMOVED",
    ]);
    expect(await auditActionsOf(api, account.id)).toEqual(["account.created", "account.deleted"]);

    const empty = await plantReseller(api, "empty", tree.north.id);
    await api.succeed(tree.north.actor, DELETE, { id: empty.id });
  });
});

async function insertAdministrator(api: TestApi, reseller: PlantedReseller, domainId: string): Promise<void> {
  await api.database.write((tx) =>
    tx.manager.query(
      `INSERT INTO administrator (id, login, passwordHash, role, resellerPath, domainId, isDisabled, createdAt)
       VALUES (?, ?, 'x', 'DOMAIN_ADMIN', ?, ?, 0, 0)`,
      [innerIdOf(domainId), `admin-of-${domainId}`, reseller.path, innerIdOf(domainId)],
    ),
  );
}

async function insertPolicies(api: TestApi, path: string, scopeIds: [string, string, string]): Promise<void> {
  const kinds = ["RESELLER", "DOMAIN", "ACCOUNT"];
  await api.database.write(async (tx) => {
    for (const [index, scopeId] of scopeIds.entries()) {
      await tx.manager.query(
        "INSERT INTO policy (id, scopeKind, scopeId, resellerPath, settings, locked, updatedAt) VALUES (?, ?, ?, ?, '{}', '[]', 0)",
        [scopeId, kinds[index], scopeId, path],
      );
    }
  });
}
