import { ConfigurationError } from "../config/index.js";
import { DomainError } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { terminalLanguage } from "./terminal-language.js";

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
 * an error, the parameters of a statement, never stands in it. `messageOf` says what an operation refuses.
 */
export function failureInWords(
  error: unknown,
  language: Language = terminalLanguage(),
  messageOf: (error: DomainError) => string = ({ message }) => message,
): string | null {
  const { say } = language;
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof DomainError && error.reason === "MIGRATIONS_PENDING") return say("failure.pending");
  if (error instanceof DomainError) return `${messageOf(error)}${error.field ? ` (${error.field})` : ""}`;
  if (!(error instanceof Error)) return null;
  // Listeners of the agent and of LMTP name the place that they were told.
  if (error.message.startsWith("cannot listen on ")) return say("failure.listening", { message: error.message });
  // Node tries every address of a name, and says of each what went wrong.
  const failure: SystemFailure = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  return wordsOfDatabase(failure, language) ?? wordsOfSystem(failure, language);
}

function wordsOfDatabase({ code, message }: SystemFailure, { say }: Language): string | null {
  switch (code) {
    case "ER_ACCESS_DENIED_ERROR":
      return say("failure.accessDenied");
    case "ER_BAD_DB_ERROR":
      return say("failure.noDatabase");
    case "ER_DBACCESS_DENIED_ERROR":
    case "ER_TABLEACCESS_DENIED_ERROR":
      return say("failure.notGranted");
    case "ER_CON_COUNT_ERROR":
      return say("failure.noConnectionLeft");
    case "PROTOCOL_CONNECTION_LOST":
      return say("failure.connectionLost");
    case "ER_NO_SUCH_TABLE":
      return say("failure.noTables");
    case "ER_BAD_FIELD_ERROR":
      return say("failure.otherTables");
    case "SQLITE_CANTOPEN":
      return say("failure.cannotOpen");
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return say("failure.notIntact");
    case "SQLITE_READONLY":
      return say("failure.readOnly");
    case "SQLITE_BUSY":
      return say("failure.held");
    case "SQLITE_FULL":
      return say("failure.dataDiskFull");
    case "SQLITE_ERROR":
      return message.includes("no such table") || message.includes("no such column") ? say("failure.noTables") : null;
    default:
      return null;
  }
}

function wordsOfSystem({ code, syscall, address, port, path }: SystemFailure, { say }: Language): string | null {
  const place = path ?? (port === undefined ? address : `${address}:${port}`) ?? null;
  switch (code) {
    case "EADDRINUSE":
      return say("failure.placeTaken", { place: place ?? "" });
    case "EADDRNOTAVAIL":
      return say("failure.notOurAddress", { place: place ?? "" });
    case "ECONNREFUSED":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ECONNRESET":
      return place === null ? null : say("failure.noAnswer", { place, code });
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return say("failure.noAddress");
    case "ENOENT":
      return path === undefined ? null : say("failure.notThere", { path });
    case "EISDIR":
      return say("failure.isDirectory");
    case "EACCES":
    case "EPERM":
      if (place === null) return null;
      return syscall === "listen" ? say("failure.mayNotListen", { place }) : say("failure.mayNotUse", { place });
    case "ENOSPC":
      return say("failure.diskFull");
    default:
      return null;
  }
}
