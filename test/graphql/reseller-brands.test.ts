import { beforeAll, expect, it } from "vitest";
import { brandingFor, Reseller } from "../../src/tenancy/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, innerIdOf, plantReseller, type Tree } from "./tenancy-tree.js";

const UPDATE = `mutation ($id: ID!, $input: UpdateResellerInput!) {
  updateReseller(id: $id, input: $input) { brandName supportContact brandState }
}`;
const DECIDE = "mutation ($input: DecideBrandInput!) { decideBrand(input: $input) { brandState } }";
const WAITING = "{ resellers(filter: { brandState: WAITING }) { edges { node { id brandName } } } }";

interface WaitingList {
  readonly resellers: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
}

describeOnEachEngine("a reseller's brand", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  async function shownBy(id: string) {
    const { path } = await api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(id) });
    const { brandName, supportContact } = await brandingFor(api.database.reader, path);
    return { brandName, supportContact };
  }

  async function waitingIds(): Promise<string[]> {
    const { resellers } = await api.succeed<WaitingList>(OPERATOR, WAITING);
    return resellers.edges.map(({ node }) => node.id);
  }

  it("is shown once the operator has approved it, and no longer once it changes", async () => {
    const { id, actor } = tree.north;
    // The operator made the reseller, so its name is the operator's word.
    const nothing = { brandName: "Reseller north", supportContact: null };
    const input = { brandName: "Nord Mail", supportContact: "+44 1632 960112" };
    expect(await api.succeed(actor, UPDATE, { id, input })).toEqual({
      updateReseller: { ...input, brandState: "WAITING" },
    });
    expect(await waitingIds()).toContain(id);
    expect(await shownBy(id)).toEqual(nothing);

    const decision = { input: { resellerId: id, isApproved: true, ...input } };
    expect((await api.refuse(actor, DECIDE, decision)).extensions.code).toBe("FORBIDDEN");
    expect(await api.succeed(OPERATOR, DECIDE, decision)).toEqual({ decideBrand: { brandState: "APPROVED" } });
    expect(await waitingIds()).not.toContain(id);
    expect(await shownBy(id)).toEqual(input);

    const changed = { id, input: { supportContact: "+44 1632 960113" } };
    expect(await api.succeed(actor, UPDATE, changed)).toMatchObject({ updateReseller: { brandState: "WAITING" } });
    expect(await shownBy(id)).toEqual(nothing);
    const late = await api.refuse(OPERATOR, DECIDE, decision);
    expect(late.extensions).toMatchObject({ code: "CONFLICT", field: "input.supportContact" });

    const refusal = { input: { resellerId: id, isApproved: false, brandName: "Nord Mail", ...changed.input } };
    expect(await api.succeed(OPERATOR, DECIDE, refusal)).toEqual({ decideBrand: { brandState: "REFUSED" } });
    expect(await waitingIds()).not.toContain(id);
    expect(await shownBy(id)).toEqual(nothing);

    const removed = { id, input: { brandName: null, supportContact: null } };
    expect(await api.succeed(actor, UPDATE, removed)).toMatchObject({ updateReseller: { brandState: "NONE" } });
    const empty = await api.refuse(OPERATOR, DECIDE, { input: { resellerId: id, isApproved: true } });
    expect(empty.extensions).toMatchObject({ code: "CONFLICT", field: "input.resellerId" });
  });

  it("covers the panel that its people are led to, which lies below a proven domain unless the operator sets it", async () => {
    const { id, actor } = await plantReseller(api, "with-panel");
    const panelUrl = "https://panel.with-panel.example/senders?a={address}";
    const panelOf = async () => {
      const { path } = await api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(id) });
      return (await brandingFor(api.database.reader, path)).panelUrl;
    };
    const refused = await api.refuse(actor, UPDATE, { id, input: { panelUrl } });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.panelUrl" });
    for (const wrong of ["http://panel.with-panel.example/", "https://panel.with-panel.example/{password}"]) {
      const { extensions } = await api.refuse(OPERATOR, UPDATE, { id, input: { panelUrl: wrong } });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.panelUrl" });
    }

    const domain = { input: { name: "with-panel.example", resellerId: id } };
    await api.succeed(OPERATOR, "mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }", domain);
    expect(await api.succeed(actor, UPDATE, { id, input: { panelUrl } })).toMatchObject({
      updateReseller: { brandState: "WAITING" },
    });
    expect(await panelOf()).toBeNull();
    const unseen = await api.refuse(OPERATOR, DECIDE, { input: { resellerId: id, isApproved: true } });
    expect(unseen.extensions).toMatchObject({ code: "CONFLICT", field: "input.panelUrl" });
    await api.succeed(OPERATOR, DECIDE, { input: { resellerId: id, isApproved: true, panelUrl } });
    expect(await panelOf()).toBe(panelUrl);
  });

  it("is the nearest approved one until the operator has looked at it", async () => {
    const above = await plantReseller(api, "brand-above");
    const { id } = await plantReseller(api, "brand-below", above.id);
    const set = { id: above.id, input: { brandName: "Above" } };
    expect(await api.succeed(OPERATOR, UPDATE, set)).toMatchObject({ updateReseller: { brandState: "APPROVED" } });
    await api.succeed(above.actor, UPDATE, { id, input: { brandName: "Below" } });
    expect(await shownBy(id)).toMatchObject({ brandName: "Above" });
    await api.succeed(OPERATOR, DECIDE, { input: { resellerId: id, isApproved: true, brandName: "Below" } });
    expect(await shownBy(id)).toMatchObject({ brandName: "Below" });
  });

  it("is not approved by the way when the operator sets the contact beside it", async () => {
    const { id, actor } = await plantReseller(api, "brand-by-the-way");
    await api.succeed(actor, UPDATE, { id, input: { brandName: "Unseen" } });
    const contact = { id, input: { supportContact: "+44 1632 960114" } };
    expect(await api.succeed(OPERATOR, UPDATE, contact)).toMatchObject({ updateReseller: { brandState: "WAITING" } });
  });

  it("keeps an e-mail address as the contact for the operator alone, and shows it to no stranger", async () => {
    const { id, actor } = await plantReseller(api, "brand-address");
    const input = { supportContact: "help@nord.example" };
    const refused = await api.refuse(actor, UPDATE, { id, input });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.supportContact" });
    await api.succeed(OPERATOR, UPDATE, { id, input });
    expect(await shownBy(id)).toMatchObject({ supportContact: null });
  });

  it.each([
    [{ brandName: "URGENT Your parcel: https://evil.example/pay" }, "input.brandName"],
    [{ brandName: "Pay at evil.example" }, "input.brandName"],
    [{ supportContact: "https://evil.example/login?win=1" }, "input.supportContact"],
    [{ supportContact: "write to help@evil.example" }, "input.supportContact"],
    [{ name: "<b>Nord</b>" }, "input.name"],
  ])("refuses %o, naming the field", async (input, field) => {
    const error = await api.refuse(OPERATOR, UPDATE, { id: tree.north.id, input });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });
});
