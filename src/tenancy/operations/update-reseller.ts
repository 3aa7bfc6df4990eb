import { recordAudit } from "../../audit/index.js";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import { type Actor, requirePublicText, requireScope, requireUnchanged } from "../../kernel/index.js";
import { brandStateAfter, isOperatorsWord } from "../brand-approval.js";
import { changesOf } from "../changes.js";
import { optionalReference } from "../external-reference.js";
import { optionalHelpTexts } from "../help-texts.js";
import { dropUnusedLogos, keepLogo } from "../logos/logo.queries.js";
import { requirePanelHost } from "../panel-host.js";
import { auditedReseller } from "../places.js";
import { Reseller } from "../reseller.entity.js";
import type { UpdateResellerInput, WithRedrawnLogo } from "../reseller.input.js";
import { lockReseller, requireBelow } from "../reseller.queries.js";
import { brandingFields, MAX_RESELLER_NAME_LENGTH } from "../reseller-fields.js";
import { requireSlug } from "../text-rules.js";
import { requireFreeReference, slugIsTaken } from "./create-reseller.js";

/** Name and slug are changed from above; branding also by the reseller itself. Copies need not learn of any of it. */
export async function updateReseller(
  tx: Transaction,
  actor: Actor,
  id: string,
  input: WithRedrawnLogo<UpdateResellerInput>,
): Promise<Reseller> {
  const scope = requireScope(actor);
  const wanted = {
    name: input.name ? requirePublicText(input.name, "input.name", MAX_RESELLER_NAME_LENGTH) : undefined,
    slug: input.slug ? requireSlug(input.slug, "input.slug") : undefined,
    ...brandingFields(actor, input),
    logo: await keepLogo(tx, input.logo),
    ...optionalReference(actor, input.externalReference, "input.externalReference"),
  };
  const reseller = await lockReseller(tx, scope, id);
  requireUnchanged(reseller, input.ifUpdatedAt ?? undefined, "input.ifUpdatedAt");
  await requirePanelHost(tx, actor, reseller.path, wanted.panelUrl);
  const helpTexts = optionalHelpTexts(input.helpTexts, "input.helpTexts");
  const isSameHelp = JSON.stringify(helpTexts) === JSON.stringify(reseller.helpTexts);
  const changes = changesOf(reseller, {
    ...wanted,
    helpTexts: isSameHelp ? undefined : helpTexts,
    brandState: brandStateAfter(actor, reseller, wanted),
    // A name that somebody else wrote waits for the operator, as a brand does.
    isNameApproved: wanted.name === undefined || wanted.name === reseller.name ? undefined : isOperatorsWord(actor),
  });
  if (changes === null) return reseller;
  const { externalReference } = changes.after;
  await requireFreeReference(tx, { id: reseller.id, externalReference, referenceOwner: wanted.referenceOwner });
  if (changes.after.name !== undefined || changes.after.slug !== undefined) requireBelow(scope, reseller);
  const { slug } = changes.after;
  if (slug !== undefined && (await tx.manager.existsBy(Reseller, { slug }))) throw slugIsTaken();

  Object.assign(reseller, changes.after, { updatedAt: tx.now });
  try {
    await tx.manager.update(Reseller, { id: reseller.id }, { ...changes.after, updatedAt: tx.now });
  } catch (error) {
    if (isUniqueViolation(error, "ux_reseller_slug", "reseller.slug")) throw slugIsTaken();
    throw error;
  }
  await dropUnusedLogos(tx, [changes.before.logo]);
  recordAudit(tx, actor, { action: "reseller.updated", subject: auditedReseller(reseller), ...changes });
  return reseller;
}
