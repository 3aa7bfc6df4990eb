import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const UPDATE = `mutation ($id: ID!, $input: UpdateResellerInput!) {
  updateReseller(id: $id, input: $input) { brandState helpTexts { language screen text } } }`;

describeOnEachEngine("a reseller's own help", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  const readBy = async (actor: Actor) =>
    (await api.succeed<{ viewer: { helpText: string | null } }>(actor, "{ viewer { helpText } }")).viewer.helpText;
  const write = (helpTexts: object[] | null, actor = tree.north.actor) =>
    api.succeed(actor, UPDATE, { id: tree.north.id, input: { helpTexts } });

  it("is what its people read, and nobody else's; another language of it where theirs is missing", async () => {
    const text = "Ask us first.\n\nhttps://north.test/help";
    const written = await write([
      { language: "en", text: "Ask us first.\r\n\r\n\r\nhttps://north.test/help \n" },
      { language: "fr", text: " " },
    ]);
    expect(written).toEqual({
      updateReseller: { brandState: expect.any(String), helpTexts: [{ language: "en", screen: null, text }] },
    });
    for (const { actor } of [tree.north, tree.north.domain, tree.north.account]) expect(await readBy(actor)).toBe(text);
    expect(await readBy(tree.south.actor)).toBeNull();
    expect(await readBy(OPERATOR)).toBeNull();
    await write([{ language: "de", text: "Fragen Sie uns." }]);
    expect(await readBy(tree.north.account.actor)).toBe("Fragen Sie uns.");
    await write(null);
    expect(await readBy(tree.north.account.actor)).toBeNull();
  });

  it("stands on single screens too, of the nearest that wrote about each, and not under Help", async () => {
    const about = async (actor: Actor) =>
      (
        await api.succeed<{ viewer: { screenHelp: object[] } }>(
          actor,
          "{ viewer { screenHelp { screen language text } } }",
        )
      ).viewer.screenHelp;
    await write([
      { language: "de", screen: "SENDERS", text: "Ihre Adressen." },
      { language: "en", screen: "SENDERS", text: "Your addresses." },
      { language: "fr", screen: "REQUESTS", text: "Ce qui attend." },
    ]);
    const { actor } = tree.north.account;
    expect(await about(actor)).toEqual([
      { screen: "SENDERS", language: "en", text: "Your addresses." },
      { screen: "REQUESTS", language: "fr", text: "Ce qui attend." },
    ]);
    expect(await readBy(actor)).toBeNull();
    expect(await about(tree.south.actor)).toEqual([]);
    expect(await about(OPERATOR)).toEqual([]);
    await write(null);
    expect(await about(actor)).toEqual([]);
  });

  it("is refused with the place of what is wrong", async () => {
    const refuse = async (helpTexts: object[]) =>
      (await api.refuse(tree.north.actor, UPDATE, { id: tree.north.id, input: { helpTexts } })).extensions;
    expect(await refuse([{ language: "xx", text: "?" }])).toMatchObject({ field: "input.helpTexts[0].language" });
    const twice = [
      { language: "en", text: "one" },
      { language: "en", text: "two" },
    ];
    expect(await refuse(twice)).toMatchObject({ field: "input.helpTexts[1].language" });
    const sameScreen = [
      { language: "en", text: "one" },
      { language: "en", screen: "SENDERS", text: "two" },
      { language: "en", screen: "SENDERS", text: "three" },
    ];
    expect(await refuse(sameScreen)).toMatchObject({ field: "input.helpTexts[2].language" });
    const tooMuch = ["SENDERS", "REQUESTS", "SECURITY", "SCHEDULE"].map((screen) => ({
      language: "en",
      screen,
      text: "a".repeat(4_000),
    }));
    expect(await refuse(tooMuch)).toMatchObject({ field: "input.helpTexts[3].text", reason: "TEXT_LENGTH" });
    expect(await refuse([{ language: "en", text: "a\u202eb" }])).toMatchObject({ field: "input.helpTexts[0].text" });
    expect(await refuse([{ language: "en", text: "a".repeat(4_001) }])).toMatchObject({
      field: "input.helpTexts[0].text",
      reason: "TEXT_LENGTH",
    });
  });
});
