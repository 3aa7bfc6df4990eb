/** Epoch milliseconds in six bytes reach beyond the year 10000. */
const TIME_LENGTH = 6;

const MAX_BITS = 0x0f;

/** Most have no end: theirs are made once. Never written to. */
const WITHOUT_END: readonly Buffer[] = Array.from({ length: MAX_BITS + 1 }, (_, bits) => Buffer.from([bits]));

/** Of the longest value. */
export const MAX_SENDER_LENGTH = 1 + TIME_LENGTH;

/** A byte of bits, and six of the end (epoch milliseconds) where there is one. */
export function encodeWithEnd(bits: number, expiresAt: number | null): Buffer {
  if (expiresAt === null) return WITHOUT_END[bits] as Buffer;
  const value = Buffer.allocUnsafe(MAX_SENDER_LENGTH);
  value[0] = bits;
  value.writeUIntBE(expiresAt, 1, TIME_LENGTH);
  return value;
}

/** Epoch milliseconds; null for no end. */
export function decodeEnd(value: Buffer): number | null {
  return value.length > TIME_LENGTH ? value.readUIntBE(1, TIME_LENGTH) : null;
}
