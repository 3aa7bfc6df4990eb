import type { EntityManager } from "typeorm";
import type { Transaction } from "../../database/index.js";
import type { SourceIdentity } from "../../mail-logs/index.js";
import { findPosition, savePosition } from "./positions.queries.js";

/** So much of the content tells a file from every other for good; of a shorter one a grown file may be the rest. */
const TELLING_BYTES = 1024;
/** Of one first line. Further ones are not remembered: such files differ in nothing but their length so far. */
const MAX_BEGINNINGS = 16;

type Beginning = Pick<SourceIdentity, "headLength" | "headHash">;

/** The key of a file's position, by the beginning of its content. */
export function positionKeyOf({ headLength, headHash }: Beginning): string {
  return `file ${headLength} ${headHash}`;
}

/** The key of the position that was written while the file was shorter: of the longest of its beginnings. */
export async function findShorterBeginning(manager: EntityManager, identity: SourceIdentity): Promise<string | null> {
  const known = await findBeginnings(manager, identity);
  const longest = known
    .filter((beginning) => identity.beginsWith(beginning))
    .sort((one, other) => other.headLength - one.headLength)[0];
  return longest === undefined ? null : positionKeyOf(longest);
}

/** Remembers a beginning that is too short to be the last word on a file. */
export async function noteShortBeginning(tx: Transaction, identity: SourceIdentity): Promise<void> {
  const { headLength, headHash } = identity;
  if (headLength >= TELLING_BYTES) return;
  const known = await findBeginnings(tx.manager, identity);
  if (known.some((beginning) => beginning.headHash === headHash)) return;
  const all = [{ headLength, headHash }, ...known].slice(0, MAX_BEGINNINGS);
  await savePosition(tx, firstLineKeyOf(identity), JSON.stringify(all));
}

async function findBeginnings(manager: EntityManager, identity: SourceIdentity): Promise<Beginning[]> {
  return JSON.parse((await findPosition(manager, firstLineKeyOf(identity))) ?? "[]") as Beginning[];
}

function firstLineKeyOf({ firstLineHash }: SourceIdentity): string {
  return `short ${firstLineHash}`;
}
