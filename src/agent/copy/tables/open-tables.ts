import { open, type RootDatabase } from "lmdb";
import type { BinaryTable } from "./binary-table.js";

/** Names of the tables in the file of a copy. */
const TABLES = [
  "meta",
  "logins",
  "ids",
  "accounts",
  "aliases",
  "senders",
  "domainSenders",
  "addresses",
  "domains",
  "domainIds",
  "domainNames",
  "blocked",
  "resellers",
  "resellerIds",
  "policies",
] as const;

export type RawTables = Readonly<Record<(typeof TABLES)[number], BinaryTable>>;

export interface OpenCopyOptions {
  readonly isReadOnly?: boolean;
  /** For a copy that is being made: it is brought to the disk once, at its end. */
  readonly isUnsynced?: boolean;
}

export interface OpenTables {
  readonly root: RootDatabase<Buffer, Buffer>;
  readonly raw: RawTables;
}

export function openTables(directory: string, { isReadOnly = false, isUnsynced = false }: OpenCopyOptions): OpenTables {
  const binary = { keyEncoding: "binary", encoding: "binary" } as const;
  const root = open<Buffer, Buffer>({
    path: directory,
    maxDbs: TABLES.length,
    // Each process is one reader; so many workers there cannot be.
    maxReaders: 256,
    readOnly: isReadOnly,
    noSync: isUnsynced,
    ...binary,
  });
  const tables = TABLES.map((name) => [name, root.openDB<Buffer, Buffer>({ name, ...binary })] as const);
  return { root, raw: Object.fromEntries(tables) as Record<(typeof TABLES)[number], BinaryTable> };
}
