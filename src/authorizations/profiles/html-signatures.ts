import { type EntityManager, In } from "typeorm";
import { inBatches, insertRows, type Transaction } from "../../database/index.js";
import { newInstance } from "../../kernel/index.js";
import { SignaturePart } from "./signature-part.entity.js";

/** In UTF-16 units, of which each is three octets at most: MySQL's TEXT has 65,535. */
const MAX_PART_LENGTH = 20_000;

/** By profile; of those alone that have one. */
export async function htmlSignaturesOf(
  manager: EntityManager,
  profileIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const ids of inBatches(profileIds)) {
    const parts = await manager.find(SignaturePart, {
      where: { profileId: In(ids) },
      order: { profileId: "ASC", position: "ASC" },
    });
    for (const { profileId, html } of parts) found.set(profileId, (found.get(profileId) ?? "") + html);
  }
  return found;
}

export async function saveHtmlSignature(tx: Transaction, profileId: string, html: string | null): Promise<void> {
  await tx.manager.delete(SignaturePart, { profileId });
  if (html !== null) await insertRows(tx, SignaturePart, partsOf(profileId, html));
}

export function partsOf(profileId: string, html: string): SignaturePart[] {
  const parts: SignaturePart[] = [];
  for (let start = 0; start < html.length; ) {
    const end = endOfPart(html, start);
    parts.push(newInstance(SignaturePart, { profileId, position: parts.length, html: html.slice(start, end) }));
    start = end;
  }
  return parts;
}

/** Never between the two halves of one character. */
function endOfPart(html: string, start: number): number {
  const end = Math.min(start + MAX_PART_LENGTH, html.length);
  const isHalf = end < html.length && /[\ud800-\udbff]/.test(html.charAt(end - 1));
  return isHalf ? end - 1 : end;
}
