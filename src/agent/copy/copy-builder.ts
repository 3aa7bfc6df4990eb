import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { KeyRule } from "../../kernel/index.js";
import { type ReplicaRecord, type ReplicaRecordOf, SIP_HASH_LENGTH, SIP_KEY_LENGTH } from "../../replication/index.js";
import { applyChange, type ChangeProgress } from "./apply-change.js";
import { COPY_FORMAT, CopyStore } from "./copy-store.js";
import { domainChangeOf, policyChangeOf, resellerChangeOf } from "./record-changes.js";
import { SortedSpool } from "./sorted-spool.js";
import { shortenLogin } from "./tables/accounts.js";
import { namesOf } from "./tables/aliases.js";
import type { StoredDomain } from "./tables/domains.js";
import { MAX_SENDER_LENGTH } from "./tables/ends.js";
import { NUMBER_LENGTH } from "./tables/keys.js";
import type { CopyNature } from "./tables/meta.js";
import type { NumbersByText } from "./tables/numbers-by-text.js";
import { SENDER_KEY_LENGTH, senderKeyOf, writeSenderKey } from "./tables/sender-keys.js";
import { decodeSender, encodeSender, type StoredSender } from "./tables/senders.js";

/** A value may have an end; in the spool each has room for one, and a length before it. */
const SENDER_RECORD_LENGTH = SENDER_KEY_LENGTH + 1 + MAX_SENDER_LENGTH;
const LOGIN_RECORD_LENGTH = SIP_HASH_LENGTH + NUMBER_LENGTH;
const PUTS_PER_TRANSACTION = 10_000;

/**
 * Makes a new copy from the records of a full one, with bounded memory: what is looked up by a hash is spooled, sorted
 * and written in the order of its keys at the end. Until `finish` has returned there is no copy, only a directory.
 */
export class CopyBuilder {
  readonly #store: CopyStore;
  readonly #senders: SortedSpool;
  readonly #logins: SortedSpool;
  readonly #ids: SortedSpool;
  readonly #progress: ChangeProgress = { nextAccount: 1, nextDomain: 1, hasNewEpoch: false };
  /** Numbers of the last accounts: what they may do comes right after them. */
  #numbers = new Map<string, number>();
  #formerNumbers = new Map<string, number>();
  #domain: { id: string; number: number; domain: StoredDomain } | null = null;
  readonly #record = Buffer.alloc(SENDER_RECORD_LENGTH);
  #authorizationCount = 0;

  /** The directory must not exist. */
  constructor(
    private readonly directory: string,
    nature: Pick<CopyNature, "domains" | "holdsAddresses">,
    keyRule: KeyRule,
    private readonly revision: number,
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const hashKey = randomBytes(SIP_KEY_LENGTH).toString("hex");
    const state = { revision, digest: null, epoch: 1, nextAccount: 1, nextDomain: 1, currentAt: 0, keyRule };
    this.#store = CopyStore.create(directory, { ...nature, format: COPY_FORMAT, hashKey }, state, { isUnsynced: true });
    this.#senders = new SortedSpool(directory, "senders", SENDER_RECORD_LENGTH, SENDER_KEY_LENGTH);
    this.#logins = new SortedSpool(directory, "logins", LOGIN_RECORD_LENGTH, LOGIN_RECORD_LENGTH);
    this.#ids = new SortedSpool(directory, "ids", LOGIN_RECORD_LENGTH, LOGIN_RECORD_LENGTH);
  }

  get authorizationCount(): number {
    return this.#authorizationCount;
  }

