import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { createTenants, type Tree } from "./tenancy-tree.js";

const UPDATE = `mutation ($id: ID!, $input: UpdateResellerInput!) {
  updateReseller(id: $id, input: $input) { brandState helpTexts { language text } } }`;

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
      updateReseller: { brandState: expect.any(String), helpTexts: [{ language: "en", text }] },
    });
    for (const { actor } of [tree.north, tree.north.domain, tree.north.account]) expect(await readBy(actor)).toBe(text);
    expect(await readBy(tree.south.actor)).toBeNull();
    expect(await readBy(OPERATOR)).toBeNull();
    await write([{ language: "de", text: "Fragen Sie uns." }]);
    expect(await readBy(tree.north.account.actor)).toBe("Fragen Sie uns.");
    await write(null);
    expect(await readBy(tree.north.account.actor)).toBeNull();
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
    expect(await refuse([{ language: "en", text: "a\u202eb" }])).toMatchObject({ field: "input.helpTexts[0].text" });
    expect(await refuse([{ language: "en", text: "a".repeat(4_001) }])).toMatchObject({
      field: "input.helpTexts[0].text",
      reason: "TEXT_LENGTH",
    });
  });
});
