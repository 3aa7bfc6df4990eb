import { expect, it } from "vitest";
import { migrations } from "../../migrations/index.js";
import { migrate } from "../../src/database/index.js";
import { describeOnEachEngine, openEmptyDatabase } from "../support/engines.js";

describeOnEachEngine("the migrations", (engine) => {
  it("make exactly the tables that the entities describe, and can be undone to the last table", async () => {
    const database = await openEmptyDatabase(engine);
    const source = database.writerSource;

    expect(await migrate(database)).toHaveLength(migrations.length);
    const difference = await source.driver.createSchemaBuilder().log();
    expect(difference.upQueries.map(({ query }) => query)).toEqual([]);

    for (const _ of migrations) await source.undoLastMigration();
    const runner = source.createQueryRunner();
    const left = await runner.getTables(source.entityMetadatas.map(({ tableName }) => tableName));
    if (engine === "MariaDB") await runner.release();
    expect(left.map(({ name }) => name)).toEqual([]);

    expect(await migrate(database)).toHaveLength(migrations.length);
  });
});
