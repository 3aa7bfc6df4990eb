import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { fromGlobalId } from "../../graphql/index.js";
import {
  type Actor,
  badInput,
  forbidden,
  requireEmailAddress,
  requireScope,
  requireUnchanged,
} from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import type { UpdateAccountInput } from "../account.input.js";
import { lockAccount, requireAccount } from "../account.queries.js";
import { checkAddressesAreFree } from "../address-uniqueness.js";
import { changesOf } from "../changes.js";
import { lockDomains } from "../domain.queries.js";
import { checkReferencesAreFree, optionalReference, type ReferenceClaim } from "../external-reference.js";
import { announceAccounts } from "../feed-entries.js";
import { Problems } from "../input-problems.js";
import { auditedAccount } from "../places.js";
import { releaseAddresses, releasedIn } from "../released.js";
import { requireMayEnd } from "../suspension.js";
import { optionalLanguage } from "../text-rules.js";

/**
 * A new address is a new login: copies learn of it, and who is signed in must sign in again. The account itself may
 * change its language only.
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

  const accountId = fromGlobalId("Account", id);
  // The domain's lock comes before the account's, as everywhere; an account never changes its domain.
  const { domainId } = await requireAccount(tx.manager, scope, accountId);
  const [domain] = address === undefined ? [] : await lockDomains(tx, { ids: [domainId], names: [] });
  const account = await lockAccount(tx, scope, accountId);
  requireUnchanged(account, input.ifUpdatedAt ?? undefined, "input.ifUpdatedAt");
  const wanted = { language, address: address?.typed, addressKey: address?.key };
  const changes = changesOf(account, { ...wanted, ...reference });
  if (changes === null) return account;

  await requireFreeAccountReference(tx, { id: account.id, ...reference });
  const isNewLogin = changes.after.addressKey !== undefined;
  // The old address could be made anew, and would send again.
  if (isNewLogin) requireMayEnd(actor, [account], "address");
  if (address !== undefined && isNewLogin) {
    if (address.domain !== domain?.name) {
      throw badInput(
        "ADDRESS_OUTSIDE_DOMAIN",
        "input.address",
        "An account stays in its domain",
        `an address that ends in @${domain?.name}`,
      );
    }
    const problems = new Problems();
    await checkAddressesAreFree(tx, actor, [{ address, field: "input.address" }], problems);
    problems.throwIfAny();
  }
  Object.assign(account, changes.after, { updatedAt: tx.now });
  await tx.manager.update(Account, { id: account.id }, { ...changes.after, updatedAt: tx.now });
  recordAudit(tx, actor, "account.updated", auditedAccount(account), changes);
  if (changes.before.addressKey !== undefined) {
    const released = releasedIn(tx, actor);
    await releaseAddresses(tx, actor, [changes.before.addressKey]);
    released.reducedAccounts.add(account.id);
    released.changedLogins.add(account.id);
    await announceAccounts(tx, [account]);
  }
  return account;
}

async function requireFreeAccountReference(tx: Transaction, reference: Omit<ReferenceClaim, "field">): Promise<void> {
  const problems = new Problems();
  await checkReferencesAreFree(tx, Account, [{ ...reference, field: "input.externalReference" }], problems);
  problems.throwIfAny();
}
