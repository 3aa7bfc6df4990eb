import { existsSync } from "node:fs";
import { join } from "node:path";
import { open, type RootDatabase, type Database as Table, type TransactionFlags } from "lmdb";
import { type KeyRule, problemOfDomainRule } from "../../kernel/index.js";
import { createKeyedHash, type KeyedHash, KeyRuleDiffers, SIP_HASH_LENGTH } from "../../replication/index.js";
import { COPY_FORMAT, decodeNumbers, SENDER_KEY_LENGTH } from "./copy-layout.js";

export type BinaryTable = Table<Buffer, Buffer>;

/** What never changes in a copy. */
export interface CopyNature {
  readonly format: number;
  /** Key of the copy's hashes, hexadecimal; random for each copy. */
  readonly hashKey: string;
  /** A-labels of the domains it holds; null for all. */
  readonly domains: readonly string[] | null;
  /** Whether addresses are kept beside their hashes, for those who need to list them. */
  readonly holdsAddresses: boolean;
}

/** Written in the transaction of the changes it counts, so that a copy is always that of one revision exactly. */
export interface CopyState {
  readonly revision: number;
  /** Digest of the last revision that was applied, to find that the source is not the one it was; null when unknown. */
  readonly digest: string | null;
  /** Grows when anything but an authorization changes: what was remembered of accounts and policies is then void. */
  readonly epoch: number;
  readonly nextAccount: number;
  readonly nextDomain: number;
  /** Epoch milliseconds at which the copy was last known to be current. */
  readonly currentAt: number;
  /** By which the platform makes keys, as it said last. */
  readonly keyRule: KeyRule;
}

export interface CopyTables {
  readonly meta: BinaryTable;
  /** Hash of a login, aliases among them → numbers of accounts. */
  readonly logins: BinaryTable;
  /** Hash of an account's identifier → numbers of accounts. */
  readonly ids: BinaryTable;
  /** Number → account. One whose domain is gone does not count any more; a sweep removes it. */
  readonly accounts: BinaryTable;
  /** Number of an account → its alias keys. */
  readonly aliases: BinaryTable;
  /** Hash of an address, number of an account → what it holds for the address. */
  readonly senders: BinaryTable;
  /** Hash of a domain name, number of an account → a domain authorization. */
  readonly domainSenders: BinaryTable;
  /** Hash of an address → the address; empty unless the copy holds addresses. */
  readonly addresses: BinaryTable;
  /** Number → domain, as JSON. */
  readonly domains: BinaryTable;
  /** Identifier → number of the domain. */
  readonly domainIds: BinaryTable;
  /** Name → number of the domain. */
  readonly domainNames: BinaryTable;
  /** Hash of an address whose owner wants to be asked by nobody → nothing. */
  readonly blocked: BinaryTable;
  /** Path → reseller, as JSON. */
  readonly resellers: BinaryTable;
  /** Identifier → path. */
  readonly resellerIds: BinaryTable;
  /** Kind and identifier of a scope → policy, as JSON. */
  readonly policies: BinaryTable;
}

const TABLES: readonly (keyof CopyTables)[] = [
  "meta",
  "logins",
  "ids",
  "accounts",
  "aliases",
  "senders",
  "domainSenders",
  "addresses",
  "domains",
  "domainIds",
  "domainNames",
  "blocked",
  "resellers",
  "resellerIds",
  "policies",
];

const NATURE_KEY = Buffer.from("nature");
const STATE_KEY = Buffer.from("state");
const FLUSHED_KEY = Buffer.from("flushed");

/**
 * Abortable, committed when it returns (1 + 2), but not yet on the disk (0x10000): waiting for the disk would hold up
 * every answer. A process that is killed loses nothing by that. A machine that loses its power comes back with the state
 * of the last `flush`, which the feed then carries on from.
 */
const WRITE_FLAGS = 0x1_0003;

export interface OpenCopyOptions {
  readonly isReadOnly?: boolean;
  /** For a copy that is being made: it is brought to the disk once, at its end. */
  readonly isUnsynced?: boolean;
}

/** One copy of the authorizations on disk. Reads see one state for as long as the event loop does not turn. */
export class CopyStore {
  readonly nature: CopyNature;
  readonly hash: KeyedHash;
  readonly tables: CopyTables;
  readonly #chosen: ReadonlySet<string> | null;
  #state: CopyState;

  private constructor(
    readonly directory: string,
    private readonly root: RootDatabase<Buffer, Buffer>,
    tables: CopyTables,
    nature: CopyNature,
    state: CopyState,
  ) {
    this.nature = nature;
    this.tables = tables;
    this.hash = createKeyedHash(Buffer.from(nature.hashKey, "hex"));
    this.#chosen = nature.domains === null ? null : new Set(nature.domains);
    this.#state = state;
  }

