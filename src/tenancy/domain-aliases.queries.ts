import { type EntityManager, In } from "typeorm";
import { inBatches, placeholders } from "../database/index.js";
import { type ForeignRow, foreignRow } from "../kernel/index.js";
import { Domain } from "./domain.entity.js";
import { DomainProofKind, isProven } from "./domain-proof.js";

/** A domain that stands for another one. */
export interface DomainAlias {
  readonly id: string;
  readonly name: string;
  /** Whether it is shown to be its tenant's own: until then it is a name to sign in with and gives nothing. */
  readonly isProven: boolean;
  /** What it stands for. */
  readonly target: { readonly id: string; readonly name: string; readonly resellerPath: string };
}

interface DomainAliasRow {
  readonly id: string;
  readonly name: string;
  readonly proof: DomainProofKind;
  readonly targetId: string;
  readonly targetName: string;
  readonly resellerPath: string;
}

const COLUMNS = `alias.id AS id, alias.name AS name, alias.proof AS proof,
  target.id AS targetId, target.name AS targetName, target.resellerPath AS resellerPath`;

/** Those of these A-labels that are domain aliases. */
export async function findDomainAliases(
  manager: EntityManager,
  names: readonly string[],
): Promise<ForeignRow<DomainAlias>[]> {
  return (await aliasesNamed(manager, names)).map(foreignRow);
}

async function aliasesNamed(manager: EntityManager, names: readonly string[]): Promise<DomainAlias[]> {
  const found: DomainAlias[] = [];
  for (const some of inBatches([...new Set(names)])) {
    const rows: DomainAliasRow[] = await manager.query(
      `SELECT ${COLUMNS} FROM domain alias JOIN domain target ON target.id = alias.aliasOfId
        WHERE alias.name IN (${placeholders(some.length)})`,
      [...some],
    );
    found.push(...rows.map(aliasOf));
  }
  return found;
}

/** All of the installation, no more than `most`. */
export async function findAllDomainAliases(manager: EntityManager, most: number): Promise<DomainAlias[]> {
  const rows: DomainAliasRow[] = await manager.query(
    `SELECT ${COLUMNS} FROM domain alias JOIN domain target ON target.id = alias.aliasOfId
      WHERE alias.aliasOfId > '' LIMIT ${most}`,
    [],
  );
  return rows.map(aliasOf);
}

/** The aliases of these domains. */
export async function aliasesOfDomains(manager: EntityManager, domainIds: readonly string[]): Promise<Domain[]> {
  const found: Domain[] = [];
  for (const some of inBatches(domainIds)) {
    found.push(...(await manager.find(Domain, { where: { aliasOfId: In(some) }, order: { id: "ASC" } })));
  }
  return found;
}

/**
 * For keys of addresses at domain aliases, what they are at the domains that those stand for; other keys are missing.
 * Only of proven aliases, but where it is about who signs in.
 */
export async function keysAtTargets(
  manager: EntityManager,
  keys: readonly string[],
  wanted: "PROVEN" | "ALL",
): Promise<ReadonlyMap<string, string>> {
  const aliases = new Map((await aliasesNamed(manager, keys.map(domainOf))).map((alias) => [alias.name, alias]));
  const found = new Map<string, string>();
  for (const key of aliases.size === 0 ? [] : keys) {
    const alias = aliases.get(domainOf(key));
    if (alias !== undefined && (alias.isProven || wanted === "ALL"))
      found.set(key, localPartOf(key) + alias.target.name);
  }
  return found;
}

/** An address at a domain alias, and the alias. */
export interface AddressAtAlias {
  readonly key: string;
  readonly alias: Domain;
}

/** What addresses are at each alias of their domains, proven or not, by their own keys. */
export async function addressesAtAliases(
  manager: EntityManager,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly AddressAtAlias[]>> {
  const found = new Map<string, AddressAtAlias[]>();
  const names = [...new Set(keys.map(domainOf))];
  const aliases = new Map<string, Domain[]>();
  for (const some of inBatches(names)) {
    const domains = new Map((await manager.findBy(Domain, { name: In(some) })).map(({ id, name }) => [id, name]));
    for (const alias of await aliasesOfDomains(manager, [...domains.keys()])) {
      const name = domains.get(alias.aliasOfId ?? "") ?? "";
      aliases.set(name, [...(aliases.get(name) ?? []), alias]);
    }
  }
  for (const key of aliases.size === 0 ? [] : keys) {
    const ofDomain = aliases.get(domainOf(key));
    if (ofDomain === undefined) continue;
    found.set(
      key,
      ofDomain.map((alias) => ({ key: localPartOf(key) + alias.name, alias })),
    );
  }
  return found;
}

export function domainOf(addressKey: string): string {
  return addressKey.slice(addressKey.lastIndexOf("@") + 1);
}

/** With the `@`. */
function localPartOf(addressKey: string): string {
  return addressKey.slice(0, addressKey.lastIndexOf("@") + 1);
}

function aliasOf({ id, name, proof, targetId, targetName, resellerPath }: DomainAliasRow): DomainAlias {
  return { id, name, isProven: isProven({ proof }), target: { id: targetId, name: targetName, resellerPath } };
}
