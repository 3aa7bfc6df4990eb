import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TransactionFlags } from "lmdb";
import { problemOfDomainRule } from "../../kernel/index.js";
import { createKeyedHash, type KeyedHash, KeyRuleDiffers } from "../../replication/index.js";
import { AccountTable } from "./tables/accounts.js";
import { AddressTable } from "./tables/addresses.js";
import { AliasTable } from "./tables/aliases.js";
import { BlockedTable } from "./tables/blocked.js";
import { DomainSenderTable } from "./tables/domain-senders.js";
import { DomainTable } from "./tables/domains.js";
import { type CopyNature, type CopyState, MetaTable } from "./tables/meta.js";
import { NumbersByText } from "./tables/numbers-by-text.js";
import { type OpenCopyOptions, type OpenTables, openTables, type RawTables } from "./tables/open-tables.js";
import { PolicyTable } from "./tables/policies.js";
import { ResellerTable } from "./tables/resellers.js";
import { SenderTable } from "./tables/senders.js";

/**
 * How a copy is laid out. Ten million authorizations decide the size, so theirs is the one table that counts: a key of
 * twelve bytes (hash of the address, number of the account) and a value of one, seven with an end. Addresses are not
 * kept, only their hashes under a key of the copy's own: nobody who does not hold the copy can find two addresses that
 * share one, and nobody who holds it can read whom its accounts write as.
 */
export const COPY_FORMAT = 4;

/**
 * Abortable, committed when it returns (1 + 2), but not yet on the disk (0x10000): waiting for the disk would hold up
 * every answer. A process that is killed loses nothing by that. A machine that loses its power comes back with the state
 * of the last `flush`, which the feed then carries on from.
 */
const WRITE_FLAGS = 0x1_0003;

/** One copy of the authorizations on disk. Reads see one state for as long as the event loop does not turn. */
export class CopyStore {
  readonly nature: CopyNature;
  readonly hash: KeyedHash;
  readonly accounts: AccountTable;
  /** By identifier. */
  readonly accountIds: NumbersByText;
  /** By address and alias. */
  readonly logins: NumbersByText;
  readonly aliases: AliasTable;
  readonly senders: SenderTable;
  readonly domainSenders: DomainSenderTable;
  readonly addresses: AddressTable;
  readonly domains: DomainTable;
  readonly blocked: BlockedTable;
  readonly resellers: ResellerTable;
  readonly policies: PolicyTable;
  /** The same as bytes, to measure or to damage them. */
  readonly raw: RawTables;
  readonly #meta: MetaTable;
  readonly #root: OpenTables["root"];
  readonly #chosen: ReadonlySet<string> | null;
  #state: CopyState;

  private constructor(
    readonly directory: string,
    { root, raw }: OpenTables,
    nature: CopyNature,
    state: CopyState,
  ) {
    this.nature = nature;
    this.hash = createKeyedHash(Buffer.from(nature.hashKey, "hex"));
    this.raw = raw;
    this.#root = root;
    this.#meta = new MetaTable(raw.meta);
    this.accounts = new AccountTable(raw.accounts);
    this.accountIds = new NumbersByText(raw.ids, this.hash);
    this.logins = new NumbersByText(raw.logins, this.hash);
    this.aliases = new AliasTable(raw.aliases);
    this.addresses = new AddressTable(raw.addresses, nature.holdsAddresses);
    this.senders = new SenderTable(raw.senders, this.hash, this.addresses);
    this.domainSenders = new DomainSenderTable(raw.domainSenders, this.hash, this.addresses);
    this.domains = new DomainTable(raw.domains, raw.domainIds, raw.domainNames);
    this.blocked = new BlockedTable(raw.blocked, this.hash);
    this.resellers = new ResellerTable(raw.resellers, raw.resellerIds);
    this.policies = new PolicyTable(raw.policies);
    this.#chosen = nature.domains === null ? null : new Set(nature.domains);
    this.#state = state;
  }

  /** Throws when there is no copy, or one of another format, or one whose keys cannot be made here. */
  static open(directory: string, options: OpenCopyOptions = {}): CopyStore {
    if (!existsSync(join(directory, "data.mdb"))) throw new Error(`there is no copy in ${directory}`);
    const tables = openTables(directory, options);
    const { nature, state } = new MetaTable(tables.raw.meta);
    if (nature?.format !== COPY_FORMAT || state === null) {
      void tables.root.close();
      throw new Error(`the copy in ${directory} is of another format`);
    }
    const problem = problemOfDomainRule(state.keyRule, `the platform of the copy in ${directory}`);
    if (problem !== null) {
      void tables.root.close();
      throw new KeyRuleDiffers(problem);
    }
    return new CopyStore(directory, tables, nature, state);
  }

  static create(directory: string, nature: CopyNature, state: CopyState, options: OpenCopyOptions = {}): CopyStore {
    const tables = openTables(directory, options);
    const store = new CopyStore(directory, tables, nature, state);
    tables.root.transactionSync(() => {
      store.#meta.putNature(nature);
      store.#writeState(state);
    });
    return store;
  }

  get state(): CopyState {
    return this.#state;
  }

  /** Looks at what another process has written meanwhile. */
  refresh(): CopyState {
    this.#root.resetReadTxn();
    this.#state = this.#meta.state ?? this.#state;
    return this.#state;
  }

  /** All of `work` or, when it throws, nothing of it. */
  write(work: () => CopyState): void {
    const before = this.#state;
    try {
      this.#root.transactionSync(() => this.#writeState(work()), WRITE_FLAGS as TransactionFlags);
    } catch (error) {
      this.#state = before;
      throw error;
    }
  }

  /** Kept in memory and written along with the next change: it is not worth a write of its own. */
  noteCurrent(now: number): void {
    this.#state = { ...this.#state, currentAt: Math.max(now, this.#state.currentAt) };
  }

  #writeState(state: CopyState): void {
    this.#meta.putState(state);
    this.#state = state;
  }

  /** Whether a copy of chosen domains holds this one. */
  isChosen(domainName: string): boolean {
    return this.#chosen?.has(domainName) ?? true;
  }

  /** Brings everything written so far to the disk, beside the event loop. */
  async flush(): Promise<void> {
    await this.#meta.putFlushed();
    await this.#root.flushed;
  }

  async close(): Promise<void> {
    await this.#root.close();
  }
}
