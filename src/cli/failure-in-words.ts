import { ConfigurationError } from "../config/index.js";
import { DomainError } from "../kernel/index.js";

/** What Node, SQLite and the MySQL family say of what went wrong, as far as it is there. */
interface SystemFailure {
  readonly code?: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly path?: string;
  readonly message: string;
}

/**
 * One sentence for what can happen to anybody and what to do about it; null for what only we can mend. What TypeORM adds to
 * an error, the parameters of a statement, never stands in it.
 */
export function failureInWords(error: unknown): string | null {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof DomainError) return `${error.message}${error.field ? ` (${error.field})` : ""}`;
  if (!(error instanceof Error)) return null;
  // Listeners of the agent and of LMTP name the place that they were told.
  if (error.message.startsWith("cannot listen on "))
    return `${error.message}; see what is there, or name another place`;
  // Node tries every address of a name, and says of each what went wrong.
  const failure: SystemFailure = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  return wordsOfDatabase(failure) ?? wordsOfSystem(failure);
}

function wordsOfDatabase({ code, message }: SystemFailure): string | null {
  switch (code) {
    case "ER_ACCESS_DENIED_ERROR":
      return "The database refuses the user or the password in DATABASE_URL";
    case "ER_BAD_DB_ERROR":
      return "The database that DATABASE_URL names is not there; make it, or correct the name (docs/operations.md)";
    case "ER_DBACCESS_DENIED_ERROR":
    case "ER_TABLEACCESS_DENIED_ERROR":
      return "The user in DATABASE_URL may not use this database; grant it (docs/operations.md)";
    case "ER_CON_COUNT_ERROR":
      return "The database has no connection left; raise its max_connections, or lower DATABASE_POOL_SIZE";
    case "PROTOCOL_CONNECTION_LOST":
      return "The database ended the connection; see whether it runs";
    case "ER_NO_SUCH_TABLE":
      return "The tables are not there; run `mayfrom migrate` first";
    case "ER_BAD_FIELD_ERROR":
      return "The tables are of another version; run `mayfrom migrate` first";
    case "SQLITE_CANTOPEN":
      return "The database in DATA_DIR cannot be opened; see who owns it, and whether the disk is full";
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return "The file mayfrom.sqlite in DATA_DIR is no intact database; put a backup in its place";
    case "SQLITE_READONLY":
      return "The database in DATA_DIR cannot be written; see who owns it";
    case "SQLITE_BUSY":
      return "Another program holds the database in DATA_DIR; end it first";
    case "SQLITE_FULL":
      return "The disk that holds DATA_DIR is full";
    case "SQLITE_ERROR":
      return message.includes("no such table") || message.includes("no such column")
        ? "The tables are not there; run `mayfrom migrate` first"
        : null;
    default:
      return null;
  }
}

function wordsOfSystem({ code, syscall, address, port, path }: SystemFailure): string | null {
  const place = path ?? (port === undefined ? address : `${address}:${port}`) ?? null;
  switch (code) {
    case "EADDRINUSE":
      return `${place} is taken by another program; end it, or listen elsewhere (PORT, or the variable that names it)`;
    case "EADDRNOTAVAIL":
      return `${place} is no address of this machine; correct HOST, or the variable that names it`;
    case "ECONNREFUSED":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ECONNRESET":
      return place === null ? null : `${place} does not answer (${code}); see whether it runs and is the right one`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "No address was found for the name of a server; correct it in the environment (DATABASE_URL, SMTP_URL)";
    case "ENOENT":
      return path === undefined ? null : `${path} is not there`;
    case "EISDIR":
      return "This is a directory; name a file in it";
    case "EACCES":
    case "EPERM":
      return place === null ? null : `${place}: this user may not ${syscall === "listen" ? "listen there" : "use it"}`;
    case "ENOSPC":
      return "The disk is full";
    default:
      return null;
  }
}
