import { type KeyedHash, SIP_HASH_LENGTH } from "../../../replication/index.js";
import type { BinaryTable } from "./binary-table.js";
import { hashKeyOf, NUMBER_LENGTH } from "./keys.js";

/** Hash of an address or a domain name, then the number of an account. */
export const SENDER_KEY_LENGTH = SIP_HASH_LENGTH + NUMBER_LENGTH;

export function senderKeyOf(hash: KeyedHash, text: string, accountNumber: number): Buffer {
  return writeSenderKey(hash, text, accountNumber, Buffer.allocUnsafe(SENDER_KEY_LENGTH));
}

/** The same at the beginning of `target`, which it returns. */
export function writeSenderKey(hash: KeyedHash, text: string, accountNumber: number, target: Buffer): Buffer {
  hash.ofText(text, target, 0);
  target.writeUInt32BE(accountNumber, SIP_HASH_LENGTH);
  return target;
}

export function accountNumberOfSenderKey(key: Buffer): number {
  return key.readUInt32BE(SIP_HASH_LENGTH);
}

/** Of every table: a look-up is over before the next begins. */
const lookupKey = Buffer.alloc(SENDER_KEY_LENGTH);

/** Makes no key and no copy of the value, which is valid until the next look-up. */
export function lookUp(table: BinaryTable, hash: KeyedHash, text: string, accountNumber: number): Buffer | undefined {
  return table.getBinaryFast(writeSenderKey(hash, text, accountNumber, lookupKey));
}

/** Numbers of the accounts that have an entry for the text. */
export function accountNumbersAt(table: BinaryTable, hash: KeyedHash, text: string, limit: number): number[] {
  return [...table.getKeys({ ...rangeOfText(hash, text), limit })].map(accountNumberOfSenderKey);
}

/** Of the keys that begin with the hash of the text. */
export function rangeOfText(hash: KeyedHash, text: string): { start: Buffer; end: Buffer } {
  const start = hashKeyOf(hash, text);
  return { start, end: Buffer.concat([start, Buffer.alloc(NUMBER_LENGTH + 1, 0xff)]) };
}
