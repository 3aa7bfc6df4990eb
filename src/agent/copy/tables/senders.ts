import type { KeyedHash } from "../../../replication/index.js";
import type { AddressTable } from "./addresses.js";
import { append, type BinaryTable, walk } from "./binary-table.js";
import { decodeEnd, encodeWithEnd } from "./ends.js";
import { accountNumberOfSenderKey, accountNumbersAt, lookUp, rangeOfText, senderKeyOf } from "./sender-keys.js";

const STATE_BITS = 0x07;
const ALIAS_BIT = 0x08;

/** What an account holds for one address: an authorization, or that it is its alias, or both. */
export interface StoredSender {
  /** Code of a state (replication/replica-record); 0 for none. */
  readonly stateCode: number;
  readonly isAlias: boolean;
  /** Epoch milliseconds. */
  readonly expiresAt: number | null;
}

const NO_SENDER: StoredSender = { stateCode: 0, isAlias: false, expiresAt: null };

export function encodeSender({ stateCode, isAlias, expiresAt }: StoredSender): Buffer {
  return encodeWithEnd(stateCode | (isAlias ? ALIAS_BIT : 0), expiresAt);
}

export function decodeSender(value: Buffer): StoredSender {
  const bits = value[0] as number;
  return { stateCode: bits & STATE_BITS, isAlias: (bits & ALIAS_BIT) !== 0, expiresAt: decodeEnd(value) };
}

export interface SenderEntry {
  /** Begins with the hash of the address. */
  readonly key: Buffer;
  readonly accountNumber: number;
  readonly sender: StoredSender;
}

/** Hash of an address, number of an account → what it holds for the address. The table that decides the copy's size. */
export class SenderTable {
  constructor(
    private readonly table: BinaryTable,
    private readonly hash: KeyedHash,
    private readonly addresses: AddressTable,
  ) {}

  /** Makes no key and no copy of the value: every decision comes by here. */
  get(addressKey: string, accountNumber: number): StoredSender | null {
    const value = lookUp(this.table, this.hash, addressKey, accountNumber);
    return value === undefined ? null : decodeSender(value);
  }

  /** What is left out stays as it is. An account that then holds nothing for the address has no entry. */
  change(addressKey: string, accountNumber: number, changes: Partial<StoredSender>): void {
    const key = senderKeyOf(this.hash, addressKey, accountNumber);
    const value = { ...(this.get(addressKey, accountNumber) ?? NO_SENDER), ...changes };
    if (value.stateCode === 0 && !value.isAlias) this.table.removeSync(key);
    else this.table.putSync(key, encodeSender(value));
    this.addresses.keep(key, addressKey);
  }

  /** Numbers of accounts that hold something for the address. */
  accountNumbersAt(addressKey: string, limit: number): number[] {
    return accountNumbersAt(this.table, this.hash, addressKey, limit);
  }

  /** What accounts hold for the address. */
  *entriesAt(addressKey: string): Generator<SenderEntry> {
    yield* entriesOf(this.table.getRange(rangeOfText(this.hash, addressKey)));
  }

  /** All, those of an address one after the other. */
  *entries(): Generator<SenderEntry> {
    yield* entriesOf(this.table.getRange());
  }

  /** Keys in their order, values as `encodeSender` makes them. */
  append(key: Buffer, value: Buffer): void {
    append(this.table, key, value);
  }

  /** False when the copy was replaced. The key begins with the hash of the address. */
  walk(
    isCurrent: () => boolean,
    visit: (key: Buffer, accountNumber: number, sender: StoredSender) => void,
  ): Promise<boolean> {
    return walk(this.table, isCurrent, (key, value) => visit(key, accountNumberOfSenderKey(key), decodeSender(value)));
  }

  remove(key: Buffer): void {
    this.table.removeSync(key);
  }
}

function* entriesOf(range: Iterable<{ key: Buffer; value: Buffer }>): Generator<SenderEntry> {
  for (const { key, value } of range) {
    yield { key, accountNumber: accountNumberOfSenderKey(key), sender: decodeSender(value) };
  }
}
