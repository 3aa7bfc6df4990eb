import { pathsFromTop } from "../../../kernel/index.js";
import { type BinaryTable, parseJson, readJson, writeJson } from "./binary-table.js";
import { identifierBytes } from "./keys.js";

export interface StoredReseller {
  readonly id: string;
  readonly isSuspended: boolean;
}

/** Path → reseller, as JSON, with identifier → path. */
export class ResellerTable {
  constructor(
    private readonly resellers: BinaryTable,
    private readonly ids: BinaryTable,
  ) {}

  /** Of every path from the top to this one; null where none is known. */
  fromTop(path: string): (StoredReseller | null)[] {
    return pathsFromTop(path).map((each) => readJson<StoredReseller>(this.resellers, Buffer.from(each)));
  }

  isAnySuspended(path: string): boolean {
    return this.fromTop(path).some((reseller) => reseller?.isSuspended ?? false);
  }

  pathOf(id: string): string | null {
    return this.ids.get(identifierBytes(id))?.toString("utf8") ?? null;
  }

  put(path: string, reseller: StoredReseller): void {
    writeJson(this.resellers, Buffer.from(path), reseller);
    this.ids.putSync(identifierBytes(reseller.id), Buffer.from(path));
  }

  remove(id: string): void {
    const path = this.pathOf(id);
    if (path !== null) this.resellers.removeSync(Buffer.from(path));
    this.ids.removeSync(identifierBytes(id));
  }

  /** The one at `from` and all below it, each with its own part of the path. */
  moveSubtree(from: string, to: string): void {
    const moved = [...this.resellers.getRange({ start: Buffer.from(from), end: Buffer.from(`${from}~`) })];
    for (const { key, value } of moved) {
      this.resellers.removeSync(key);
      this.put(to + key.toString("utf8").slice(from.length), parseJson<StoredReseller>(value));
    }
  }
}
