import type { Transaction } from "../../database/index.js";
import { requireExpectedCount, type SelectionInput } from "../../graphql/index.js";
import { type Actor, conflict, requireScope } from "../../kernel/index.js";
import { lockDomain } from "../domain.queries.js";
import { removeDomains } from "../removal.js";

/** What rests on addresses at the alias ends with it; accounts and rights of the domain that it stands for stay. */
export async function deleteDomainAlias(
  tx: Transaction,
  actor: Actor,
  id: string,
  selection: SelectionInput = {},
): Promise<void> {
  const alias = await lockDomain(tx, requireScope(actor), id);
  if (alias.aliasOfId === null) {
    throw conflict("NO_DOMAIN_ALIAS", `${alias.name} is no alias of another domain: deleteDomain deletes it`, "id");
  }
  requireExpectedCount(selection, 1, "expectedCount");
  await removeDomains(tx, actor, [alias]);
}
