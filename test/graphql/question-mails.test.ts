import { beforeAll, expect, it } from "vitest";
import { renderMail } from "../../src/notifications/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { type CreatedTenant, createTenants, plantAccount, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer, type Mailbox, openMailbox } from "./verification-mailbox.js";

const UPDATE_RESELLER = `mutation ($id: ID!, $input: UpdateResellerInput!) { updateReseller(id: $id, input: $input) { id } }`;
const UPDATE_ACCOUNT = `mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { id } }`;

describeOnEachEngine("the mail that asks", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
    for (const [tenant, input] of [
      [tree.north, { brandName: "Alpha Hosting", supportContact: "Alpha, 100", language: "de" }],
      [tree.south, { brandName: "Beta Mail", supportContact: "Beta, 200", language: "fr" }],
    ] as const) {
      await api.succeed(OPERATOR, UPDATE_RESELLER, { id: tenant.id, input });
    }
  });

  function ask(tenant: CreatedTenant, address: string, accountId = tenant.account.id) {
    const input = { accountId, address, displayName: "Shop" };
    return api.succeed<{ addIdentity: AuthorizationAnswer }>(tenant.domain.actor, ADD_IDENTITY, { input });
  }

  async function refusal(tenant: CreatedTenant, address: string, accountId = tenant.account.id) {
    const input = { accountId, address, displayName: "Shop" };
    return (await api.refuse(tenant.domain.actor, ADD_IDENTITY, { input })).extensions;
  }

  it("speaks for one reseller in its language where one asks, with a line in the platform's", async () => {
    await ask(tree.north, "one@owner.test");
    const [mail] = await mailbox.deliver();
    expect(mail!.language).toBe("de");
    const { text, fromName } = renderMail(mail!, api.services.configuration);
    expect(fromName).toBe("Alpha Hosting");
    expect(text).toContain("Gefragt über: Alpha Hosting");
    expect(text).toContain("In English: user@north.test is trying to use one@owner.test");
  });

  it("speaks for nobody but the platform where customers of several ask: each question bears its own name", async () => {
    await ask(tree.north, "both@owner.test");
    await ask(tree.south, "both@owner.test");
    const mails = await mailbox.deliver();
    expect(mails.map(({ template, language }) => [template, language])).toEqual([["question-digest", "en"]]);
    const { text, html, fromName } = renderMail(mails[0]!, api.services.configuration);
    expect(fromName).toBe(api.services.configuration.platformName);
    for (const form of [text.replace(/\s+/g, " "), html]) {
      expect(form).toContain("asked through Alpha Hosting; help: Alpha, 100");
      expect(form).toContain("asked through Beta Mail; help: Beta, 200");
    }
  });

  it("goes to the address as its asker wrote it, one mail for each spelling", async () => {
    await ask(tree.north, "Anna.Berg@Cased.test");
    await ask(tree.south, "ANNA.BERG@cased.test");
    await ask(tree.south, "anna.Berg@CASED.test", tree.south.neighbour.id);
    const accountId = (await plantAccount(api, tree.north.domain.id, `same@${tree.north.domain.name}`)).id;
    await ask(tree.north, "Anna.Berg@cased.TEST", accountId);
    const mails = await mailbox.deliver();
    expect(mails.map(({ to, template }) => [to, template])).toEqual([
      ["ANNA.BERG@cased.test", "question"],
      ["anna.Berg@cased.test", "question"],
      ["Anna.Berg@cased.test", "question-digest"],
    ]);
    for (const { parameters } of mails) expect(parameters.address).toBe("anna.berg@cased.test");
  });

  it("counts against the mailbox whatever its spelling: two a day for one reseller, of three", async () => {
    const address = (index: number) => [..."spelt"].map((c, at) => (at === index ? c.toUpperCase() : c)).join("");
    for (let index = 0; index < 5; index += 1) {
      const asker = await plantAccount(api, tree.south.domain.id, `asks${index}@${tree.south.domain.name}`);
      await ask(tree.south, `${address(index)}@spelt.test`, asker.id);
    }
    // The third is kept for other resellers.
    expect((await mailbox.deliver()).map(({ to }) => to)).toEqual(["Spelt@spelt.test", "sPelt@spelt.test"]);
  });

  it("speaks the owner's language where their mailbox is hosted here", async () => {
    await api.succeed(OPERATOR, UPDATE_ACCOUNT, { id: tree.south.neighbour.id, input: { language: "en" } });
    await ask(tree.north, tree.south.neighbour.address);
    const mail = (await mailbox.deliver()).find(({ template }) => template === "question");
    expect(mail!.language).toBe("en");
  });

  it("is not written where an address could serve somebody as a message, and the error names the field", async () => {
    for (const address of ['"Your parcel is held"@owner.test', "x+www.evil.example/p@owner.test"]) {
      expect(await refusal(tree.north, address)).toMatchObject({ code: "BAD_USER_INPUT", field: "input.address" });
    }
    const loud = await plantAccount(api, tree.north.domain.id, "www.evil.example@north.test");
    expect(await refusal(tree.north, "quiet@owner.test", loud.id)).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.accountId",
    });
    expect(await mailbox.deliver()).toEqual([]);
  });

  it("is asked of nobody who gave it by being its own: there no mail is written", async () => {
    const loud = await plantAccount(api, tree.north.domain.id, "your.parcel.is.held@north.test");
    const own = await ask(tree.north, "your.parcel.is.held@north.test", loud.id);
    expect(own.addIdentity.state).toBe("AUTHORIZED");
  });
});
