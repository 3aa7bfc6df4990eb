import { type BinaryTable, parseJson, readJson, walk, writeJson } from "./binary-table.js";
import { identifierBytes, numberKey, numberOfKey } from "./keys.js";

export interface StoredDomain {
  readonly id: string;
  readonly name: string;
  readonly resellerPath: string;
  readonly isSuspended: boolean;
  /** Whether it is shown to be its tenant's own; absent in a copy of before that could be otherwise. */
  readonly isProven?: boolean;
  /** Identifier of the domain that it stands for; absent for a domain of its own. */
  readonly aliasOfId?: string | undefined;
}

/** Before the keys of `names` that tell of aliases; no name begins with it. */
const ALIAS_KEY = Buffer.from([0]);

/** Number → domain, as JSON, with identifier and name → number, and (what an alias stands for, its name) → number. */
export class DomainTable {
  constructor(
    private readonly domains: BinaryTable,
    private readonly ids: BinaryTable,
    private readonly names: BinaryTable,
  ) {}

  get(number: number): StoredDomain | null {
    return readJson<StoredDomain>(this.domains, numberKey(number));
  }

  numberOf(id: string): number | null {
    return readNumber(this.ids.get(identifierBytes(id)));
  }

  named(name: string): StoredDomain | null {
    const number = readNumber(this.names.get(Buffer.from(name)));
    return number === null ? null : this.get(number);
  }

  /** Those that stand for the domain, by name. */
  aliasesOf(id: string): StoredDomain[] {
    const start = aliasKey(id, "");
    const end = Buffer.concat([start, Buffer.from([0xff])]);
    return [...this.names.getRange({ start, end })].flatMap(({ value }) => this.get(numberOfKey(value)) ?? []);
  }

  all(): StoredDomain[] {
    return [...this.domains.getRange()].map(({ value }) => parseJson<StoredDomain>(value));
  }

  /** Under the number it has; null gives it that of `nextNumber`. A former name is free again. */
  put(domain: StoredDomain, nextNumber: () => number): void {
    const former = this.numberOf(domain.id);
    const number = former ?? nextNumber();
    const before = former === null ? null : this.get(former);
    if (before !== null && before.name !== domain.name) this.#removeName(before.name, number);
    if (before !== null) this.#removeAlias(before);
    writeJson(this.domains, numberKey(number), domain);
    this.ids.putSync(identifierBytes(domain.id), numberKey(number));
    this.names.putSync(Buffer.from(domain.name), numberKey(number));
    if (domain.aliasOfId !== undefined) this.names.putSync(aliasKey(domain.aliasOfId, domain.name), numberKey(number));
  }

  remove(id: string): void {
    const number = this.numberOf(id);
    if (number === null) return;
    const domain = this.get(number);
    if (domain !== null) {
      this.#removeName(domain.name, number);
      this.#removeAlias(domain);
    }
    this.domains.removeSync(numberKey(number));
    this.ids.removeSync(identifierBytes(id));
  }

  /** Those of resellers below `from` come to be below `to`. */
  moveSubtree(from: string, to: string): void {
    const below = [...this.domains.getRange()].flatMap(({ key, value }) => {
      const domain = parseJson<StoredDomain>(value);
      return domain.resellerPath.startsWith(from) ? [{ key, domain }] : [];
    });
    for (const { key, domain } of below) {
      writeJson(this.domains, key, { ...domain, resellerPath: to + domain.resellerPath.slice(from.length) });
    }
  }

  /** False when the copy was replaced. */
  walk(isCurrent: () => boolean, visit: (number: number, domain: StoredDomain) => void): Promise<boolean> {
    return walk(this.domains, isCurrent, (key, value) => visit(numberOfKey(key), parseJson<StoredDomain>(value)));
  }

  #removeAlias({ aliasOfId, name }: StoredDomain): void {
    if (aliasOfId !== undefined) this.names.removeSync(aliasKey(aliasOfId, name));
  }

  /** A name that another domain has taken meanwhile is left to it. */
  #removeName(name: string, number: number): void {
    const key = Buffer.from(name);
    if (readNumber(this.names.get(key)) === number) this.names.removeSync(key);
  }
}

function aliasKey(targetId: string, name: string): Buffer {
  return Buffer.concat([ALIAS_KEY, identifierBytes(targetId), Buffer.from(name)]);
}

function readNumber(value: Buffer | undefined): number | null {
  return value === undefined ? null : numberOfKey(value);
}
