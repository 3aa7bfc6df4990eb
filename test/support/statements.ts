import type { DataSource, EntityManager } from "typeorm";
import type { Database } from "../../src/database/index.js";

export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Every statement sent to the database, on whichever connection, while `work` runs. */
export async function recordStatements(database: Database, work: () => Promise<void>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const sources = new Set<DataSource>([database.writerSource, sourceOf(database.reader)]);
  const restore: (() => void)[] = [];
  for (const source of sources) {
    const logger = source.logger;
    const original = logger.logQuery;
    logger.logQuery = (text: string, parameters: unknown[] = []) => {
      statements.push({ text, parameters });
    };
    restore.push(() => {
      logger.logQuery = original;
    });
  }
  try {
    await work();
  } finally {
    for (const each of restore) each();
  }
  return statements;
}

export async function countStatements(database: Database, work: () => Promise<void>): Promise<number> {
  return (await recordStatements(database, work)).length;
}

function sourceOf(manager: EntityManager): DataSource {
  return manager.dataSource;
}
