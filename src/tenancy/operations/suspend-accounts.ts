import { In } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import type { KeyRing } from "../../config/index.js";
import { type Database, inBatches } from "../../database/index.js";
import { requireExpectedCount } from "../../graphql/index.js";
import { type Actor, type GlobalId, requireScope } from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import { lockBatch } from "../accounts-of-batch.js";
import type { SuspendAccountsInput } from "../batch.input.js";
import { answerItems, type ItemAnswer } from "../batch.js";
import { ofVersions, requireVersionOfEach } from "../batch-versions.js";
import { keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { announceAccounts } from "../feed-entries.js";
import { Problems } from "../input-problems.js";
import { auditedAccount } from "../places.js";
import { canSuspend, suspendedBy } from "../suspension.js";
import { optionalReason } from "../text-rules.js";

/** In one transaction. An account that is suspended already stays as it is and is no error. */
export async function suspendAccounts(
  database: Database,
  actor: Actor,
  input: SuspendAccountsInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  const scope = requireScope(actor);
  requireBatch(input.ids, "input.ids");
  requireExpectedCount(input, input.ids.length);
  requireVersionOfEach(input.ifUpdatedAt, input.ids.length);
  const versions = { Entity: Account, idOf: (id: GlobalId) => id, ifUpdatedAt: input.ifUpdatedAt };
  const reason = optionalReason(input.reason);
  return answerItems(database, {
    call: keyedCall(actor, "suspendAccounts", { input, ring: key }),
    items: input.ids,
    onError: input.onError,
    work: ofVersions(versions, "input.ids", async (tx, some) => {
      const problems = new Problems();
      const batch = await lockBatch(tx, scope, some, problems);
      problems.throwIfAny();
      const changed = batch.map(({ account }) => account).filter((account) => canSuspend(account, scope));
      const suspension = suspendedBy(scope, reason);
      for (const account of changed) {
        const before = { state: account.state };
        Object.assign(account, suspension, { updatedAt: tx.now });
        const details = { before, after: { state: account.state }, reason };
        recordAudit(tx, actor, { action: "account.suspended", subject: auditedAccount(account), ...details });
      }
      for (const chunk of inBatches(changed)) {
        const ids = chunk.map(({ id }) => id);
        await tx.manager.update(Account, { id: In(ids) }, { ...suspension, updatedAt: tx.now });
      }
      await announceAccounts(tx, changed);
      return batch.map(({ account }) => account.id);
    }),
  });
}
