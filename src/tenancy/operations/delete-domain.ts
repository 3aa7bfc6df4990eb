import type { Transaction } from "../../database/index.js";
import { fromGlobalId, toGlobalId } from "../../graphql/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { lockDomain } from "../domain.queries.js";
import { removeDomains } from "../removal.js";
import { checkSizeOfDomain } from "../subtree-size.js";

/**
 * Deletes an empty domain; with `cascade` also its accounts, up to 10,000. Others' aliases in it go as well. Throws
 * CONFLICT with what to delete first. Returns the id.
 */
export async function deleteDomain(tx: Transaction, actor: Actor, id: string, cascade: boolean): Promise<string> {
  const domain = await lockDomain(tx, requireScope(actor), fromGlobalId("Domain", id));
  await checkSizeOfDomain(tx, domain, cascade);
  await removeDomains(tx, actor, [domain]);
  return toGlobalId("Domain", domain.id);
}
