import type { KeyedHash } from "../../../replication/index.js";
import { append, type BinaryTable } from "./binary-table.js";
import { hashKeyOf, NUMBER_LENGTH } from "./keys.js";

/**
 * Hash of a text → numbers of accounts: of a login, aliases among them, and of an account's identifier. One number but
 * for two texts of one hash, so whoever reads them looks which account it is.
 */
export class NumbersByText {
  constructor(
    private readonly table: BinaryTable,
    private readonly hash: KeyedHash,
  ) {}

  at(text: string): number[] {
    return this.#read(hashKeyOf(this.hash, text));
  }

  add(text: string, number: number): void {
    const key = hashKeyOf(this.hash, text);
    const numbers = this.#read(key);
    if (!numbers.includes(number)) this.table.putSync(key, encodeNumbers([...numbers, number]));
  }

  remove(text: string, number: number): void {
    const key = hashKeyOf(this.hash, text);
    const left = this.#read(key).filter((other) => other !== number);
    if (left.length === 0) this.table.removeSync(key);
    else this.table.putSync(key, encodeNumbers(left));
  }

  /** Hashes in their order. */
  append(hash: Buffer, numbers: readonly number[]): void {
    append(this.table, hash, encodeNumbers(numbers));
  }

  #read(key: Buffer): number[] {
    const value = this.table.get(key);
    return value === undefined ? [] : decodeNumbers(value);
  }
}

function decodeNumbers(value: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 0; at + NUMBER_LENGTH <= value.length; at += NUMBER_LENGTH) numbers.push(value.readUInt32BE(at));
  return numbers;
}

function encodeNumbers(numbers: readonly number[]): Buffer {
  const value = Buffer.alloc(numbers.length * NUMBER_LENGTH);
  for (const [index, number] of numbers.entries()) value.writeUInt32BE(number, index * NUMBER_LENGTH);
  return value;
}
