import type { KeyRing } from "../config/index.js";
import { badInput, because, newIdentifier, newInstance, ownValue } from "../kernel/index.js";
import { createSealer } from "../outbox/index.js";
import { BatchJobChunk } from "./batch-job-chunk.entity.js";

/** Items of one transaction: others wait for it no longer than for a small batch. */
const ITEMS_PER_CHUNK = 200;
/** Octets of the items of one chunk as JSON: sealed they fit into a column of 64 KiB. */
const OCTETS_PER_CHUNK = 40_000;

/** What a batch has for each of its items, by name in its input; the items themselves are one of the lists. */
export interface ListsOfItems {
  readonly list: string;
  readonly lists: Readonly<Record<string, readonly unknown[]>>;
}

/** The items of a job in the rows in which they wait. Throws BAD_USER_INPUT for one that is too long for any. */
export function sealItems(ring: KeyRing, jobId: string, { list, lists }: ListsOfItems): BatchJobChunk[] {
  const sealer = createSealer(ring);
  const beside = Object.entries(lists).filter(([name]) => name !== list);
  return chunksOf(ownValue(lists, list) ?? [], `input.${list}`).map(({ firstItem, texts }) => {
    const id = newIdentifier();
    const others = beside.map(([name, values]) => [
      name,
      JSON.stringify(values.slice(firstItem, firstItem + texts.length)),
    ]);
    const sealedItems = sealer.seal(id, { [list]: `[${texts.join(",")}]`, ...Object.fromEntries(others) });
    return newInstance(BatchJobChunk, { id, jobId, firstItem, itemCount: texts.length, sealedItems });
  });
}

/** Throws SealBrokenError where no secret of the platform opens them any more. */
export function openItems(ring: KeyRing, { id, sealedItems }: BatchJobChunk): Record<string, unknown> {
  const lists = Object.entries(createSealer(ring).open(id, sealedItems));
  return Object.fromEntries(lists.map(([name, values]) => [name, JSON.parse(values) as unknown]));
}

interface Chunk {
  readonly firstItem: number;
  readonly texts: string[];
}

function chunksOf(items: readonly unknown[], field: string): Chunk[] {
  const chunks: Chunk[] = [];
  let octets = 0;
  for (const [index, item] of items.entries()) {
    const text = JSON.stringify(item);
    const length = Buffer.byteLength(text) + 1;
    if (length > OCTETS_PER_CHUNK) {
      const limit = OCTETS_PER_CHUNK;
      const words = `An item of a job has at most ${limit} octets; this one has ${length}`;
      throw badInput(because("TEXT_TOO_LONG", { limit }), `${field}[${index}]`, words, "a call of its own");
    }
    const last = chunks.at(-1);
    if (last === undefined || last.texts.length === ITEMS_PER_CHUNK || octets + length > OCTETS_PER_CHUNK) {
      chunks.push({ firstItem: index, texts: [text] });
      octets = length;
    } else {
      last.texts.push(text);
      octets += length;
    }
  }
  return chunks;
}
