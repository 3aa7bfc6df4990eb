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
const DOMAIN_SENDER_KIND = 0x80;
const ENTRY_LENGTH = 2 * SIP_HASH_LENGTH + 1 + 6;

/**
 * Sum, modulo 2^64, of a keyed hash of each entry: the same whatever the order, so a copy and its source can each walk
 * what they hold in the way that suits them. The key is the copy's own, because a copy holds no addresses, only
 * hashes of them under that key. Two domains that differ have the same sum by an accident of one in 2^64.
 */
export class DomainChecksum {
  #low = 0;
  #high = 0;
  readonly #entry = Buffer.alloc(Math.max(ENTRY_LENGTH, SIP_HASH_LENGTH));
  readonly #sum = Buffer.alloc(SIP_HASH_LENGTH);

  constructor(private readonly hash: KeyedHash) {}

  addAccount(loginKey: string, isSuspended: boolean): void {
    this.#addText(`account ${isSuspended ? 1 : 0} ${loginKey}`);
  }

  addDomain(name: string, resellerPath: string, isSuspended: boolean): void {
    this.#addText(`domain ${isSuspended ? 1 : 0} ${resellerPath} ${name}`);
  }

  addReseller(path: string, isSuspended: boolean): void {
    this.#addText(`reseller ${isSuspended ? 1 : 0} ${path}`);
  }

  addPolicy(policy: Omit<ReplicaChangeOf<"POLICY">, "kind">): void {
    this.#addText(`policy ${canonicalPolicy(policy)}`);
  }

  /** The hashes are those of the login's and the address's key. */
  addAlias(loginHash: Buffer, addressHash: Buffer): void {
    this.#addEntry(ALIAS_KIND, loginHash, addressHash, null);
  }

  addSender(loginHash: Buffer, addressHash: Buffer, stateCode: number, expiresAt: number | null): void {
    this.#addEntry(stateCode, loginHash, addressHash, expiresAt);
  }

  addDomainSender(loginHash: Buffer, domainHash: Buffer, expiresAt: number | null): void {
    this.#addEntry(DOMAIN_SENDER_KIND, loginHash, domainHash, expiresAt);
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return this.#high.toString(16).padStart(8, "0") + this.#low.toString(16).padStart(8, "0");
  }

  #addText(text: string): void {
    this.hash.ofText(text, this.#sum, 0);
    this.#addSum();
  }

  #addEntry(kind: number, loginHash: Buffer, otherHash: Buffer, expiresAt: number | null): void {
    const entry = this.#entry;
    loginHash.copy(entry, 0, 0, SIP_HASH_LENGTH);
    otherHash.copy(entry, SIP_HASH_LENGTH, 0, SIP_HASH_LENGTH);
    entry[2 * SIP_HASH_LENGTH] = kind;
    entry.writeUIntBE(expiresAt ?? 0, 2 * SIP_HASH_LENGTH + 1, 6);
    this.hash.ofBytes(entry, ENTRY_LENGTH, this.#sum, 0);
    this.#addSum();
  }

  #addSum(): void {
    const low = this.#low + this.#sum.readUInt32BE(4);
    this.#low = low >>> 0;
    this.#high = (this.#high + this.#sum.readUInt32BE(0) + (low > 0xffffffff ? 1 : 0)) >>> 0;
  }
}

/** One spelling of a policy, for checksums. */
export function canonicalPolicy(policy: Omit<ReplicaChangeOf<"POLICY">, "kind">): string {
  const { scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, locked } = policy;
  const steps = schedule === null ? null : schedule.map(({ at, mode }) => [at, mode]);
  return JSON.stringify([scopeKind, scopeId, steps, subaddressDelimiters, allowNullSender, [...locked].sort()]);
}
