import type { DocumentNode } from "graphql";
import { isStrangersTurn } from "./strangers-turn.js";

/** Programs send the same few again and again. */
const MAX_DOCUMENTS = 200;

/**
 * Documents that were read and checked, by their hash, for whoever sends them again; the one longest unused goes first.
 * Callers without a credential use what is there and add nothing: they could send a new one each time.
 */
export class KnownDocuments {
  readonly #documents = new Map<string, DocumentNode>();

  async get(hash: string): Promise<DocumentNode | undefined> {
    const document = this.#documents.get(hash);
    if (document === undefined) return undefined;
    this.#documents.delete(hash);
    this.#documents.set(hash, document);
    return document;
  }

  async set(hash: string, document: DocumentNode): Promise<void> {
    if (isStrangersTurn()) return;
    this.#documents.delete(hash);
    this.#documents.set(hash, document);
    if (this.#documents.size <= MAX_DOCUMENTS) return;
    const [oldest] = this.#documents.keys();
    if (oldest !== undefined) this.#documents.delete(oldest);
  }

  async delete(hash: string): Promise<boolean> {
    return this.#documents.delete(hash);
  }
}