  /** Throws when there is no copy, or one of another format, or one whose keys cannot be made here. */
  static open(directory: string, options: OpenCopyOptions = {}): CopyStore {
    if (!existsSync(join(directory, "data.mdb"))) throw new Error(`there is no copy in ${directory}`);
    const { root, tables } = openTables(directory, options);
    const nature = readJson<CopyNature>(tables.meta, NATURE_KEY);
    const state = readJson<CopyState>(tables.meta, STATE_KEY);
    if (nature?.format !== COPY_FORMAT || state === null) {
      void root.close();
      throw new Error(`the copy in ${directory} is of another format`);
    }
    const problem = problemOfDomainRule(state.keyRule, `the platform of the copy in ${directory}`);
    if (problem !== null) {
      void root.close();
      throw new KeyRuleDiffers(problem);
    }
    return new CopyStore(directory, root, tables, nature, state);
  }

  static create(directory: string, nature: CopyNature, state: CopyState, options: OpenCopyOptions = {}): CopyStore {
    const { root, tables } = openTables(directory, options);
    const store = new CopyStore(directory, root, tables, nature, state);
    root.transactionSync(() => {
      tables.meta.putSync(NATURE_KEY, Buffer.from(JSON.stringify(nature)));
      store.writeState(state);
    });
    return store;
  }

  get state(): CopyState {
    return this.#state;
  }

  /** Looks at what another process has written meanwhile. */
  refresh(): CopyState {
    this.root.resetReadTxn();
    this.#state = readJson<CopyState>(this.tables.meta, STATE_KEY) ?? this.#state;
    return this.#state;
  }

  /** All of `work` or, when it throws, nothing of it. */
  write(work: () => CopyState): void {
    const before = this.#state;
    try {
      this.root.transactionSync(() => this.writeState(work()), WRITE_FLAGS as TransactionFlags);
    } catch (error) {
      this.#state = before;
      throw error;
    }
  }

  /** Kept in memory and written along with the next change: it is not worth a write of its own. */
  noteCurrent(now: number): void {
    this.#state = { ...this.#state, currentAt: Math.max(now, this.#state.currentAt) };
  }

  private writeState(state: CopyState): void {
    this.tables.meta.putSync(STATE_KEY, Buffer.from(JSON.stringify(state)));
    this.#state = state;
  }

  /** Whether a copy of chosen domains holds this one. */
  isChosen(domainName: string): boolean {
    return this.#chosen?.has(domainName) ?? true;
  }

  /** Brings everything written so far to the disk, beside the event loop. */
  async flush(): Promise<void> {
    // A key of its own: what is queued here may be written after a newer state.
    await this.tables.meta.put(FLUSHED_KEY, Buffer.from(String(Date.now())));
    await this.root.flushed;
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}

function openTables(directory: string, { isReadOnly = false, isUnsynced = false }: OpenCopyOptions) {
  const binary = { keyEncoding: "binary", encoding: "binary" } as const;
  const root = open<Buffer, Buffer>({
    path: directory,
    maxDbs: TABLES.length,
    // Each process is one reader; so many workers there cannot be.
    maxReaders: 256,
    readOnly: isReadOnly,
    noSync: isUnsynced,
    ...binary,
  });
  const tables = Object.fromEntries(TABLES.map((name) => [name, root.openDB<Buffer, Buffer>({ name, ...binary })]));
  return { root, tables: tables as unknown as CopyTables };
}

export function readJson<T>(table: BinaryTable, key: Buffer): T | null {
  const value = table.get(key);
  return value === undefined ? null : (JSON.parse(value.toString("utf8")) as T);
}

export function writeJson(table: BinaryTable, key: Buffer, value: unknown): void {
  table.putSync(key, Buffer.from(JSON.stringify(value)));
}

/** Hash of a text as a key of its own. */
export function hashKeyOf(hash: KeyedHash, text: string): Buffer {
  const key = Buffer.allocUnsafe(SIP_HASH_LENGTH);
  hash.ofText(text, key, 0);
  return key;
}

/** Hash of a text followed by the number of an account. */
export function senderKeyOf(hash: KeyedHash, text: string, accountNumber: number): Buffer {
  const key = Buffer.allocUnsafe(SENDER_KEY_LENGTH);
  hash.ofText(text, key, 0);
  key.writeUInt32BE(accountNumber, SIP_HASH_LENGTH);
  return key;
}

export function numbersAt(table: BinaryTable, key: Buffer): number[] {
  const value = table.get(key);
  return value === undefined ? [] : decodeNumbers(value);
}
