import { type KeyedHash, SIP_HASH_LENGTH } from "../../../replication/index.js";

export const NUMBER_LENGTH = 4;
export const IDENTIFIER_LENGTH = 16;

export function numberKey(number: number): Buffer {
  const key = Buffer.allocUnsafe(NUMBER_LENGTH);
  key.writeUInt32BE(number, 0);
  return key;
}

export function numberOfKey(key: Buffer): number {
  return key.readUInt32BE(0);
}

/** Hash of a text as a key of its own. */
export function hashKeyOf(hash: KeyedHash, text: string): Buffer {
  const key = Buffer.allocUnsafe(SIP_HASH_LENGTH);
  hash.ofText(text, key, 0);
  return key;
}

const IDENTIFIER = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The sixteen bytes of a UUID. Throws for any other text. */
export function identifierBytes(id: string): Buffer {
  if (!IDENTIFIER.test(id)) throw new TypeError("an identifier of the source is no UUID");
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

export function identifierText(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
