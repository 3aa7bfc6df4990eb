import type DataLoader from "dataloader";
import { DomainError } from "../kernel/index.js";

const ASK_AGAIN_AFTER_SECONDS = 1;

/**
 * The row that another one points at. Where it has gone since that one was read, throws ROW_GONE, for which the whole
 * query is read once more: the answer is of one state of the data, and no list fails for a row that it named itself.
 */
export async function loadRow<Row>(loader: DataLoader<string, Row | null>, key: string): Promise<Row> {
  const row = await loader.load(key);
  if (row !== null) return row;
  throw new DomainError("ROW_GONE", "What was listed has gone meanwhile", {
    retryAfterSeconds: ASK_AGAIN_AFTER_SECONDS,
  });
}
