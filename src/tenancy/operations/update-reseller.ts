import { recordAudit } from "../../audit/index.js";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { fromGlobalId } from "../../request/index.js";
import { changesOf } from "../changes.js";
import { auditedReseller } from "../places.js";
import { Reseller } from "../reseller.entity.js";
import type { UpdateResellerInput } from "../reseller.input.js";
import { lockReseller, requireBelow } from "../reseller.queries.js";
import { brandingFields, LONGEST_RESELLER_NAME } from "../reseller-fields.js";
import { requireLine, requireSlug } from "../text-rules.js";
import { slugIsTaken } from "./create-reseller.js";

/** Name and slug are changed from above; branding also by the reseller itself. Copies need not learn of any of it. */
export async function updateReseller(
  tx: Transaction,
  actor: Actor,
  id: string,
  input: UpdateResellerInput,
): Promise<Reseller> {
  const scope = requireScope(actor);
  const wanted = {
    name: input.name ? requireLine(input.name, "input.name", LONGEST_RESELLER_NAME) : undefined,
    slug: input.slug ? requireSlug(input.slug, "input.slug") : undefined,
    ...brandingFields(input),
  };
  const reseller = await lockReseller(tx, scope, fromGlobalId("Reseller", id));
  const changes = changesOf(reseller, wanted);
  if (changes === null) return reseller;
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
  recordAudit(tx, actor, "reseller.updated", auditedReseller(reseller), changes);
  return reseller;
}
