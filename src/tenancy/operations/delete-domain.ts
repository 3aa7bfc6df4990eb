import type { Transaction } from "../../database/index.js";
import { requireExpectedCount, type SelectionInput } from "../../graphql/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { lockDomain } from "../domain.queries.js";
import { removeDomains } from "../removal.js";
import { checkSizeOfDomain } from "../subtree-size.js";

export interface DomainDeletion {
  readonly cascade: boolean;
  readonly selection?: SelectionInput | undefined;
}

/**
 * Deletes an empty domain; with `cascade` also its accounts, up to 10,000. Others' aliases in it go as well. Throws
 * CONFLICT with what to delete first, and where other than the expected number of accounts would go.
 */
export async function deleteDomain(
  tx: Transaction,
  actor: Actor,
  id: string,
  { cascade, selection = {} }: DomainDeletion,
): Promise<void> {
  const domain = await lockDomain(tx, requireScope(actor), id);
  requireExpectedCount(selection, await checkSizeOfDomain(tx, domain, cascade), "expectedCount");
  await removeDomains(tx, actor, [domain]);
}
