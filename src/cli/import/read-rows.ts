import { createReadStream } from "node:fs";
import { CsvError, parse } from "csv-parse";
import { DomainError } from "../../kernel/index.js";
import type { Language } from "../../texts/index.js";

/** One line of the file. Texts as they stand there; empty ones are absent. */
export interface ImportRow {
  readonly line: number;
  readonly account: string;
  readonly address: string;
  readonly displayName?: string;
  readonly organization?: string;
  readonly replyTo?: string;
  readonly bcc?: string;
  readonly signature?: string;
  readonly isDefault?: string;
  readonly until?: string;
  readonly reason?: string;
}

const NEEDED = ["account", "address"] as const;
const KNOWN: readonly string[] = [
  ...NEEDED,
  "displayName",
  "organization",
  "replyTo",
  "bcc",
  "signature",
  "isDefault",
  "until",
  "reason",
];
const MAX_RECORD_LENGTH = 64 * 1024;

/**
 * The rows of a CSV file (RFC 4180, UTF-8, comma or semicolon, first line the column names), read as they are needed.
 * Throws BAD_USER_INPUT with the line for a file that is none, or has columns nobody knows.
 */
export async function* readRows(file: string, { say }: Language): AsyncGenerator<ImportRow> {
  const parser = createReadStream(file).pipe(
    parse({
      columns: (header: string[]) => requireColumns(header, say),
      delimiter: [",", ";"],
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_LENGTH,
    }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number };
    }>) {
      const given = Object.fromEntries(Object.entries(record).filter(([, text]) => text !== ""));
      yield { account: "", address: "", ...given, line: info.lines };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new DomainError("FILE_MALFORMED", `${file}: ${error.message}`);
    throw error;
  }
}

function requireColumns(header: string[], say: Language["say"]): string[] {
  const unknown = header.filter((name) => !KNOWN.includes(name));
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (unknown.length > 0 || missing.length > 0) {
    const wrong = [
      ...missing.map((name) => say("importRow.columnMissing", { name })),
      ...unknown.map((name) => say("importRow.columnUnknown", { name })),
    ];
    const words = say("importRow.columns", { wrong: wrong.join(", "), known: KNOWN.join(", ") });
    throw new DomainError("FILE_MALFORMED", words);
  }
  return header;
}
