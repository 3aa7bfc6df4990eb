import { expect, it } from "vitest";
import { migrations } from "../../migrations/index.js";
import { migrate } from "../../src/database/index.js";
import { Authorization, grantAuthorization } from "../../src/identities/index.js";
import { toGlobalId } from "../../src/request/index.js";
import { createAccount, createDomain, createReseller } from "../../src/tenancy/index.js";
import { OPERATOR } from "../support/api.js";
import { describeOnEachEngine, openEmptyDatabase, openTestDatabase } from "../support/engines.js";

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

  it("write the address beside each authorization that was there before", async () => {
    const database = await openTestDatabase(engine);
    const addresses = await database.write(async (tx) => {
      const reseller = await createReseller(tx, OPERATOR, { name: "North", slug: "north" });
      const resellerId = toGlobalId("Reseller", reseller.id);
      const domain = await createDomain(tx, OPERATOR, { resellerId, name: "north.test" });
      const domainId = toGlobalId("Domain", domain.id);
      const { id: accountId } = await createAccount(
        tx,
        OPERATOR,
        { domainId, address: "user@north.test", aliases: [] },
        null,
      );
      const granted = ["sales@x.test", "übung@y.test"];
      for (const address of granted) await grantAuthorization(tx, OPERATOR, { accountId, address });
      return granted;
    });
    // Takes the column away again.
    await database.writerSource.undoLastMigration();
    expect(await migrate(database)).toHaveLength(1);
    const rows = await database.reader.find(Authorization, { order: { addressKey: "ASC" } });
    expect(rows.map(({ addressKey }) => addressKey)).toEqual(addresses);
  });
});
