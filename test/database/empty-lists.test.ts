import { In, IsNull } from "typeorm";
import { beforeAll, expect, it } from "vitest";
import { acrossTenants, keysetPage } from "../../src/database/index.js";
import { Reseller } from "../../src/tenancy/index.js";
import { plantReseller } from "../graphql/tenancy-tree.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { countStatements } from "../support/statements.js";

const NONE = In<string>([]);

describeOnEachEngine("what asks for nothing", (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi(engine);
    await plantReseller(api, "one");
    await plantReseller(api, "two");
  });

  it("is not sent, in a transaction or outside one", async () => {
    const statements = await countStatements(api.database, async () => {
      const { reader } = api.database;
      expect(await reader.findBy(Reseller, { id: NONE })).toEqual([]);
      expect(await reader.findOneBy(Reseller, { id: NONE, timeZone: IsNull() })).toBeNull();
      expect(
        await reader.find(Reseller, { where: { timeZone: IsNull(), path: NONE }, order: { path: "ASC" } }),
      ).toEqual([]);
    });
    expect(statements).toBe(0);
    await api.database.write(async ({ manager }) => {
      const inside = await countStatements(api.database, async () => {
        expect(await manager.findBy(Reseller, { id: NONE })).toEqual([]);
      });
      expect(inside).toBe(0);
    });
  });

  it("is sent where an answer has a row all the same, or where something else may hold", async () => {
    const { reader } = api.database;
    expect(await reader.countBy(Reseller, { id: NONE })).toBe(0);
    expect(await reader.existsBy(Reseller, { id: NONE })).toBe(false);
    const found = await reader.findBy(Reseller, [{ id: NONE }, { slug: "one" }]);
    expect(found.map(({ slug }) => slug)).toEqual(["one"]);
  });

  it("is what the rows of a page that is the whole list would be counted with", async () => {
    const page = async (first: number) => {
      const query = acrossTenants(api.database.reader.createQueryBuilder(Reseller, "reseller"), "a test");
      const { total } = await keysetPage(query, [{ column: "reseller.path", valueOf: ({ path }) => path }], { first });
      return total;
    };
    for (const [first, statements] of [
      [2, 0],
      [1, 1],
    ] as const) {
      const total = await page(first);
      expect(
        await countStatements(api.database, async () => expect(await total()).toEqual({ count: 2, isExact: true })),
      ).toBe(statements);
    }
  });
});
