import { expect, it } from "vitest";
import { moveDomain } from "../../src/tenancy/operations/move-domain.js";
import { moveReseller } from "../../src/tenancy/operations/move-reseller.js";
import { innerIdOf, plantReseller, plantTenant } from "../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { recordStatements } from "../support/statements.js";

describeOnEachEngine("the tables that a move rewrites", (engine) => {
  it("are all that carry a reseller's path, except the audit trail", async () => {
    const api = await startTestApi(engine);
    const [moved, above] = [await plantTenant(api, "moved"), await plantReseller(api, "above")];
    const statements = await recordStatements(api.database, () =>
      api.database.write(
        async (tx) => void (await moveReseller(tx, OPERATOR, innerIdOf(moved.id), innerIdOf(above.id))),
      ),
    );
    expect(tablesRewritten(statements)).toEqual(tablesWith(api, "resellerPath"));
  });

  it("follow a domain where their rows lie in one, and its policies with them", async () => {
    const api = await startTestApi(engine);
    const [tenant, other] = [await plantTenant(api, "tenant"), await plantReseller(api, "other")];
    const statements = await recordStatements(api.database, () =>
      api.database.write(
        async (tx) => void (await moveDomain(tx, OPERATOR, innerIdOf(tenant.domain.id), innerIdOf(other.id))),
      ),
    );
    const own = tablesWith(api, "resellerPath", "domainId");
    expect(tablesRewritten(statements)).toEqual(new Set([...own, "domain", "policy"]));
  });
});

function tablesWith({ database }: TestApi, ...names: string[]): Set<string> {
  const tables = database.writerSource.entityMetadatas
    .filter(({ columns }) => names.every((name) => columns.some(({ propertyName }) => propertyName === name)))
    .map(({ tableName }) => tableName);
  return new Set(tables.filter((name) => name !== "audit_event"));
}

function tablesRewritten(statements: readonly { readonly text: string }[]): Set<string> {
  const names = statements.map(({ text }) => /^UPDATE [`"]?(\w+)[`"]? SET (?:.*, )?[`"]?resellerPath/.exec(text)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}
