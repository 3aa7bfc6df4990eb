import { In } from "typeorm";
import { recordAudit } from "../audit/index.js";
import { inBatches, insertRows, isUniqueViolation, type Transaction } from "../database/index.js";
import {
  type Actor,
  badInput,
  conflict,
  type DomainError,
  newIdentifier,
  notFound,
  requireDomainName,
  required,
  requireScope,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";
import { createdDomainsIn } from "./created-domains.js";
import { Domain } from "./domain.entity.js";
import type { CreateDomainInput } from "./domain.input.js";
import { ancestorsOf, isPublicSuffix } from "./domain-ancestry.js";
import { DomainProofKind, isProven } from "./domain-proof.js";
import { checkReferencesAreFree, optionalReference, type Referenced } from "./external-reference.js";
import { announceDomain } from "./feed-entries.js";
import { innerId, Problems } from "./input-problems.js";
import { auditedDomain, placeOfDomain } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import { lockResellers } from "./reseller.queries.js";
import { TenantState } from "./tenant-state.js";

interface CheckedDomain {
  readonly reference: Partial<Pick<Referenced, "externalReference" | "referenceOwner">>;
  readonly resellerId: string;
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
  const scope = requireScope(actor);
  const problems = new Problems();
  const checked = items.flatMap(
    (item, index) => problems.collect(() => [checkDomain(actor, item, fieldOf(index))]) ?? [],
  );
  const resellers = await findResellers(tx, scope, checked, problems);
  await checkNamesAreFree(tx, scope, checked, problems);
  const references = checked.map(({ reference, field }) => ({ ...reference, field: `${field}.externalReference` }));
  await checkReferencesAreFree(tx, Domain, references, problems);
  problems.throwIfAny();

  const isWordTaken = await isWordGood(tx, scope);
  const domains = checked.map(({ resellerId, name, reference }) =>
    tx.manager.create(Domain, {
      id: newIdentifier(),
      resellerId,
      resellerPath: required(resellers.get(resellerId)).path,
      name,
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
  await insertAll(tx, domains, fieldOf);
  for (const domain of domains) {
    recordAudit(tx, actor, {
      action: "domain.created",
      subject: auditedDomain(domain),
      after: { name: domain.name, proof: domain.proof },
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

function checkDomain(actor: Actor, item: CreateDomainInput, field: string): CheckedDomain {
  const scope = requireScope(actor);
  const name = requireDomainName(item.name, `${field}.name`);
  if (scope.kind !== "PLATFORM" && isPublicSuffix(name)) {
    throw badInput("PUBLIC_SUFFIX", `${field}.name`, "Names are registered below this one; it is nobody's own domain");
  }
  const reference = optionalReference(actor, item.externalReference, `${field}.externalReference`);
  return { reference, resellerId: innerId("Reseller", item.resellerId, `${field}.resellerId`), name, field };
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

async function insertAll(
  tx: Transaction,
  domains: readonly Domain[],
  fieldOf: (index: number) => string,
): Promise<void> {
  try {
    await insertRows(tx, Domain, domains);
  } catch (error) {
    // Another transaction was faster.
    if (isUniqueViolation(error, "ux_domain_name", "domain.name")) throw nameIsTaken(`${fieldOf(0)}.name`);
    throw error;
  }
}

function nameIsTaken(field: string): DomainError {
  return conflict("DOMAIN_TAKEN", "This domain is hosted here already", field);
}
