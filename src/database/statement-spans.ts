import type { DataSource } from "typeorm";
import { inChildSpan, isTraced, type SpanDescription } from "../tracing/index.js";

type Query = (text: string, parameters?: unknown[], isStructured?: true) => Promise<unknown>;

/** What begins a statement; of one that begins otherwise nothing is told. */
const OPERATIONS = new Set(
  "SELECT INSERT UPDATE DELETE REPLACE WITH BEGIN START COMMIT ROLLBACK SAVEPOINT RELEASE SET PRAGMA".split(" "),
);
const FIRST_WORD = /^\s*([A-Za-z]+)/;
const TABLES = /\b(?:FROM|INTO|UPDATE|JOIN)\s+[`"]?(\w+)/gi;

/**
 * Each statement as a part of what asks for it, where that is traced. Of its text only the operation and the first table
 * is told, both out of lists of ours: no value that stands in it can get out.
 */
export function withSpans(source: DataSource, query: Query): Query {
  let tables: ReadonlySet<string> | undefined;
  const describe = (text: string): SpanDescription => {
    tables ??= new Set(source.entityMetadatas.map(({ tableName }) => tableName));
    return describeStatement(text, { system: systemOf(source), tables });
  };
  return (text, ...rest) =>
    isTraced()
      ? inChildSpan(
          () => describe(text),
          () => query(text, ...rest),
        )
      : query(text, ...rest);
}

/** By the names of the semantic conventions. */
export function systemOf(source: { readonly options: { readonly type: string } }): string {
  const { type } = source.options;
  return type === "better-sqlite3" ? "sqlite" : type;
}

export function describeStatement(
  text: string,
  { system, tables }: { readonly system: string; readonly tables: ReadonlySet<string> },
): SpanDescription {
  const word = FIRST_WORD.exec(text)?.[1]?.toUpperCase() ?? "";
  const operation = OPERATIONS.has(word) ? word : "OTHER";
  const table = [...text.matchAll(TABLES)].map(([, name = ""]) => name).find((name) => tables.has(name));
  const summary = table === undefined ? operation : `${operation} ${table}`;
  return {
    name: summary,
    kind: "CLIENT",
    attributes: {
      "db.system.name": system,
      "db.operation.name": operation,
      "db.query.summary": summary,
      ...(table === undefined ? {} : { "db.collection.name": table }),
    },
  };
}
