import { type BinaryTable, parseJson, readJson, walk, writeJson } from "./binary-table.js";
import { identifierBytes, numberKey, numberOfKey } from "./keys.js";

export interface StoredDomain {
  readonly id: string;
  readonly name: string;
  readonly resellerPath: string;
  readonly isSuspended: boolean;
  /** Whether it is shown to be its tenant's own; absent in a copy of before that could be otherwise. */
  readonly isProven?: boolean;
}

/** Number → domain, as JSON, with identifier and name → number. */
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

  all(): StoredDomain[] {
    return [...this.domains.getRange()].map(({ value }) => parseJson<StoredDomain>(value));
  }

  /** Under the number it has; null gives it that of `nextNumber`. A former name is free again. */
  put(domain: StoredDomain, nextNumber: () => number): void {
    const former = this.numberOf(domain.id);
    const number = former ?? nextNumber();
    const formerName = former === null ? undefined : this.get(former)?.name;
    if (formerName !== undefined && formerName !== domain.name) this.#removeName(formerName, number);
    writeJson(this.domains, numberKey(number), domain);
    this.ids.putSync(identifierBytes(domain.id), numberKey(number));
    this.names.putSync(Buffer.from(domain.name), numberKey(number));
  }

  remove(id: string): void {
    const number = this.numberOf(id);
    if (number === null) return;
    const name = this.get(number)?.name;
    if (name !== undefined) this.#removeName(name, number);
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

  /** A name that another domain has taken meanwhile is left to it. */
  #removeName(name: string, number: number): void {
    const key = Buffer.from(name);
    if (readNumber(this.names.get(key)) === number) this.names.removeSync(key);
  }
}

function readNumber(value: Buffer | undefined): number | null {
  return value === undefined ? null : numberOfKey(value);
}
