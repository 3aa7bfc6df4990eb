import { beforeAll, describe, expect, it } from "vitest";
import { actorWith, startTestApi, type TestApi } from "../support/api.js";
import { plantAdministrator, visitor } from "./access-people.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const VIEWER = `{ viewer {
  login role scopeKind scopeName
  account { address } administrator { login } apiKey { name } reseller { slug } domain { name }
} }`;
const NOTHING = { account: null, administrator: null, apiKey: null, reseller: null, domain: null };

describe("the viewer", () => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    tree = await createTenants(api);
  });

  const viewer = async (actor: Parameters<TestApi["succeed"]>[0]) =>
    (await api.succeed<{ viewer: object }>(actor, VIEWER)).viewer;

  it("is refused to a visitor", async () => {
    expect((await api.refuse(visitor(), VIEWER)).extensions.code).toBe("UNAUTHENTICATED");
  });

  it("of a domain's administrator is that administrator, with the domain", async () => {
    const { actor } = await plantAdministrator(api, "dora", { domainId: tree.north.domain.id });
    expect(await viewer(actor)).toEqual({
      ...NOTHING,
      login: "dora",
      role: "DOMAIN_ADMIN",
      scopeKind: "DOMAIN",
      scopeName: "north.test",
      administrator: { login: "dora" },
      domain: { name: "north.test" },
    });
  });

  it("who came in through a panel is the row behind the token, and says through which", async () => {
    const { actor } = await plantAdministrator(api, "rita", { resellerId: tree.north.id });
    expect(await viewer({ ...actor, kind: "ISSUER", label: "rita via Panel" })).toMatchObject({
      login: "rita via Panel",
      administrator: { login: "rita" },
      reseller: { slug: "north" },
    });
    const account = { ...tree.north.account.actor, kind: "ISSUER" as const, label: "user@north.test via Panel" };
    expect(await viewer(account)).toMatchObject({ account: { address: "user@north.test" }, administrator: null });
  });

  it("of a gateway sees nothing but its own name", async () => {
    expect(await viewer(actorWith("GATEWAY", { kind: "PLATFORM" }, { label: "mx1" }))).toEqual({
      ...NOTHING,
      login: "mx1",
      role: "GATEWAY",
      scopeKind: "PLATFORM",
      scopeName: "platform",
    });
  });
});
