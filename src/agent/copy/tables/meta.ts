import type { KeyRule } from "../../../kernel/index.js";
import { type BinaryTable, readJson, writeJson } from "./binary-table.js";

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

const NATURE_KEY = Buffer.from("nature");
const STATE_KEY = Buffer.from("state");
const FLUSHED_KEY = Buffer.from("flushed");

export class MetaTable {
  constructor(private readonly table: BinaryTable) {}

  get nature(): CopyNature | null {
    return readJson<CopyNature>(this.table, NATURE_KEY);
  }

  putNature(nature: CopyNature): void {
    writeJson(this.table, NATURE_KEY, nature);
  }

  get state(): CopyState | null {
    return readJson<CopyState>(this.table, STATE_KEY);
  }

  putState(state: CopyState): void {
    writeJson(this.table, STATE_KEY, state);
  }

  /** A key of its own: what is queued here may be written after a newer state. */
  async putFlushed(): Promise<void> {
    await this.table.put(FLUSHED_KEY, Buffer.from(String(Date.now())));
  }
}
