import { SIP_HASH_LENGTH } from "../../../replication/index.js";
import type { BinaryTable } from "./binary-table.js";

/** Hash of an address or a domain name → its text, for those who need to list them; empty unless the copy holds addresses. */
export class AddressTable {
  constructor(
    private readonly table: BinaryTable,
    private readonly holdsAddresses: boolean,
  ) {}

  /** `key` begins with the hash, here and in `keep`. */
  get(key: Buffer): string | null {
    return this.table.get(key.subarray(0, SIP_HASH_LENGTH))?.toString("utf8") ?? null;
  }

  keep(key: Buffer, text: string): void {
    if (this.holdsAddresses) this.table.putSync(key.subarray(0, SIP_HASH_LENGTH), Buffer.from(text));
  }
}
