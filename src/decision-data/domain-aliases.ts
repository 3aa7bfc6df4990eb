import type { EntityManager } from "typeorm";
import { rowsAcrossTenants } from "../kernel/index.js";
import { type DomainAlias, findDomainAliases } from "../tenancy/index.js";
import type { DomainPlace } from "./logins.queries.js";

/** Which domains stand for others: of the whole platform, or those among some names. */
export class DomainAliases {
  readonly #byName: ReadonlyMap<string, DomainAlias>;
  /** Identifiers of the aliases and of what they stand for. */
  readonly #ids: ReadonlySet<string>;
  readonly #targets: ReadonlyMap<string, DomainPlace>;

  constructor(aliases: readonly DomainAlias[]) {
    this.#byName = new Map(aliases.map((alias) => [alias.name, alias]));
    this.#ids = new Set(aliases.flatMap(({ id, target }) => [id, target.id]));
    this.#targets = new Map(
      aliases.map(({ target: { id, name, resellerPath } }) => [name, { domainId: id, resellerPath }]),
    );
  }

  named(name: string): DomainAlias | null {
    return this.#byName.get(name) ?? null;
  }

  /** Null for a domain that none stands for. */
  placeOfTarget(name: string): DomainPlace | null {
    return this.#targets.get(name) ?? null;
  }

  get targets(): readonly DomainPlace[] {
    return [...this.#targets.values()];
  }

  isAmong(domainId: string): boolean {
    return this.#ids.has(domainId);
  }
}

export const NO_DOMAIN_ALIASES = new DomainAliases([]);

/** Of the domains of a batch. */
export async function loadDomainAliases(manager: EntityManager, names: readonly string[]): Promise<DomainAliases> {
  if (names.length === 0) return NO_DOMAIN_ALIASES;
  const aliases = rowsAcrossTenants(
    await findDomainAliases(manager, names),
    "they decide, and the answer is a verdict",
  );
  return aliases.length === 0 ? NO_DOMAIN_ALIASES : new DomainAliases(aliases);
}
