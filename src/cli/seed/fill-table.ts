import type { Database } from "../../database/index.js";
import type { TablePlan } from "./seed-plan.js";

/** Values a statement may carry: SQLite takes 32,766, MySQL 65,535. */
const MAX_VALUES = 30_000;
const MAX_ROWS = 2_000;
const MYSQL_WRITERS = 4;

/** Writes the planned rows in statements of many rows each. `onRows` hears how many more are in. */
export async function fillTable(database: Database, plan: TablePlan, onRows: (rows: number) => void): Promise<void> {
  const rowsAStatement = Math.min(MAX_ROWS, Math.floor(MAX_VALUES / plan.columns.length));
  let next = 0;
  async function writeBatches(): Promise<void> {
    while (next < plan.count) {
      const start = next;
      const end = Math.min(start + rowsAStatement, plan.count);
      next = end;
      await insertRows(database, plan, start, end);
      onRows(end - start);
    }
  }
  const writers = database.engine === "mysql" ? MYSQL_WRITERS : 1;
  await Promise.all(Array.from({ length: writers }, writeBatches));
}

async function insertRows(database: Database, plan: TablePlan, start: number, end: number): Promise<void> {
  const values: (string | number | null)[] = [];
  for (let index = start; index < end; index += 1) values.push(...plan.row(index));
  const columns = plan.columns.map((column) => `${column}`).join(", ");
  const mark = `(${plan.columns.map(() => "?").join(", ")})`;
  const marks = new Array(end - start).fill(mark).join(", ");
  await database.write(async ({ manager, engine }) => {
    if (engine === "mysql") {
      // The plan refers only to rows it has written before and repeats no key, so checking each would only cost.
      await manager.query("SET SESSION unique_checks = 0, foreign_key_checks = 0");
    }
    await manager.query(`INSERT INTO ${plan.table} (${columns}) VALUES ${marks}`, values);
    if (engine === "mysql") await manager.query("SET SESSION unique_checks = 1, foreign_key_checks = 1");
  });
}
