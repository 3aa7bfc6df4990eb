import type { EntityMetadata } from "typeorm";
import type { Database } from "../../database/index.js";

interface SecondaryIndex {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Takes the plain indexes of the tables away while `work` fills them and builds them afterwards, each in one sorted
 * pass: many times faster than keeping ten indexes up to date row by row. Unique indexes and those that foreign keys
 * need stay. If the process dies in between, the indexes are missing: `mayfrom doctor` says so.
 */
export async function withoutIndexes(
  database: Database,
  tables: readonly string[],
  onIndex: (done: number, total: number) => void,
  work: () => Promise<void>,
): Promise<void> {
  const indexes = database.writerSource.entityMetadatas
    .filter(({ tableName }) => tables.includes(tableName))
    .flatMap(droppableIndexes);
  for (const index of indexes) {
    await database.write(({ manager, dialect }) => manager.query(dialect.dropIndex(index.name, index.table)));
  }
  try {
    await work();
  } finally {
    for (const [position, { name, table, columns }] of indexes.entries()) {
      await database.write(({ manager }) => manager.query(`CREATE INDEX ${name} ON ${table} (${columns.join(", ")})`));
      onIndex(position + 1, indexes.length);
    }
  }
}

function droppableIndexes(metadata: EntityMetadata): SecondaryIndex[] {
  const ofForeignKeys = new Set(metadata.foreignKeys.map(({ columnNames }) => columnNames[0]));
  return metadata.indices
    .filter((index) => !index.isUnique && !ofForeignKeys.has(index.columns[0]?.databaseName))
    .map((index) => ({
      table: metadata.tableName,
      name: index.name,
      columns: index.columns.map(({ databaseName }) => databaseName),
    }));
}
