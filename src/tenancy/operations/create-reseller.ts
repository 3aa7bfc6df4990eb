import { recordAudit } from "../../audit/index.js";
import { insertRow, isUniqueViolation, type Transaction } from "../../database/index.js";
import {
  type Actor,
  because,
  conflict,
  forbidden,
  newIdentifier,
  requirePublicText,
  requireScope,
  type WithRowIds,
} from "../../kernel/index.js";
import { brandStateAfter, isOperatorsWord } from "../brand-approval.js";
import {
  checkReferencesAreFree,
  optionalReference,
  type ReferenceClaim,
  referenceIsTaken,
} from "../external-reference.js";
import { announceReseller } from "../feed-entries.js";
import { Problems } from "../input-problems.js";
import { keepLogo } from "../logos/logo.queries.js";
import { requirePanelHost } from "../panel-host.js";
import { auditedReseller } from "../places.js";
import { Reseller } from "../reseller.entity.js";
import type { CreateResellerInput, WithRedrawnLogo } from "../reseller.input.js";
import { lockReseller } from "../reseller.queries.js";
import { brandingFields, MAX_RESELLER_NAME_LENGTH } from "../reseller-fields.js";
import { levelOf, MAX_RESELLER_LEVELS, newResellerLabel } from "../reseller-path.js";
import { TenantState } from "../tenant-state.js";
import { requireSlug } from "../text-rules.js";

/**
 * A reseller at the top, which only the platform makes, or below one inside the caller's scope. A slug is unique in the
 * installation, so CONFLICT tells that somebody has it, though not who.
 */
export async function createReseller(
  tx: Transaction,
  actor: Actor,
  input: WithRowIds<WithRedrawnLogo<CreateResellerInput>>,
): Promise<Reseller> {
  const name = requirePublicText(input.name, "input.name", MAX_RESELLER_NAME_LENGTH);
  const slug = requireSlug(input.slug, "input.slug");
  const branding = { ...brandingFields(actor, input), logo: await keepLogo(tx, input.logo) };
  const reference = optionalReference(actor, input.externalReference, REFERENCE_FIELD);
  const parent = await requireParent(tx, actor, input.parentId);
  const path = `${parent?.path ?? ""}${newResellerLabel()}`;
  if (levelOf(path) > MAX_RESELLER_LEVELS) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_RESELLER_LEVELS }),
      `There can be no more than ${MAX_RESELLER_LEVELS} levels of resellers`,
      "input.parentId",
    );
  }
  await requirePanelHost(tx, actor, path, branding.panelUrl);
  const reseller = tx.manager.create(Reseller, {
    id: newIdentifier(),
    parentId: parent?.id ?? null,
    path,
    name,
    slug,
    state: TenantState.ACTIVE,
    suspendedReason: null,
    suspendedBy: null,
    brandName: branding.brandName ?? null,
    supportContact: branding.supportContact ?? null,
    panelUrl: branding.panelUrl ?? null,
    brandState: brandStateAfter(actor, null, branding),
    language: branding.language ?? null,
    timeZone: branding.timeZone ?? null,
    colour: branding.colour ?? null,
    logo: branding.logo ?? null,
    isNameApproved: isOperatorsWord(actor),
    isTrustedForDomains: false,
    mailExchangers: null,
    externalReference: null,
    referenceOwner: null,
    ...reference,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await requireFreeReference(tx, reference);
  await insertWithFreeSlug(tx, reseller);
  recordAudit(tx, actor, {
    action: "reseller.created",
    subject: auditedReseller(reseller),
    after: { name, slug, ...branding },
  });
  announceReseller(tx, reseller);
  return reseller;
}

async function requireParent(tx: Transaction, actor: Actor, parentId?: string | null): Promise<Reseller | null> {
  const scope = requireScope(actor);
  if (parentId) return lockReseller(tx, scope, parentId);
  if (scope.kind === "PLATFORM") return null;
  throw forbidden(
    "OPERATOR_ONLY",
    "Only the platform's operator makes resellers at the top: say below which one, with parentId",
  );
}

async function insertWithFreeSlug(tx: Transaction, reseller: Reseller): Promise<void> {
  if (await tx.manager.existsBy(Reseller, { slug: reseller.slug })) throw slugIsTaken();
  try {
    await insertRow(tx, Reseller, reseller);
  } catch (error) {
    // Another transaction was faster.
    if (isUniqueViolation(error, "ux_reseller_slug", "reseller.slug")) throw slugIsTaken();
    if (isUniqueViolation(error, "ux_reseller_reference", "reseller.referenceOwner"))
      throw referenceIsTaken(REFERENCE_FIELD);
    throw error;
  }
}

const REFERENCE_FIELD = "input.externalReference";

export async function requireFreeReference(tx: Transaction, reference: Omit<ReferenceClaim, "field">): Promise<void> {
  const problems = new Problems();
  await checkReferencesAreFree(tx, Reseller, [{ ...reference, field: REFERENCE_FIELD }], problems);
  problems.throwIfAny();
}

export function slugIsTaken() {
  return conflict("SLUG_TAKEN", "A reseller with this slug exists", "input.slug");
}
