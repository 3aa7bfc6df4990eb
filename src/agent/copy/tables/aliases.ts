import type { BinaryTable } from "./binary-table.js";
import { numberKey } from "./keys.js";

/** Aliases of an account: those that it may send as, and those in domains that are not proven, to sign in with only. */
export interface StoredAliases {
  readonly proven: readonly string[];
  readonly unproven: readonly string[];
}

export const NO_ALIASES: StoredAliases = { proven: [], unproven: [] };

/** Number of an account → its alias keys. */
export class AliasTable {
  constructor(private readonly table: BinaryTable) {}

  get(accountNumber: number): StoredAliases {
    const value = this.table.get(numberKey(accountNumber));
    return value === undefined ? NO_ALIASES : decodeAliases(value);
  }

  put(accountNumber: number, aliases: StoredAliases): void {
    if (namesOf(aliases).length === 0) this.remove(accountNumber);
    else this.table.putSync(numberKey(accountNumber), encodeAliases(aliases));
  }

  remove(accountNumber: number): void {
    this.table.removeSync(numberKey(accountNumber));
  }
}

/** Every one, whether it may be sent as or not. */
export function namesOf({ proven, unproven }: StoredAliases): string[] {
  return [...proven, ...unproven];
}

/** One a line, the unproven behind an empty line. No key holds a line feed. */
export function encodeAliases({ proven, unproven }: StoredAliases): Buffer {
  return Buffer.from(proven.join("\n") + (unproven.length === 0 ? "" : `\n\n${unproven.join("\n")}`));
}

export function decodeAliases(value: Buffer): StoredAliases {
  const [proven = "", unproven = ""] = value.toString("utf8").split("\n\n");
  return { proven: linesOf(proven), unproven: linesOf(unproven) };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}
