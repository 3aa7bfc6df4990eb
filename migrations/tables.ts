import { type QueryRunner, Table, TableColumn, type TableColumnOptions, TableForeignKey, TableIndex } from "typeorm";

/** `varchar(36)`, `text`, `bigint` or `integer`; a `?` at the end allows null. */
export type ColumnType = `${"text" | "bigint" | "integer" | `varchar(${number})`}${"" | "?"}`;

interface TableParts {
  readonly primaryKey: readonly string[];
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Name of the index → its columns. */
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
  readonly references?: Readonly<Record<string, { column: string; table: string; onDelete?: "CASCADE" }>>;
}

/** A table in terms both engines read back as they were written, so that the difference to the entities is empty. */
export function table(name: string, parts: TableParts): Table {
  return new Table({
    name,
    columns: Object.entries(parts.columns).map(([column, type]) =>
      tableColumn(column, type, parts.primaryKey.includes(column)),
    ),
    indices: [
      ...Object.entries(parts.unique ?? {}).map(
        ([index, columns]) => new TableIndex({ name: index, columnNames: [...columns], isUnique: true }),
      ),
      ...Object.entries(parts.indexes ?? {}).map(
        ([index, columns]) => new TableIndex({ name: index, columnNames: [...columns] }),
      ),
    ],
    foreignKeys: Object.entries(parts.references ?? {}).map(
      ([key, reference]) =>
        new TableForeignKey({
          name: key,
          columnNames: [reference.column],
          referencedTableName: reference.table,
          referencedColumnNames: ["id"],
          onDelete: reference.onDelete ?? "NO ACTION",
          // Written out because MariaDB otherwise reports a difference to the entities.
          onUpdate: "NO ACTION",
        }),
    ),
  });
}

export function tableColumn(name: string, type: ColumnType, isPrimary = false): TableColumn {
  const [, bare = "", length] = /^(\w+)(?:\((\d+)\))?/.exec(type) ?? [];
  const options: TableColumnOptions = { name, type: bare, isPrimary, isNullable: type.endsWith("?") };
  return new TableColumn(length === undefined ? options : { ...options, length });
}

/** Indexes as a migration changes them: name → columns. */
export type IndexColumns = Readonly<Record<string, readonly string[]>>;

/** In plain statements: TypeORM would read every index of the table first, and on SQLite trips over those it made anew. */
export async function createIndexes(queryRunner: QueryRunner, table: string, indexes: IndexColumns): Promise<void> {
  for (const [name, columns] of Object.entries(indexes)) {
    await queryRunner.query(`CREATE INDEX ${name} ON ${table} (${columns.join(", ")})`);
  }
}

export async function dropIndexes(queryRunner: QueryRunner, table: string, indexes: IndexColumns): Promise<void> {
  const isSqlite = queryRunner.connection.options.type === "better-sqlite3";
  for (const name of Object.keys(indexes)) {
    await queryRunner.query(isSqlite ? `DROP INDEX ${name}` : `DROP INDEX ${name} ON ${table}`);
  }
}
