import {
  type Authorization,
  AuthorizationReason,
  AuthorizationSource,
  AuthorizationState,
  ensureIdentity,
  give,
  lockAuthorizationOf,
  reasonBecause,
  requestAuthorizations,
  saveAuthorization,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { parseEmailAddress, required, requireEmailAddress, SYSTEM_ACTOR } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { readsAsMessage } from "../askable-address.js";
import type { VerificationKeys } from "../verification-keys.js";
import { askOwner } from "./ask-owner.js";
import { mayGrandfather } from "./may-grandfather.js";

export interface Proposal {
  readonly accountId: string;
  readonly address: string;
  /** GRANDFATHER: authorized at once until this date, where nothing speaks against it; null proposes only. */
  readonly grandfatherUntil: Date | null;
}

export type ProposalOutcome =
  | { readonly kind: "PROPOSED"; readonly authorization: Authorization }
  /** An authorization in whatever state is there already: what was decided once is not proposed again. */
  | { readonly kind: "KNOWN"; readonly authorization: Authorization }
  /** No such account, no such address, or one that could serve somebody as a message. */
  | { readonly kind: "IMPOSSIBLE" };

/**
 * An account was seen to send as an address: its owner is asked, within the same limits as for requests:
 * throws RATE_LIMITED, and the transaction with it, when the account's budget is used up.
 */
export async function proposeIdentity(
  tx: Transaction,
  mailer: VerificationKeys,
  proposal: Proposal,
): Promise<ProposalOutcome> {
  const parsed = parseEmailAddress(proposal.address);
  const account = await tx.manager.findOneBy(Account, { id: proposal.accountId });
  if (!parsed.ok || account === null) return { kind: "IMPOSSIBLE" };
  // What could serve as a message is mailed to nobody.
  if (readsAsMessage(parsed.address) || readsAsMessage(requireEmailAddress(account.addressKey, "account"))) {
    return { kind: "IMPOSSIBLE" };
  }
  const identity = await ensureIdentity(tx, parsed.address);
  const known = await lockAuthorizationOf(tx, account.id, identity.id);
  if (known !== null) return { kind: "KNOWN", authorization: known };
  // The account's own scope: what it does not administer itself is not proven by our being the system.
  const asAccount = {
    ...SYSTEM_ACTOR,
    role: null,
    scope: {
      kind: "ACCOUNT" as const,
      accountId: account.id,
      domainId: account.domainId,
      resellerPath: account.resellerPath,
    },
  };
  const isFree = proposal.grandfatherUntil !== null && (await mayGrandfather(tx, account, identity));
  const input = { accountId: account.id, address: proposal.address, displayName: identity.address };
  const [made] = await requestAuthorizations(tx, asAccount, {
    requests: [input],
    fieldOf: () => "input",
    source: AuthorizationSource.OBSERVED,
  });
  const requested = required(made);
  const { authorization } = requested;
  if (authorization.state !== AuthorizationState.PENDING) return { kind: "PROPOSED", authorization };
  await askOwner(tx, asAccount, mailer, { requested });
  // Asking has settled it where the domain's own rule answers.
  if (isFree && authorization.state === AuthorizationState.PENDING) {
    give(authorization, identity, tx.now, {
      event: "GRANDFATHER",
      reason: reasonBecause(AuthorizationReason.SEEN_BEFORE),
    });
    authorization.expiresAt = proposal.grandfatherUntil;
    const names = { account: account.address, address: identity.addressKey };
    await saveAuthorization(tx, SYSTEM_ACTOR, { action: "authorization.grandfathered", authorization, names });
  }
  return { kind: "PROPOSED", authorization };
}
