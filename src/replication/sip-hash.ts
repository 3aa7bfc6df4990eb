/** Bytes of a key. */
export const SIP_KEY_LENGTH = 16;
/** Bytes of a hash. */
export const SIP_HASH_LENGTH = 8;

/** SipHash-2-4 under one key: without the key nobody can look for two texts with the same hash. */
export interface KeyedHash {
  /** Writes the hash of the text's UTF-8 bytes, eight bytes, to `target` at `offset`. */
  ofText(text: string, target: Buffer, offset: number): void;
  /** The same for the first `length` bytes of `source`, which may be `target`. */
  ofBytes(source: Buffer, length: number, target: Buffer, offset: number): void;
}

const SCRATCH_BYTES = 1024;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) in halves of 32 bits, as JavaScript has no fast integers of 64: a copy
 * hashes each address it is asked about, and HMAC or BigInt would cost more than the rest of the decision.
 */
export function createKeyedHash(key: Buffer): KeyedHash {
  if (key.length !== SIP_KEY_LENGTH) throw new RangeError(`A key has ${SIP_KEY_LENGTH} bytes`);
  const k0Low = key.readInt32LE(0);
  const k0High = key.readInt32LE(4);
  const k1Low = key.readInt32LE(8);
  const k1High = key.readInt32LE(12);
  const scratch = Buffer.alloc(SCRATCH_BYTES);
  const v = new Int32Array(8);

  function ofBytes(source: Buffer, length: number, target: Buffer, offset: number): void {
    v[0] = k0Low ^ 0x70736575;
    v[1] = k0High ^ 0x736f6d65;
    v[2] = k1Low ^ 0x6e646f6d;
    v[3] = k1High ^ 0x646f7261;
    v[4] = k0Low ^ 0x6e657261;
    v[5] = k0High ^ 0x6c796765;
    v[6] = k1Low ^ 0x79746573;
    v[7] = k1High ^ 0x74656462;
    const whole = length & ~7;
    for (let at = 0; at < whole; at += 8) absorb(v, int32At(source, at), int32At(source, at + 4));
    let low = 0;
    let high = length << 24;
    for (let at = whole; at < length; at++) {
      const shift = (at - whole) * 8;
      if (shift < 32) low |= (source[at] as number) << shift;
      else high |= (source[at] as number) << (shift - 32);
    }
    absorb(v, low, high);
    v[4] = (v[4] as number) ^ 0xff;
    for (let round = 0; round < 4; round++) mix(v);
    target.writeInt32BE((v[1] as number) ^ (v[3] as number) ^ (v[5] as number) ^ (v[7] as number), offset);
    target.writeInt32BE((v[0] as number) ^ (v[2] as number) ^ (v[4] as number) ^ (v[6] as number), offset + 4);
  }

  return {
    ofBytes,
    ofText(text, target, offset) {
      if (isAsciiIn(text, scratch)) {
        ofBytes(scratch, text.length, target, offset);
        return;
      }
      // Three bytes a UTF-16 unit at most, so a text that fits thrice needs no measuring.
      if (text.length * 3 <= SCRATCH_BYTES) {
        ofBytes(scratch, scratch.write(text, 0, "utf8"), target, offset);
        return;
      }
      const bytes = Buffer.from(text, "utf8");
      ofBytes(bytes, bytes.length, target, offset);
    },
  };
}

/** Whether the text fits and is ASCII; its bytes are in the buffer then. For a short text sooner done than a call of `write`. */
function isAsciiIn(text: string, buffer: Buffer): boolean {
  const { length } = text;
  if (length > buffer.length) return false;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return false;
    buffer[at] = code;
  }
  return true;
}

function int32At(source: Buffer, at: number): number {
  return (
    (source[at] as number) |
    ((source[at + 1] as number) << 8) |
    ((source[at + 2] as number) << 16) |
    ((source[at + 3] as number) << 24)
  );
}

function absorb(v: Int32Array, low: number, high: number): void {
  v[6] = (v[6] as number) ^ low;
  v[7] = (v[7] as number) ^ high;
  mix(v);
  mix(v);
  v[0] = (v[0] as number) ^ low;
  v[1] = (v[1] as number) ^ high;
}

/** One SipRound. Each 64-bit word is a low half at an even place and a high half after it. */
function mix(v: Int32Array): void {
  let aLow = v[0] as number;
  let aHigh = v[1] as number;
  let bLow = v[2] as number;
  let bHigh = v[3] as number;
  let cLow = v[4] as number;
  let cHigh = v[5] as number;
  let dLow = v[6] as number;
  let dHigh = v[7] as number;

  let sum = (aLow >>> 0) + (bLow >>> 0);
  aHigh = (aHigh + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
  aLow = sum | 0;
  let low = ((bLow << 13) | (bHigh >>> 19)) ^ aLow;
  bHigh = ((bHigh << 13) | (bLow >>> 19)) ^ aHigh;
  bLow = low;
  low = aHigh;
  aHigh = aLow;
  aLow = low;

  sum = (cLow >>> 0) + (dLow >>> 0);
  cHigh = (cHigh + dHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
  cLow = sum | 0;
  low = ((dLow << 16) | (dHigh >>> 16)) ^ cLow;
  dHigh = ((dHigh << 16) | (dLow >>> 16)) ^ cHigh;
  dLow = low;

  sum = (aLow >>> 0) + (dLow >>> 0);
  aHigh = (aHigh + dHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
  aLow = sum | 0;
  low = ((dLow << 21) | (dHigh >>> 11)) ^ aLow;
  dHigh = ((dHigh << 21) | (dLow >>> 11)) ^ aHigh;
  dLow = low;

  sum = (cLow >>> 0) + (bLow >>> 0);
  cHigh = (cHigh + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
  cLow = sum | 0;
  low = ((bLow << 17) | (bHigh >>> 15)) ^ cLow;
  bHigh = ((bHigh << 17) | (bLow >>> 15)) ^ cHigh;
  bLow = low;
  low = cHigh;
  cHigh = cLow;
  cLow = low;

  v[0] = aLow;
  v[1] = aHigh;
  v[2] = bLow;
  v[3] = bHigh;
  v[4] = cLow;
  v[5] = cHigh;
  v[6] = dLow;
  v[7] = dHigh;
}
