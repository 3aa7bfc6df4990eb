import type { KeyRing } from "../../config/index.js";
import type { Database } from "../../database/index.js";
import { fromGlobalId, requireExpectedCount } from "../../graphql/index.js";
import { type Actor, type GlobalId, requireScope } from "../../kernel/index.js";
import type { MoveDomainsInput } from "../batch.input.js";
import { answerItems, type ItemAnswer, oneByOne } from "../batch.js";
import { ofVersions, requireVersionOfEach } from "../batch-versions.js";
import { keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { Domain } from "../domain.entity.js";
import { requireDomain } from "../domain.queries.js";
import { moveDomain } from "./move-domain.js";

/** In one transaction. A domain that is the reseller's already stays as it is and is no error. */
export async function moveDomains(
  database: Database,
  actor: Actor,
  input: MoveDomainsInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  const { ids, ifUpdatedAt, onError, resellerId } = input;
  requireBatch(ids, "input.ids");
  requireExpectedCount(input, ids.length);
  requireVersionOfEach(ifUpdatedAt, ids.length);
  const versions = { Entity: Domain, idOf: (id: GlobalId) => id, ifUpdatedAt };
  const wanted = fromGlobalId("Reseller", resellerId);
  return answerItems(database, {
    call: keyedCall(actor, "moveDomains", { input, ring: key }),
    items: ids,
    onError,
    work: ofVersions(
      versions,
      "input.ids",
      oneByOne(async (tx, id) => {
        const domain = await requireDomain(tx.manager, requireScope(actor), fromGlobalId("Domain", id));
        return domain.resellerId === wanted ? domain : moveDomain(tx, actor, domain.id, wanted);
      }, "input.ids"),
    ),
  });
}
