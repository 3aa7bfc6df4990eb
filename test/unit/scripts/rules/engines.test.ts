import { expect, test } from "vitest";
import { findEngineProblems } from "../../../../scripts/rules/engines.js";

test.each([
  ["src/tenancy/a.ts", 'if (engine === "sqlite") return;', "names an engine"],
  ["src/outbox/a.ts", 'manager.connection.options.type === "better-sqlite3"', "names an engine"],
  ["src/cli/a.ts", "const isMySql = runner.dataSource.options.type;", "names an engine"],
  [
    "src/tenancy/a.ts",
    "await tx.manager.findOne(Account, { where: { id }, ...tx.dialect.rowLock });",
    "locks by itself",
  ],
  ["src/outbox/a.ts", "tx.dialect.lockUnheld(query, index);", "locks by itself"],
  ["src/outbox/a.ts", 'query.setLock("pessimistic_write").getMany();', "locks by itself"],
  ["src/feed/a.ts", "await manager.query(`SELECT id FROM account WHERE id = ? FOR UPDATE`, [id]);", "locks by itself"],
  ["src/database/a.ts", "insert(rows as never)", "switches the types off"],
])("refuses in %s: %s", (path, text, problem) => {
  expect(findEngineProblems([[path, text]])).toEqual([expect.stringContaining(problem)]);
});

test.each([
  ["src/database/dialect.ts", 'return type === "better-sqlite3" ? SQLITE : MYSQL;'],
  ["src/database/locking.ts", "await manager.find(Entity, { where, order, take, ...dialect.rowLock });"],
  ["src/config/configuration.ts", '{ kind: "sqlite" as const }'],
  ["src/tenancy/a.ts", '// On mysql a row is locked, on "sqlite" the file is.'],
  ["src/tenancy/a.ts", "if (database.dialect.isEmbedded) return;"],
])("permits in %s: %s", (path, text) => {
  expect(findEngineProblems([[path, text]])).toEqual([]);
});
