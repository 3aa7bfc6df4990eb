import { In } from "typeorm";
import { recordAudit } from "../audit/index.js";
import { inBatches, insertRows, isUniqueViolation, type Transaction } from "../database/index.js";
import {
  type Actor,
  badInput,
  because,
  conflict,
  type DomainError,
  newIdentifier,
  notFound,
  requireDomainName,
  required,
  requireScope,
  rowsWithin,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";
import { createdDomainsIn } from "./created-domains.js";
import { Domain } from "./domain.entity.js";
import type { CreateDomainAliasInput, CreateDomainInput } from "./domain.input.js";
import { lockDomains } from "./domain.queries.js";
import { requireOwnDomain } from "./domain-alias.js";
import { aliasesOfDomains } from "./domain-aliases.queries.js";
import { ancestorsOf, isPublicSuffix } from "./domain-ancestry.js";
import { DomainProofKind, isProven } from "./domain-proof.js";
import { checkReferencesAreFree, optionalReference, type Referenced } from "./external-reference.js";
import { announceDomain } from "./feed-entries.js";
import { innerId, Problems } from "./input-problems.js";
import { auditedDomain, placeOfDomain } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import { lockResellers } from "./reseller.queries.js";
import { TenantState } from "./tenant-state.js";

/** Few enough that every address of an account at each of them fits into one list. */
export const MAX_DOMAIN_ALIASES = 100;

interface CheckedDomain {
  readonly reference: Partial<Pick<Referenced, "externalReference" | "referenceOwner">>;
  readonly resellerId: string;
  readonly aliasOfId: string | null;
  readonly name: string;
  readonly field: string;
}

/**
 * Makes all of the domains or, with everything that is wrong in one error, none. `fieldOf` gives the path of an item
 * in the caller's input.
 */
export async function insertDomains(
  tx: Transaction,
  actor: Actor,
  items: readonly CreateDomainInput[],
  fieldOf: (index: number) => string,
): Promise<Domain[]> {
  const problems = new Problems();
  const checked = items.flatMap((item, index) => {
    const field = fieldOf(index);
    return (
      problems.collect(() => {
        const name = checkName(actor, item, field);
        return [{ ...name, resellerId: innerId("Reseller", item.resellerId, `${field}.resellerId`), aliasOfId: null }];
      }) ?? []
    );
  });
  return insertChecked(tx, actor, checked, problems);
}

/** The same for names that stand for other domains, which go to the resellers of those. */
export async function insertDomainAliases(
  tx: Transaction,
  actor: Actor,
  items: readonly CreateDomainAliasInput[],
  fieldOf: (index: number) => string,
): Promise<Domain[]> {
  const problems = new Problems();
  const named = items.flatMap((item, index) => {
    const field = fieldOf(index);
    return (
      problems.collect(() => {
        const aliasOfId = innerId("Domain", item.domainId, `${field}.domainId`);
        return [{ ...checkName(actor, item, field), aliasOfId }];
      }) ?? []
    );
  });
  const targets = await lockTargets(
    tx,
    requireScope(actor),
    named.map(({ aliasOfId }) => aliasOfId),
  );
  const countOf = await countAliases(tx, [...targets.keys()]);
  const checked = named.flatMap((item) => {
    const target = targets.get(item.aliasOfId);
    const field = `${item.field}.domainId`;
    if (target === undefined) {
      problems.add(notFound("Domain", field));
      return [];
    }
    return (
      problems.collect(() => {
        requireOwnDomain(target, field);
        requireRoom(countOf, target.id, field);
        return [{ ...item, resellerId: target.resellerId }];
      }) ?? []
    );
  });
  return insertChecked(tx, actor, checked, problems);
}

/** How many aliases each of these domains has. */
async function countAliases(tx: Transaction, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { aliasOfId } of await aliasesOfDomains(tx.manager, ids)) {
    if (aliasOfId !== null) counts.set(aliasOfId, (counts.get(aliasOfId) ?? 0) + 1);
  }
  return counts;
}

/** Counts one more. Throws CONFLICT where the domain has as many as it may have. */
function requireRoom(counts: Map<string, number>, targetId: string, field: string): void {
  const count = counts.get(targetId) ?? 0;
  if (count >= MAX_DOMAIN_ALIASES) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_DOMAIN_ALIASES }),
      `A domain has at most ${MAX_DOMAIN_ALIASES} aliases`,
      field,
    );
  }
  counts.set(targetId, count + 1);
}

