import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, requireRole, requireScope } from "../../kernel/index.js";
import { BRAND_FIELDS, type BrandField } from "../brand-approval.js";
import { BrandState } from "../brand-state.js";
import { changesOf } from "../changes.js";
import { auditedReseller } from "../places.js";
import { Reseller } from "../reseller.entity.js";
import type { DecideBrandInput } from "../reseller.input.js";
import { lockReseller } from "../reseller.queries.js";
import { brandingFields } from "../reseller-fields.js";

/**
 * Whether strangers see what a reseller calls itself. The operator names the texts that it has looked at: what the
 * reseller has changed meanwhile is a CONFLICT, as is a reseller without brand and contact.
 */
export async function decideBrand(
  tx: Transaction,
  actor: Actor,
  resellerId: string,
  input: Omit<DecideBrandInput, "resellerId">,
): Promise<Reseller> {
  requireRole(actor, "OPERATOR");
  const reseller = await lockReseller(tx, requireScope(actor), resellerId);
  const changed = BRAND_FIELDS.find((name) => reseller[name] !== (input[name] ?? null));
  if (changed !== undefined) throw hasChanged(changed);
  const isNameDecided = typeof input.name === "string";
  if (isNameDecided && input.name !== reseller.name) throw hasChanged("name");
  const hasBrand = reseller.brandState !== BrandState.NONE;
  if (!hasBrand && !isNameDecided) {
    throw conflict(
      "NO_BRAND",
      "This reseller has no brand, no support contact, no panel and no logo",
      "input.resellerId",
    );
  }
  // Texts from before there was a rule for them are looked at by it now.
  if (input.isApproved) brandingFields(actor, reseller);
  const decided = input.isApproved ? BrandState.APPROVED : BrandState.REFUSED;
  const changes = changesOf(reseller, {
    brandState: hasBrand ? decided : undefined,
    isNameApproved: isNameDecided ? input.isApproved : undefined,
  });
  if (changes === null) return reseller;
  Object.assign(reseller, changes.after, { updatedAt: tx.now });
  await tx.manager.update(Reseller, { id: reseller.id }, { ...changes.after, updatedAt: tx.now });
  const { brandName, supportContact, panelUrl, logo, name } = reseller;
  recordAudit(tx, actor, {
    action: "reseller.brand-decided",
    subject: auditedReseller(reseller),
    before: changes.before,
    after: { ...changes.after, brandName, supportContact, panelUrl, logo, name },
  });
  return reseller;
}

function hasChanged(field: BrandField | "name") {
  return conflict("VERSION_CHANGED", "This is not what the reseller has now: look at it again", `input.${field}`);
}
