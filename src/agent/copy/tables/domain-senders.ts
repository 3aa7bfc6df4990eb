import type { KeyedHash } from "../../../replication/index.js";
import type { AddressTable } from "./addresses.js";
import { type BinaryTable, walk } from "./binary-table.js";
import { decodeEnd, encodeWithEnd } from "./ends.js";
import { accountNumberOfSenderKey, accountNumbersAt, lookUp, senderKeyOf } from "./sender-keys.js";

/** A domain authorization: there is one, and epoch milliseconds of its end. */
export interface StoredDomainSender {
  readonly expiresAt: number | null;
}

const THERE_IS_ONE = 1;

/** Hash of a domain name, number of an account → a domain authorization. */
export class DomainSenderTable {
  constructor(
    private readonly table: BinaryTable,
    private readonly hash: KeyedHash,
    private readonly addresses: AddressTable,
  ) {}

  /** Makes no key and no copy of the value: decisions come by here. */
  get(domainName: string, accountNumber: number): StoredDomainSender | null {
    const value = lookUp(this.table, this.hash, domainName, accountNumber);
    return value === undefined ? null : { expiresAt: decodeEnd(value) };
  }

  put(domainName: string, accountNumber: number, { expiresAt }: StoredDomainSender): void {
    const key = senderKeyOf(this.hash, domainName, accountNumber);
    this.table.putSync(key, encodeWithEnd(THERE_IS_ONE, expiresAt));
    this.addresses.keep(key, domainName);
  }

  removeAt(domainName: string, accountNumber: number): void {
    this.table.removeSync(senderKeyOf(this.hash, domainName, accountNumber));
  }

  /** Numbers of accounts that are authorized for the domain. */
  accountNumbersAt(domainName: string, limit: number): number[] {
    return accountNumbersAt(this.table, this.hash, domainName, limit);
  }

  *entries(): Generator<{ key: Buffer; accountNumber: number; sender: StoredDomainSender }> {
    for (const { key, value } of this.table.getRange()) {
      yield { key, accountNumber: accountNumberOfSenderKey(key), sender: { expiresAt: decodeEnd(value) } };
    }
  }

  /** False when the copy was replaced. The key begins with the hash of the domain's name. */
  walk(
    isCurrent: () => boolean,
    visit: (key: Buffer, accountNumber: number, sender: StoredDomainSender) => void,
  ): Promise<boolean> {
    return walk(this.table, isCurrent, (key, value) =>
      visit(key, accountNumberOfSenderKey(key), { expiresAt: decodeEnd(value) }),
    );
  }

  remove(key: Buffer): void {
    this.table.removeSync(key);
  }
}
