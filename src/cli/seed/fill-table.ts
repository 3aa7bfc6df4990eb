import type { Database } from "../../database/index.js";
import type { TablePlan } from "./seed-plan.js";

/** Values a statement may carry: SQLite takes 32,766, MySQL 65,535. */
const MAX_VALUES = 30_000;
const MAX_ROWS = 2_000;

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
  const writers = database.dialect.parallelWriters;
  await Promise.all(Array.from({ length: writers }, writeBatches));
}

async function insertRows(database: Database, plan: TablePlan, start: number, end: number): Promise<void> {
  const values: (string | number | null)[] = [];
  for (let index = start; index < end; index += 1) values.push(...plan.row(index));
  const columns = plan.columns.map((column) => `${column}`).join(", ");
  const mark = `(${plan.columns.map(() => "?").join(", ")})`;
  const marks = new Array(end - start).fill(mark).join(", ");
  // The plan refers only to rows it has written before and repeats no key.
  await database.write(({ manager, dialect }) =>
    dialect.withoutChecks(manager, () =>
      manager.query(`INSERT INTO ${plan.table} (${columns}) VALUES ${marks}`, values),
    ),
  );
}