/** Locked behind their resellers, so that none of them moves or goes meanwhile; by id, and only those inside the scope. */
async function lockTargets(tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Map<string, Domain>> {
  const resellerIds = new Set<string>();
  for (const some of inBatches(ids)) {
    for (const { resellerId } of await tx.manager.findBy(Domain, { id: In(some) })) resellerIds.add(resellerId);
  }
  await lockResellers(tx, scope, [...resellerIds]);
  const found = await lockDomains(tx, { ids: [...new Set(ids)], names: [] });
  return new Map(rowsWithin(scope, found, placeOfDomain).map((domain) => [domain.id, domain]));
}

async function insertChecked(
  tx: Transaction,
  actor: Actor,
  checked: readonly CheckedDomain[],
  problems: Problems,
): Promise<Domain[]> {
  const scope = requireScope(actor);
  const resellers = await findResellers(tx, scope, checked, problems);
  await checkNamesAreFree(tx, scope, checked, problems);
  const references = checked.map(({ reference, field }) => ({ ...reference, field: `${field}.externalReference` }));
  await checkReferencesAreFree(tx, Domain, references, problems);
  problems.throwIfAny();

  const isWordTaken = await isWordGood(tx, scope);
  const domains = checked.map(({ resellerId, aliasOfId, name, reference }) =>
    tx.manager.create(Domain, {
      id: newIdentifier(),
      resellerId,
      resellerPath: required(resellers.get(resellerId)).path,
      name,
      aliasOfId,
      state: TenantState.ACTIVE,
      suspendedReason: null,
      suspendedBy: null,
      proof: isWordTaken ? DomainProofKind.OPERATOR : DomainProofKind.UNPROVEN,
      provenAt: isWordTaken ? tx.now : null,
      conflictAt: null,
      externalReference: null,
      referenceOwner: null,
      ...reference,
      createdAt: tx.now,
      updatedAt: tx.now,
    }),
  );
  await insertAll(tx, domains, checked[0]?.field ?? "input");
  for (const domain of domains) {
    recordAudit(tx, actor, {
      action: "domain.created",
      subject: auditedDomain(domain),
      after: auditedAtCreation(domain),
    });
    announceDomain(tx, domain);
    createdDomainsIn(tx, actor).domains.push(domain);
  }
  return domains;
}

/** The operator's word for a domain is good, and that of a reseller whom he marked as trusted. */
async function isWordGood(tx: Transaction, scope: Scope): Promise<boolean> {
  if (scope.kind === "PLATFORM") return true;
  if (scope.kind !== "RESELLER") return false;
  const reseller = await tx.manager.findOneBy(Reseller, { id: scope.resellerId });
  return reseller?.isTrustedForDomains === true;
}

function auditedAtCreation({ name, proof, aliasOfId }: Domain) {
  return aliasOfId === null ? { name, proof } : { name, proof, aliasOf: aliasOfId };
}

function checkName(
  actor: Actor,
  item: Pick<CreateDomainInput, "name" | "externalReference">,
  field: string,
): Pick<CheckedDomain, "reference" | "name" | "field"> {
  const scope = requireScope(actor);
  const name = requireDomainName(item.name, `${field}.name`);
  if (scope.kind !== "PLATFORM" && isPublicSuffix(name)) {
    throw badInput("PUBLIC_SUFFIX", `${field}.name`, "Names are registered below this one; it is nobody's own domain");
  }
  const reference = optionalReference(actor, item.externalReference, `${field}.externalReference`);
  return { reference, name, field };
}

async function findResellers(
  tx: Transaction,
  scope: Scope,
  items: readonly CheckedDomain[],
  problems: Problems,
): Promise<Map<string, Reseller>> {
  const found = await lockResellers(tx, scope, [...new Set(items.map(({ resellerId }) => resellerId))]);
  for (const { resellerId, field } of items) {
    if (found.has(resellerId)) continue;
    problems.add(notFound("Reseller", `${field}.resellerId`));
  }
  return found;
}

/**
 * A name below a domain of somebody else is the platform's to give: whoever holds a domain decides over what is below
 * it, and nobody should find names under his own in a stranger's hands.
 */
async function checkNamesAreFree(
  tx: Transaction,
  scope: Scope,
  items: readonly CheckedDomain[],
  problems: Problems,
): Promise<void> {
  const names = new Set(items.flatMap(({ name }) => [name, ...ancestorsOf(name)]));
  const hosted = new Map<string, Domain>();
  for (const chunk of inBatches([...names])) {
    for (const domain of await tx.manager.findBy(Domain, { name: In(chunk) })) hosted.set(domain.name, domain);
  }
  const taken = new Set(hosted.keys());
  for (const { name, field } of items) {
    if (taken.has(name)) problems.add(nameIsTaken(`${field}.name`));
    taken.add(name);
    // One that is not proven keeps nobody from what is below it.
    const above = ancestorsOf(name).find((ancestor) => isProven(hosted.get(ancestor)));
    if (above !== undefined && !scopeCovers(scope, placeOfDomain(required(hosted.get(above))))) {
      problems.add(
        conflict(
          "DOMAIN_BELOW_ANOTHERS",
          "A domain above this one is another customer's; ask the platform",
          `${field}.name`,
        ),
      );
    }
  }
}

async function insertAll(tx: Transaction, domains: readonly Domain[], field: string): Promise<void> {
  try {
    await insertRows(tx, Domain, domains);
  } catch (error) {
    // Another transaction was faster.
    if (isUniqueViolation(error, "ux_domain_name", "domain.name")) throw nameIsTaken(`${field}.name`);
    throw error;
  }
}

function nameIsTaken(field: string): DomainError {
  return conflict("DOMAIN_TAKEN", "This domain is hosted here already", field);
}
