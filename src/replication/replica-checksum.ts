import { createHash, type Hash } from "node:crypto";
import type { ReplicaChangeOf } from "./replica-change.js";
import { type KeyedHash, SIP_HASH_LENGTH } from "./sip-hash.js";

/** Running checksum over the lines of one answer, to find one that was cut off or damaged on its way. */
export interface LineChecksum {
  /** Lines, each with its line feed. */
  add(lines: string, count: number): void;
  readonly count: number;
  /** Of everything added so far: 16 hexadecimal digits. */
  current(): string;
}

export function createLineChecksum(): LineChecksum {
  const hash: Hash = createHash("sha256");
  let total = 0;
  return {
    add(lines, count) {
      hash.update(lines);
      total += count;
    },
    get count() {
      return total;
    },
    current: () => hash.copy().digest("hex").slice(0, 16),
  };
}

/** Kinds of entries that a domain's checksum is made of, beside the codes of states (1 to 6). */
const ALIAS_KIND = 0x40;
const UNPROVEN_ALIAS_KIND = 0x41;
const DOMAIN_SENDER_KIND = 0x80;
const ENTRY_LENGTH = 2 * SIP_HASH_LENGTH + 1 + 6;

/** Takes the hash of an entry in two halves of 32 bits. */
type HashSink = (high: number, low: number) => void;

/**
 * Hashes the entries that a domain's checksum is the sum of. The key is the copy's own, because a copy holds no
 * addresses, only hashes of them under that key.
 */
export class EntryHasher {
  readonly #entry = Buffer.alloc(ENTRY_LENGTH);
  readonly #result = Buffer.alloc(SIP_HASH_LENGTH);

  constructor(
    private readonly hash: KeyedHash,
    private readonly sink: HashSink,
  ) {}

  addAccount(loginKey: string, isSuspended: boolean): void {
    this.#addText(`account ${isSuspended ? 1 : 0} ${loginKey}`);
  }

  addDomain(domain: Omit<ReplicaChangeOf<"DOMAIN">, "kind" | "id">): void {
    const { name, resellerPath, isSuspended, isProven = true, aliasOfId } = domain;
    const alias = aliasOfId === undefined ? "" : ` ${aliasOfId}`;
    this.#addText(`domain ${isSuspended ? 1 : 0}${isProven ? 1 : 0} ${resellerPath} ${name}${alias}`);
  }

  addPolicy(policy: Omit<ReplicaChangeOf<"POLICY">, "kind">): void {
    this.#addText(`policy ${canonicalPolicy(policy)}`);
  }

  /** The hashes are those of the login's and the address's key. */
  addAlias(loginHash: Buffer, addressHash: Buffer): void {
    this.#addEntry(ALIAS_KIND, loginHash, addressHash, null);
  }

  addUnprovenAlias(loginHash: Buffer, addressHash: Buffer): void {
    this.#addEntry(UNPROVEN_ALIAS_KIND, loginHash, addressHash, null);
  }

  addSender(loginHash: Buffer, addressHash: Buffer, stateCode: number, expiresAt: number | null): void {
    this.#addEntry(stateCode, loginHash, addressHash, expiresAt);
  }

  addDomainSender(loginHash: Buffer, domainHash: Buffer, expiresAt: number | null): void {
    this.#addEntry(DOMAIN_SENDER_KIND, loginHash, domainHash, expiresAt);
  }

  #addText(text: string): void {
    this.hash.ofText(text, this.#result, 0);
    this.sink(this.#result.readUInt32BE(0), this.#result.readUInt32BE(4));
  }

  #addEntry(kind: number, loginHash: Buffer, otherHash: Buffer, expiresAt: number | null): void {
    const entry = this.#entry;
    loginHash.copy(entry, 0, 0, SIP_HASH_LENGTH);
    otherHash.copy(entry, SIP_HASH_LENGTH, 0, SIP_HASH_LENGTH);
    entry[2 * SIP_HASH_LENGTH] = kind;
    entry.writeUIntBE(expiresAt ?? 0, 2 * SIP_HASH_LENGTH + 1, 6);
    this.hash.ofBytes(entry, ENTRY_LENGTH, this.#result, 0);
    this.sink(this.#result.readUInt32BE(0), this.#result.readUInt32BE(4));
  }
}

/**
 * One sum for each of many things, modulo 2^64: the same whatever the order, so a copy and its source can each walk what
 * they hold in the way that suits them. Two that differ have the same sum by an accident of one in 2^64.
 */
export class ChecksumTable {
  #highs: Uint32Array;
  #lows: Uint32Array;

  constructor(size: number) {
    this.#highs = new Uint32Array(size);
    this.#lows = new Uint32Array(size);
  }

  add(place: number, high: number, low: number): void {
    const sum = (this.#lows[place] as number) + low;
    this.#lows[place] = sum >>> 0;
    this.#highs[place] = ((this.#highs[place] as number) + high + (sum > 0xffffffff ? 1 : 0)) >>> 0;
  }

  /** 16 hexadecimal digits. */
  at(place: number): string {
    const [high, low] = [this.#highs[place] as number, this.#lows[place] as number];
    return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
  }
}

/** One spelling of a policy, for checksums. */
export function canonicalPolicy(policy: Omit<ReplicaChangeOf<"POLICY">, "kind">): string {
  const { scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, locked } = policy;
  const { refusalAdvice = null, resentMail = null } = policy;
  // Where neither is set the spelling is that of before there were any.
  const later = refusalAdvice === null && resentMail === null ? [] : [refusalAdvice, resentMail];
  const steps = schedule === null ? null : schedule.map(({ at, mode }) => [at, mode]);
  return JSON.stringify([
    scopeKind,
    scopeId,
    steps,
    subaddressDelimiters,
    allowNullSender,
    [...locked].sort(),
    ...later,
  ]);
}
