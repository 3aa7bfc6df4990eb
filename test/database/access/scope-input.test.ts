import { beforeAll, expect, it } from "vitest";
import { type Actor, placeOfScope } from "../../../src/kernel/index.js";
import { resolveScope } from "../../../src/tenancy/index.js";
import { createTenants, innerIdOf, plantReseller, type Tree } from "../../graphql/tenancy-tree.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { scopeInput, type WrittenScope } from "../../support/written-scope.js";

const MISSING = "01930000000070008000000000000009";

describeOnEachEngine("a scope in an input", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  const resolve = (actor: Actor, input: WrittenScope) =>
    resolveScope(api.database.reader, actor, scopeInput(input), "input.scope");

  it("names the platform, a reseller, a domain or an account, with where it lives", async () => {
    const { north } = tree;
    const domainId = innerIdOf(north.domain.id);
    const accountId = innerIdOf(north.account.id);
    const resellerPath = north.path;

    const platform = await resolve(OPERATOR, { platform: true });
    expect(platform).toEqual({ kind: "PLATFORM" });
    expect(placeOfScope(platform)).toEqual({ resellerPath: null, domainId: null, accountId: null });

    const reseller = await resolve(OPERATOR, { resellerId: north.id });
    expect(reseller).toEqual({ kind: "RESELLER", resellerId: innerIdOf(north.id), resellerPath });
    expect(placeOfScope(reseller)).toEqual({ resellerPath, domainId: null, accountId: null });

    const domain = await resolve(OPERATOR, { domainId: north.domain.id });
    expect(domain).toEqual({ kind: "DOMAIN", domainId, domainName: "north.test", resellerPath });
    expect(placeOfScope(domain)).toEqual({ resellerPath, domainId, accountId: null });

    const account = await resolve(OPERATOR, { accountId: north.account.id });
    expect(account).toEqual({ kind: "ACCOUNT", accountId, domainId, resellerPath });
    expect(placeOfScope(account)).toEqual({ resellerPath, domainId, accountId });
  });

  it("is the caller's own or a part of it", async () => {
    const { north } = tree;
    const sub = await plantReseller(api, "sub-scope", north.id);
    for (const input of [{ resellerId: north.id }, { resellerId: sub.id }, { domainId: north.domain.id }]) {
      await resolve(north.actor, input);
    }
    await resolve(north.domain.actor, { domainId: north.domain.id });
    await resolve(north.domain.actor, { accountId: north.neighbour.id });
    await resolve(north.account.actor, { accountId: north.account.id });
  });

  it("is not found outside the caller's own, just as one that does not exist", async () => {
    const { north, south } = tree;
    const cases: [Actor, WrittenScope][] = [
      [north.actor, { resellerId: south.id }],
      [north.actor, { domainId: south.domain.id }],
      [north.actor, { accountId: south.account.id }],
      [north.domain.actor, { resellerId: north.id }],
      [north.domain.actor, { domainId: south.domain.id }],
      [north.account.actor, { domainId: north.domain.id }],
      [north.account.actor, { accountId: north.neighbour.id }],
      [OPERATOR, { resellerId: `Reseller_${MISSING}` }],
      [OPERATOR, { domainId: `Domain_${MISSING}` }],
      [OPERATOR, { accountId: `Account_${MISSING}` }],
      [OPERATOR, { resellerId: north.domain.id }],
      [OPERATOR, { accountId: "nonsense" }],
    ];
    for (const [actor, input] of cases) {
      await expect(resolve(actor, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("is the platform for its operator only, and nothing for a visitor", async () => {
    await expect(resolve(tree.north.actor, { platform: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(resolve(ANONYMOUS, { platform: true })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("is exactly one; anything else names the field", async () => {
    for (const input of [{}, { platform: null }, { platform: true, domainId: tree.north.domain.id }]) {
      await expect(resolve(OPERATOR, input)).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "input.scope" });
    }
    await expect(resolve(OPERATOR, { platform: false })).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.scope.platform",
    });
  });
});
