import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { insertRows, type Transaction } from "../../database/index.js";
import { newInstance } from "../../kernel/index.js";
import { IngestPosition } from "./ingest-position.entity.js";

/** Characters: four octets each still fit MySQL's `text`. */
const MAX_PART_LENGTH = 16_000;
const MAX_SOURCE_LENGTH = 128;

/** Null for a source that has not been counted yet. */
export async function findPosition(manager: EntityManager, source: string): Promise<string | null> {
  const parts = await manager.find(IngestPosition, { where: { source: keyOf(source) }, order: { part: "ASC" } });
  return parts.length === 0 ? null : parts.map(({ text }) => text).join("");
}

/** Replaces the position, in the transaction that counts what lies before it. */
export async function savePosition(tx: Transaction, source: string, position: string): Promise<void> {
  const key = keyOf(source);
  const parts: IngestPosition[] = [];
  for (let start = 0; start === 0 || start < position.length; start += MAX_PART_LENGTH) {
    const text = position.slice(start, start + MAX_PART_LENGTH);
    parts.push(newInstance(IngestPosition, { source: key, part: parts.length, text, savedAt: tx.now }));
  }
  await tx.manager.delete(IngestPosition, { source: key });
  await insertRows(tx, IngestPosition, parts);
}

function keyOf(source: string): string {
  return source.length <= MAX_SOURCE_LENGTH ? source : createHash("sha256").update(source).digest("hex");
}
