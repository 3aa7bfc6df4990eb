import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { brandColours } from "../../src/kernel/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { brandingFor, Reseller } from "../../src/tenancy/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, innerIdOf, plantReseller, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type Mailbox, openMailbox } from "./verification-mailbox.js";

const SET = `mutation ($input: SetPlatformInput!) {
  setPlatform(input: $input) { name isNameSet helpContact language timeZone colour }
}`;
const PLATFORM = "{ platform { name isNameSet helpContact language timeZone colour } }";
const UPDATE = `mutation ($id: ID!, $input: UpdateResellerInput!) {
  updateReseller(id: $id, input: $input) { timeZone colour isNameApproved }
}`;
const DECIDE = "mutation ($input: DecideBrandInput!) { decideBrand(input: $input) { isNameApproved } }";

describeOnEachEngine("what people read of the platform", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let app: FastifyInstance;

  beforeAll(async () => {
    api = await startTestApi(engine);
    app = await createApi(api.services);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  afterAll(async () => {
    await app.close();
  });

  const shownBy = async (id: string) => {
    const { path } = await api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(id) });
    return brandingFor(api.database.reader, path);
  };

  it("is the configuration's until the operator sets it", async () => {
    const { platformName: name } = api.services.configuration;
    expect(await api.succeed(tree.north.actor, PLATFORM)).toEqual({
      platform: { name, isNameSet: false, helpContact: null, language: "en", timeZone: "UTC", colour: null },
    });
    const input = { name: "Nord Post", helpContact: "+44 1632 960100", language: "de", timeZone: "europe/berlin" };
    const set = { ...input, isNameSet: true, timeZone: "Europe/Berlin", colour: "#1155cc" };
    expect(await api.succeed(OPERATOR, SET, { input: { ...input, colour: "15C" } })).toEqual({ setPlatform: set });
    expect(await api.succeed(tree.north.actor, PLATFORM)).toEqual({ platform: set });
    expect((await api.refuse(tree.north.actor, SET, { input })).extensions.code).toBe("FORBIDDEN");
  });

  it.each([
    [{ timeZone: "Europe/Berlim" }, "input.timeZone"],
    [{ timeZone: "CEST" }, "input.timeZone"],
    [{ colour: "reddish" }, "input.colour"],
    [{ panelUrl: "http://panel.example/?a={address}" }, "input.panelUrl"],
    [{ name: "pay.evil.example" }, "input.name"],
    [{ language: "klingon!" }, "input.language"],
  ])("%j is refused by its field, and nothing else of the call is kept", async (wrong, field) => {
    const refused = await api.refuse(OPERATOR, SET, { input: { helpContact: "changed", ...wrong } });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    expect(await api.succeed(OPERATOR, PLATFORM)).toMatchObject({ platform: { helpContact: "+44 1632 960100" } });
    if ("name" in wrong) return;
    const ofReseller = await api.refuse(tree.north.actor, UPDATE, { id: tree.north.id, input: wrong });
    expect(ofReseller.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });

  it("leads to a panel of its own where no reseller has one", async () => {
    const panelUrl = "https://panel.example/senders?a={address}&m={account}";
    await api.succeed(OPERATOR, SET, { input: { panelUrl } });
    expect((await shownBy(tree.north.id)).panelUrl).toBe(panelUrl);
    expect(await api.succeed(tree.north.actor, "{ platform { panelUrl } }")).toEqual({ platform: { panelUrl } });
    await api.succeed(OPERATOR, SET, { input: { panelUrl: null } });
    expect((await shownBy(tree.north.id)).panelUrl).toBe(null);
  });

  it("comes from the nearest reseller that sets it: zone and colour at once, a name by the operator's word", async () => {
    const above = await plantReseller(api, `sunny-${engine.toLowerCase()}`);
    const created = `mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id isNameApproved } }`;
    const input = {
      name: "Known Bank",
      slug: `below-${engine.toLowerCase()}`,
      parentId: above.id,
      timeZone: "Pacific/Auckland",
    };
    const made = await api.succeed<{ createReseller: { id: string; isNameApproved: boolean } }>(above.actor, created, {
      input,
    });
    const { id, isNameApproved } = made.createReseller;
    expect(isNameApproved).toBe(false);
    await api.succeed(above.actor, UPDATE, {
      id: above.id,
      input: { timeZone: "America/St_Johns", colour: "#f5b301" },
    });
    expect(await shownBy(above.id)).toMatchObject({
      brandName: `Reseller sunny-${engine.toLowerCase()}`,
      supportContact: "+44 1632 960100",
      timeZone: "America/St_Johns",
      colour: "#f5b301",
    });
    expect(await shownBy(id)).toMatchObject({
      brandName: `Reseller sunny-${engine.toLowerCase()}`,
      timeZone: "Pacific/Auckland",
      colour: "#f5b301",
    });

    const decision = { resellerId: id, isApproved: true, name: "Known Bank" };
    const late = await api.refuse(OPERATOR, DECIDE, { input: { ...decision, name: "Another" } });
    expect(late.extensions).toMatchObject({ code: "CONFLICT", field: "input.name" });
    await api.succeed(OPERATOR, DECIDE, { input: decision });
    expect(await shownBy(id)).toMatchObject({ brandName: "Known Bank" });
    await api.succeed(above.actor, UPDATE, { id, input: { name: "Unknown Bank" } });
    expect(await shownBy(id)).toMatchObject({ brandName: `Reseller sunny-${engine.toLowerCase()}` });
  });

  it("is shown with what it would be without the reseller's own", async () => {
    const SHOWN = `query ($scope: ScopeInput!) {
      shownBrand(scope: $scope) { name timeZone colour above { name timeZone colour } }
    }`;
    await api.succeed(OPERATOR, UPDATE, { id: tree.south.id, input: { timeZone: "Asia/Tokyo", name: "South Mail" } });
    const shown = { name: "South Mail", timeZone: "Asia/Tokyo", colour: "#1155cc" };
    // Its own name, which the operator wrote, stands where no brand is set.
    const above = { name: "South Mail", timeZone: "Europe/Berlin", colour: "#1155cc" };
    expect(await api.succeed(tree.south.actor, SHOWN, { scope: { resellerId: tree.south.id } })).toEqual({
      shownBrand: { ...shown, above },
    });
    expect(await api.succeed(OPERATOR, SHOWN, { scope: { platform: true } })).toMatchObject({
      shownBrand: { name: "Nord Post", above: null },
    });
  });

  it("is not overwritten by somebody who has seen another one", async () => {
    const ifUpdatedAt = "2026-01-01T00:00:00Z";
    const refused = { code: "CONFLICT", reason: "VERSION_CHANGED", field: "input.ifUpdatedAt" };
    const input = { colour: "#123456", ifUpdatedAt };
    expect((await api.refuse(OPERATOR, SET, { input })).extensions).toMatchObject(refused);
    const ofReseller = await api.refuse(OPERATOR, UPDATE, { id: tree.south.id, input });
    expect(ofReseller.extensions).toMatchObject(refused);
    const { platform } = await api.succeed<{ platform: { updatedAt: string } }>(OPERATOR, "{ platform { updatedAt } }");
    await api.succeed(OPERATOR, SET, { input: { helpContact: "seen", ifUpdatedAt: platform.updatedAt } });
    await api.succeed(OPERATOR, SET, { input: { helpContact: "+44 1632 960100" } });
  });

  it("stands in the question and on the owner's page alike", async () => {
    await api.succeed(OPERATOR, UPDATE, {
      id: tree.north.id,
      input: { name: "Fjord Mail", timeZone: "Pacific/Auckland", colour: "#f5b301" },
    });
    const address = `owner-${engine}@elsewhere.test`;
    const { account } = tree.north;
    await api.succeed(OPERATOR, ADD_IDENTITY, { input: { accountId: account.id, address, displayName: "Owner" } });
    const mail = (await mailbox.deliver()).find(({ template }) => template === "question")!;
    const { fromName, text, html } = renderMail(mail, api.services.configuration);
    expect(html).toContain(`bgcolor="${brandColours("#f5b301").light.brand}"`);
    expect(html).not.toContain("#f5b301");
    expect(fromName).toBe("Fjord Mail");
    expect(text).toMatch(/\(Auckland, UTC\+1[23]\)/);
    for (const path of [`/confirm/${mail.secrets.token}`, `/owner/${mail.secrets.ownerToken}`]) {
      const page = await app.inject({ url: path });
      expect(page.body).toContain('<header class="brand"><span>Fjord Mail</span>');
      const { light, dark } = brandColours("#f5b301");
      expect(page.body).toContain(`:root { --accent: ${light.brand}; --accent-ink: #ffffff; }`);
      expect(page.body).toContain(`:root { --accent: ${dark.brand}; --accent-ink: #10141a; }`);
      const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page.body) ?? [];
      const hash = createHash("sha256").update(style).digest("base64");
      expect(page.headers["content-security-policy"]).toContain(`style-src 'sha256-${hash}'`);
      expect(page.body).toMatch(/\(Auckland(, UTC\+1[23])?\)/);
    }
  });
});
