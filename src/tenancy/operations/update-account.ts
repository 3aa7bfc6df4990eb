import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  forbidden,
  required,
  requireEmailAddress,
  requireScope,
  requireUnchanged,
  rowAcrossTenants,
} from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import type { UpdateAccountInput } from "../account.input.js";
import { lockAccount, requireAccount } from "../account.queries.js";
import { beginLoginChange, endLoginChange, type LoginChange } from "../change-login.js";
import { changesOf } from "../changes.js";
import { lockDomains } from "../domain.queries.js";
import { checkReferencesAreFree, optionalReference, type ReferenceClaim } from "../external-reference.js";
import { announceAccounts } from "../feed-entries.js";
import { Problems } from "../input-problems.js";
import { auditedAccount } from "../places.js";
import { optionalLanguage } from "../text-rules.js";

/**
 * A new address is a new login: copies learn of it, and who is signed in must sign in again. With `keepOldAddress` the old
 * one goes on as an alias, with its identities and rights. The account itself may change its language only.
 */
export async function updateAccount(
  tx: Transaction,
  actor: Actor,
  id: string,
  input: UpdateAccountInput,
): Promise<Account> {
  const scope = requireScope(actor);
  const language = optionalLanguage(input.language, "input.language");
  const reference = optionalReference(actor, input.externalReference, "input.externalReference");
  const address = input.address ? requireEmailAddress(input.address, "input.address") : undefined;
  if (address !== undefined && actor.role === "ACCOUNT")
    throw forbidden("ADMINISTRATOR_ONLY", "Your administrator changes your address");

  // The domain's lock comes before the account's, as everywhere; an account never changes its domain.
  const { domainId } = await requireAccount(tx.manager, scope, id);
  const [domain] = address === undefined ? [] : await lockDomains(tx, { ids: [domainId], names: [] });
  const account = await lockAccount(tx, scope, id);
  requireUnchanged(account, input.ifUpdatedAt ?? undefined, "input.ifUpdatedAt");
  const wanted = { language, address: address?.typed, addressKey: address?.key };
  const changes = changesOf(account, { ...wanted, ...reference });
  if (changes === null) return account;

  await requireFreeAccountReference(tx, { id: account.id, ...reference });
  const isNewLogin = address !== undefined && changes.after.addressKey !== undefined;
  const change: LoginChange | null = isNewLogin
    ? {
        account,
        domain: rowAcrossTenants(required(domain), "of an account that the caller administers"),
        address,
        keepOldAddress: input.keepOldAddress ?? false,
      }
    : null;
  const { address: oldAddress } = account;
  if (change !== null) await beginLoginChange(tx, actor, change);
  Object.assign(account, changes.after, { updatedAt: tx.now });
  await tx.manager.update(Account, { id: account.id }, { ...changes.after, updatedAt: tx.now });
  recordAudit(tx, actor, { action: "account.updated", subject: auditedAccount(account), ...changes });
  if (change !== null) {
    await endLoginChange(tx, actor, change, oldAddress);
    await announceAccounts(tx, [account]);
  }
  return account;
}

async function requireFreeAccountReference(tx: Transaction, reference: Omit<ReferenceClaim, "field">): Promise<void> {
  const problems = new Problems();
  await checkReferencesAreFree(tx, Account, [{ ...reference, field: "input.externalReference" }], problems);
  problems.throwIfAny();
}