  /** Records in their order, in one transaction. */
  add(records: readonly ReplicaRecord[]): void {
    this.#store.write(() => {
      for (const record of records) this.#addRecord(record);
      return { ...this.#store.state, nextAccount: this.#progress.nextAccount, nextDomain: this.#progress.nextDomain };
    });
  }

  /** Writes what was spooled and brings the copy to the disk. It is closed afterwards; `CopyStore.open` opens it. */
  async finish(now: number): Promise<void> {
    await this.#writeNumbers(this.#logins, this.#store.logins);
    await this.#writeNumbers(this.#ids, this.#store.accountIds);
    await this.#writeSenders();
    this.#store.write(() => ({ ...this.#store.state, revision: this.revision, currentAt: now }));
    await this.#store.close();
    const file = await open(join(this.directory, "data.mdb"), "r+");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async abandon(): Promise<void> {
    for (const spool of [this.#senders, this.#logins, this.#ids]) spool.remove();
    await this.#store.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #addRecord(record: ReplicaRecord): void {
    switch (record[0]) {
      case "A":
        this.#addAccount(record);
        break;
      case "S":
        this.#addSenders(record);
        break;
      case "W":
        this.#addDomainSenders(record);
        break;
      case "P":
        this.#addPolicy(record);
        break;
      case "B":
        for (const addressKey of record[1]) this.#store.blocked.set(addressKey, true);
        break;
      case "R":
        applyChange(this.#store, resellerChangeOf(record), this.#progress);
        break;
      case "D":
        applyChange(this.#store, domainChangeOf(record), this.#progress);
        break;
    }
  }

  #addAccount([, id, domainId, loginKey, aliasKeys, isSuspended, unprovenAliasKeys]: ReplicaRecordOf<"A">): void {
    const held = this.#requireDomain(domainId);
    if (held === null) return;
    const number = this.#progress.nextAccount++;
    if (this.#numbers.size >= 1_000) {
      this.#formerNumbers = this.#numbers;
      this.#numbers = new Map();
    }
    this.#numbers.set(id, number);
    const aliases = { proven: aliasKeys, unproven: unprovenAliasKeys };
    const names = namesOf(aliases);
    this.#store.accounts.put(number, {
      id,
      domainNumber: held.number,
      isSuspended: isSuspended === 1,
      hasAliases: names.length > 0,
      hasPolicy: false,
      ...shortenLogin(loginKey, held.domain.name),
    });
    for (const name of [loginKey, ...names]) {
      this.#logins.add(senderKeyOf(this.#store.hash, name, number));
    }
    this.#ids.add(senderKeyOf(this.#store.hash, id, number));
    if (names.length > 0) this.#store.aliases.put(number, aliases);
    for (const key of aliasKeys) this.#spoolSender(key, number, { stateCode: 0, isAlias: true, expiresAt: null });
  }

  #addSenders([, accountId, entries]: ReplicaRecordOf<"S">): void {
    const number = this.#numberOf(accountId);
    if (number === null) return;
    for (const [addressKey, stateCode, expiresAt = null] of entries) {
      this.#spoolSender(addressKey, number, { stateCode, isAlias: false, expiresAt });
    }
    this.#authorizationCount += entries.length;
  }

  #addDomainSenders([, accountId, entries]: ReplicaRecordOf<"W">): void {
    const number = this.#numberOf(accountId);
    if (number === null) return;
    for (const [domain, expiresAt = null] of entries) this.#store.domainSenders.put(domain, number, { expiresAt });
  }

  /** The account is not yet found by its identifier, so its policy is written here. */
  #addPolicy(record: ReplicaRecordOf<"P">): void {
    const change = policyChangeOf(record);
    if (change.scopeKind !== "ACCOUNT") {
      applyChange(this.#store, change, this.#progress);
      return;
    }
    const number = this.#numberOf(change.scopeId);
    const account = number === null ? null : this.#store.accounts.get(number);
    if (number === null || account === null) return;
    this.#store.accounts.put(number, { ...account, hasPolicy: true });
    this.#store.policies.put(change.scopeKind, change.scopeId, change);
  }

  #requireDomain(id: string): { number: number; domain: StoredDomain } | null {
    if (this.#domain?.id === id) return this.#domain;
    const number = this.#store.domains.numberOf(id);
    const domain = number === null ? null : this.#store.domains.get(number);
    if (number === null || domain === null) return null;
    this.#domain = { id, number, domain };
    return this.#domain;
  }

  #numberOf(accountId: string): number | null {
    return this.#numbers.get(accountId) ?? this.#formerNumbers.get(accountId) ?? null;
  }

  #spoolSender(addressKey: string, number: number, sender: StoredSender): void {
    const value = encodeSender(sender);
    const record = writeSenderKey(this.#store.hash, addressKey, number, this.#record);
    record[SENDER_KEY_LENGTH] = value.length;
    value.copy(record, SENDER_KEY_LENGTH + 1);
    this.#senders.add(record);
    this.#store.addresses.keep(record, addressKey);
  }

  async #writeNumbers(spool: SortedSpool, table: NumbersByText): Promise<void> {
    for (const { bytes, offsets } of spool.buckets()) {
      const entries: [Buffer, number[]][] = [];
      for (const offset of offsets) {
        const number = bytes.readUInt32BE(offset + SIP_HASH_LENGTH);
        const last = entries.at(-1);
        if (last !== undefined && isAt(bytes, offset, last[0])) last[1].push(number);
        else entries.push([bytes.subarray(offset, offset + SIP_HASH_LENGTH), [number]]);
      }
      await this.#inTransactions(entries, ([hash, numbers]) => table.append(hash, numbers));
    }
    spool.remove();
  }

  async #writeSenders(): Promise<void> {
    for (const { bytes, offsets } of this.#senders.buckets()) {
      const entries: [Buffer, Buffer][] = [];
      for (const offset of offsets) {
        const valueAt = offset + SENDER_KEY_LENGTH + 1;
        const value = bytes.subarray(valueAt, valueAt + (bytes[valueAt - 1] as number));
        const last = entries.at(-1);
        if (last !== undefined && isAt(bytes, offset, last[0])) last[1] = mergeSenders(last[1], value);
        else entries.push([bytes.subarray(offset, offset + SENDER_KEY_LENGTH), value]);
      }
      await this.#inTransactions(entries, ([key, value]) => this.#store.senders.append(key, value));
    }
    this.#senders.remove();
  }

  async #inTransactions<T>(entries: readonly T[], put: (entry: T) => void): Promise<void> {
    for (let start = 0; start < entries.length; start += PUTS_PER_TRANSACTION) {
      const end = Math.min(entries.length, start + PUTS_PER_TRANSACTION);
      this.#store.write(() => {
        for (let index = start; index < end; index++) put(entries[index] as T);
        return this.#store.state;
      });
      // Whoever asks the copy before this one is answered in between.
      await nextTurn();
    }
  }
}

function isAt(bytes: Buffer, offset: number, key: Buffer): boolean {
  return bytes.compare(key, 0, key.length, offset, offset + key.length) === 0;
}

/** An address that is an alias and has an authorization too; of two authorizations the later record counts. */
function mergeSenders(first: Buffer, second: Buffer): Buffer {
  const [one, other] = [decodeSender(first), decodeSender(second)];
  const later = other.stateCode === 0 ? one : other;
  return encodeSender({ ...later, isAlias: one.isAlias || other.isAlias });
}
