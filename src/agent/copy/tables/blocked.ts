import type { KeyedHash } from "../../../replication/index.js";
import type { BinaryTable } from "./binary-table.js";
import { hashKeyOf } from "./keys.js";

const BLOCKED = Buffer.from([1]);

/** Hash of an address whose owner wants to be asked by nobody. */
export class BlockedTable {
  constructor(
    private readonly table: BinaryTable,
    private readonly hash: KeyedHash,
  ) {}

  has(addressKey: string): boolean {
    return this.table.get(hashKeyOf(this.hash, addressKey)) !== undefined;
  }

  set(addressKey: string, isBlocked: boolean): void {
    const key = hashKeyOf(this.hash, addressKey);
    if (isBlocked) this.table.putSync(key, BLOCKED);
    else this.table.removeSync(key);
  }
}
