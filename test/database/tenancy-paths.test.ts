import { expect, it } from "vitest";
import { DOMAIN_TABLES, RESELLER_PATH_TABLES } from "../../src/tenancy/index.js";
import { describeOnEachEngine, openTestDatabase } from "../support/engines.js";

describeOnEachEngine("the tables that a move rewrites", (engine) => {
  it("are all that carry a reseller's path, except the audit trail", async () => {
    const database = await openTestDatabase(engine);
    const tables = database.writerSource.entityMetadatas
      .filter(({ columns }) => columns.some(({ propertyName }) => propertyName === "resellerPath"))
      .map(({ tableName }) => tableName);
    expect(new Set(tables)).toEqual(new Set([...RESELLER_PATH_TABLES, "audit_event"]));
  });

  it("follow a domain where their rows lie in one", async () => {
    const database = await openTestDatabase(engine);
    const tables = database.writerSource.entityMetadatas
      .filter(({ columns }) =>
        ["resellerPath", "domainId"].every((name) => columns.some((c) => c.propertyName === name)),
      )
      .map(({ tableName }) => tableName);
    expect(new Set(tables)).toEqual(new Set([...DOMAIN_TABLES, "audit_event"]));
  });
});
