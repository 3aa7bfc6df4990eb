import type { Database } from "../../database/index.js";
import { currentRevision } from "../../feed/index.js";
import { badInput, because, parseDomainName } from "../../kernel/index.js";
import {
  ChecksumTable,
  createKeyedHash,
  EntryHasher,
  type ReplicaRecord,
  SIP_HASH_LENGTH,
  SIP_KEY_LENGTH,
} from "../../replication/index.js";
import { readFullCopy } from "./read-full-copy.js";

export const MAX_CHECKED_DOMAINS = 100;
const HASH_KEY = new RegExp(`^[0-9a-f]{${2 * SIP_KEY_LENGTH}}$`);

export interface CheckedDomain {
  readonly name: string;
  readonly checksum: string;
}

export interface ReplicaChecksums {
  readonly revision: number;
  /** Of all domains hosted here, not only those asked for. */
  readonly domainCount: number;
  /** Those of the domains asked for that are hosted here. */
  readonly domains: readonly CheckedDomain[];
}

/**
 * What a copy of these domains must add up to, at one revision. `hashKey` is the key of the copy's hashes: who asks may
 * read all of it anyway, and the key only keeps others from finding addresses that the copy takes for one another.
 */
export async function replicaChecksums(
  database: Database,
  names: readonly string[],
  hashKey: string,
): Promise<ReplicaChecksums> {
  if (!HASH_KEY.test(hashKey)) throw badInput("KEY_MALFORMED", "hashKey", "32 hexadecimal digits in lower case");
  if (names.length > MAX_CHECKED_DOMAINS) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_CHECKED_DOMAINS }),
      "domains",
      `At most ${MAX_CHECKED_DOMAINS} domains`,
      `1…${MAX_CHECKED_DOMAINS}`,
    );
  }
  const wanted = names.map((name, index) => {
    const parsed = parseDomainName(name);
    if (parsed === null)
      throw badInput("DOMAIN_NAME_MALFORMED", `domains[${index}]`, "This is not a domain name", "example.org");
    return parsed;
  });
  return database.snapshot(async (manager) => {
    const sums = new DomainSums(hashKey, wanted.length);
    for await (const { records } of readFullCopy(manager, { domains: wanted, after: null, hasAliases: false })) {
      for (const record of records) sums.add(record);
    }
    const [row] = await manager.query<{ count: number }[]>("SELECT COUNT(*) AS count FROM domain", []);
    return {
      revision: await currentRevision(manager),
      domainCount: Number(row?.count ?? 0),
      domains: sums.domains(),
    };
  });
}

class DomainSums {
  readonly #sums: ChecksumTable;
  readonly #hasher: EntryHasher;
  readonly #hash;
  readonly #places = new Map<string, { place: number; name: string }>();
  /** Of the accounts of the last pages; what they may do comes right after them. */
  #accounts = new Map<string, { place: number; loginHash: Buffer }>();
  #place = 0;

  constructor(hashKey: string, size: number) {
    this.#sums = new ChecksumTable(size);
    this.#hash = createKeyedHash(Buffer.from(hashKey, "hex"));
    this.#hasher = new EntryHasher(this.#hash, (high, low) => this.#sums.add(this.#place, high, low));
  }

  domains(): CheckedDomain[] {
    return [...this.#places.values()].map(({ place, name }) => ({ name, checksum: this.#sums.at(place) }));
  }

  add(record: ReplicaRecord): void {
    switch (record[0]) {
      case "D": {
        const [, id, name, resellerPath, isSuspended, isProven, aliasOfId] = record;
        this.#place = this.#places.size;
        this.#places.set(id, { place: this.#place, name });
        this.#hasher.addDomain({
          name,
          resellerPath,
          isSuspended: isSuspended === 1,
          isProven: isProven === 1,
          ...(aliasOfId === null ? {} : { aliasOfId }),
        });
        break;
      }
      case "A": {
        const [, id, domainId, loginKey, aliasKeys, isSuspended, unprovenAliasKeys] = record;
        const place = this.#places.get(domainId)?.place ?? 0;
        const loginHash = this.#hashOf(loginKey);
        if (this.#accounts.size > 2_000) this.#accounts = new Map([...this.#accounts].slice(-1_000));
        this.#accounts.set(id, { place, loginHash });
        this.#place = place;
        this.#hasher.addAccount(loginKey, isSuspended === 1);
        for (const key of aliasKeys) this.#hasher.addAlias(loginHash, this.#hashOf(key));
        for (const key of unprovenAliasKeys) this.#hasher.addUnprovenAlias(loginHash, this.#hashOf(key));
        break;
      }
      case "S": {
        const account = this.#turnTo(record[1]);
        for (const [key, stateCode, expiresAt = null] of account === null ? [] : record[2]) {
          this.#hasher.addSender(account as Buffer, this.#hashOf(key), stateCode, expiresAt);
        }
        break;
      }
      case "W": {
        const account = this.#turnTo(record[1]);
        for (const [domain, expiresAt = null] of account === null ? [] : record[2]) {
          this.#hasher.addDomainSender(account as Buffer, this.#hashOf(domain), expiresAt);
        }
        break;
      }
      case "P":
        this.#addPolicy(record);
        break;
    }
  }

  #addPolicy(record: Extract<ReplicaRecord, readonly ["P", ...unknown[]]>): void {
    const [, scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, locked, ...later] = record;
    const [, refusalAdvice, resentMail] = later;
    const settings = { schedule, subaddressDelimiters, allowNullSender, refusalAdvice, resentMail };
    const place =
      scopeKind === "DOMAIN"
        ? this.#places.get(scopeId)?.place
        : scopeKind === "ACCOUNT"
          ? this.#accounts.get(scopeId)?.place
          : undefined;
    if (place === undefined) return;
    this.#place = place;
    this.#hasher.addPolicy({ scopeKind, scopeId, ...settings, locked });
  }

  #turnTo(accountId: string): Buffer | null {
    const account = this.#accounts.get(accountId);
    if (account === undefined) return null;
    this.#place = account.place;
    return account.loginHash;
  }

  #hashOf(text: string): Buffer {
    const hash = Buffer.alloc(SIP_HASH_LENGTH);
    this.#hash.ofText(text, hash, 0);
    return hash;
  }
}
