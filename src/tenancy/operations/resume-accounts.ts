import { In } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import type { KeyRing } from "../../config/index.js";
import { type Database, inBatches } from "../../database/index.js";
import { requireExpectedCount } from "../../graphql/index.js";
import { type Actor, DomainError, type GlobalId, mayUndo, requireScope } from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import { lockBatch } from "../accounts-of-batch.js";
import type { AccountsInput } from "../batch.input.js";
import { answerItems, type ItemAnswer } from "../batch.js";
import { ofVersions, requireVersionOfEach } from "../batch-versions.js";
import { keyedCall, type RememberedAnswer, requireBatch } from "../bulk-calls.js";
import { announceAccounts } from "../feed-entries.js";
import { Problems } from "../input-problems.js";
import { auditedAccount } from "../places.js";
import { NOT_SUSPENDED } from "../suspension.js";
import { TenantState } from "../tenant-state.js";

/** In one transaction. An account that is active already stays as it is and is no error. */
export async function resumeAccounts(
  database: Database,
  actor: Actor,
  input: AccountsInput,
  key: KeyRing,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  const scope = requireScope(actor);
  requireBatch(input.ids, "input.ids");
  requireExpectedCount(input, input.ids.length);
  requireVersionOfEach(input.ifUpdatedAt, input.ids.length);
  const versions = { Entity: Account, idOf: (id: GlobalId) => id, ifUpdatedAt: input.ifUpdatedAt };
  return answerItems(database, {
    call: keyedCall(actor, "resumeAccounts", { input, ring: key }),
    items: input.ids,
    onError: input.onError,
    work: ofVersions(versions, "input.ids", async (tx, some) => {
      const problems = new Problems();
      const batch = await lockBatch(tx, scope, some, problems);
      for (const { account, field } of batch) {
        if (mayUndo(account.suspendedBy, scope)) continue;
        problems.add(new DomainError("SET_FURTHER_UP", "This account was suspended further up", { field }));
      }
      problems.throwIfAny();
      const changed = batch.map(({ account }) => account).filter(({ state }) => state === TenantState.SUSPENDED);
      for (const account of changed) {
        const before = { state: account.state, reason: account.suspendedReason };
        Object.assign(account, NOT_SUSPENDED, { updatedAt: tx.now });
        const details = { before, after: { state: account.state } };
        recordAudit(tx, actor, { action: "account.resumed", subject: auditedAccount(account), ...details });
      }
      for (const chunk of inBatches(changed)) {
        const ids = chunk.map(({ id }) => id);
        await tx.manager.update(Account, { id: In(ids) }, { ...NOT_SUSPENDED, updatedAt: tx.now });
      }
      await announceAccounts(tx, changed);
      return batch.map(({ account }) => account.id);
    }),
  });
}
