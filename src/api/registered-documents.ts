import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ApolloServerPlugin } from "@apollo/server";
import { parse } from "graphql";
import { type Configuration, ConfigurationError } from "../config/index.js";
import type { RequestContext } from "../graphql/index.js";
import { type Actor, forbidden, ownValue } from "../kernel/index.js";
import { toRequestError } from "./error-codes.js";
import { isStrangersTurn } from "./strangers-turn.js";

/** Documents that callers have registered by sending them with their hash, beside those of the file. */
const MAX_REMEMBERED = 500;
/** Characters of one of them. */
const MAX_LENGTH = 20_000;

/** What Apollo Server puts before each hash. */
const PREFIX = "apq:";

type Settings = Pick<Configuration, "documentsFile" | "areDocumentsRegistered">;

/**
 * Documents by their SHA-256, so that callers send the hash alone: those of the operator's file, and a bounded number of
 * those that callers sent with their hash (Apollo's protocol for persisted queries), the one longest unused going first.
 */
export class RegisteredDocuments {
  readonly #ofFile: ReadonlyMap<string, string>;
  readonly #remembered = new Map<string, string>();
  readonly #isWanted: boolean;

  /** Throws where the file cannot be read, or holds something else than documents by their hashes. */
  constructor({ documentsFile, areDocumentsRegistered }: Settings) {
    this.#ofFile = documentsFile === null ? new Map() : documentsIn(documentsFile);
    this.#isWanted = areDocumentsRegistered;
  }

  async get(key: string): Promise<string | undefined> {
    const hash = hashIn(key);
    const document = this.#ofFile.get(hash) ?? this.#remembered.get(hash);
    if (document !== undefined && this.#remembered.delete(hash)) this.#remembered.set(hash, document);
    return document;
  }

  /** Callers without a credential use what is there and add nothing. */
  async set(key: string, document: string): Promise<void> {
    const hash = hashIn(key);
    if (this.#isWanted || isStrangersTurn() || document.length > MAX_LENGTH || this.#ofFile.has(hash)) return;
    this.#remembered.delete(hash);
    this.#remembered.set(hash, document);
    if (this.#remembered.size <= MAX_REMEMBERED) return;
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined) this.#remembered.delete(oldest);
  }

  async delete(key: string): Promise<boolean> {
    return this.#remembered.delete(hashIn(key));
  }

  /**
   * Throws FORBIDDEN for a document that is not in the file, where programs may send no other. People write their own,
   * and gateways may do a few things only.
   */
  requireRegistered(document: string, { kind, role }: Actor): void {
    if (!this.#isWanted || !(kind === "ISSUER" || (kind === "API_KEY" && role === "PANEL"))) return;
    if (this.#ofFile.has(hashOf(document))) return;
    throw forbidden("DOCUMENT_NOT_REGISTERED", "This server takes only documents that its operator has registered");
  }
}

const made = new WeakMap<Settings, RegisteredDocuments>();

/** Those of a process: HTTP, WebSocket and streams ask the same. */
export function registeredDocuments(settings: Settings): RegisteredDocuments {
  const documents = made.get(settings) ?? new RegisteredDocuments(settings);
  made.set(settings, documents);
  return documents;
}

function hashIn(key: string): string {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
}

function hashOf(document: string): string {
  return createHash("sha256").update(document).digest("hex");
}

/** A JSON object from hashes to documents, as relay-compiler writes it, or the manifest that Apollo's tools write. */
function documentsIn(file: string): Map<string, string> {
  const wrong = (why: string) => new ConfigurationError([`MAYFROM_DOCUMENTS (${file}): ${why}`]);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const documents = new Map<string, string>();
  for (const [hash, document] of entriesIn(content)) {
    if (typeof document !== "string") throw wrong(`${hash} is no document`);
    if (hashOf(document) !== hash) throw wrong(`${hash} is not the SHA-256 of its document`);
    try {
      parse(document);
    } catch (error) {
      throw wrong(`${hash}: ${error instanceof Error ? error.message : String(error)}`);
    }
    documents.set(hash, document);
  }
  return documents;
}

function entriesIn(content: unknown): [string, unknown][] {
  if (typeof content !== "object" || content === null) return [];
  const { operations } = content as { readonly operations?: unknown };
  if (!Array.isArray(operations)) return Object.entries(content);
  return operations.map((each: Readonly<Record<string, unknown>>) => [
    String(ownValue(each, "id")),
    ownValue(each, "body"),
  ]);
}

/** Before anything of a document is done. */
export function refuseUnregistered(documents: RegisteredDocuments): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ source, contextValue }) {
          try {
            documents.requireRegistered(source, contextValue.actor);
          } catch (error) {
            throw toRequestError(error);
          }
        },
      };
    },
  };
}
