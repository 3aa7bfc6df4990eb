import type { Transaction } from "../../database/index.js";
import { weekOf } from "../../observations/index.js";
import { queueMail } from "../../outbox/index.js";
import type { PolicySettings } from "../../policy/index.js";
import { type Account, brandingFor, mailboxOfAccount } from "../../tenancy/index.js";
import { nextEnforcement } from "../enforcement-state.js";
import type { Proposal } from "../proposals/proposal.entity.js";
import type { AlertKeys } from "./alert-keys.js";
import { claimAlert } from "./claim-alert.js";

export type { AlertKeys } from "./alert-keys.js";

export interface AlertedProposal {
  readonly proposal: Proposal;
  readonly account: Account;
  readonly policy: Required<PolicySettings>;
}

/**
 * Tells an account that it sends under an address that nobody has confirmed, at most once a week. The mail hangs on the
 * proposal, so that it can be taken back once the matter is settled. Returns whether one was queued.
 */
export async function queueAccountAlert(
  tx: Transaction,
  { sealer }: AlertKeys,
  { proposal, account, policy }: AlertedProposal,
): Promise<boolean> {
  const { language, ...brand } = await brandingFor(tx.manager, account.resellerPath);
  const week = weekOf(tx.now, brand.timeZone);
  if (!(await claimAlert(tx, "OBSERVED", proposal.id, week))) return false;
  return queueMail(tx, sealer, {
    uniqueKey: `alert-observed:${proposal.id}:${week}`,
    template: "alert-observed",
    language: account.language ?? language,
    to: await mailboxOfAccount(tx.manager, account),
    subjectId: proposal.id,
    parameters: {
      ...brand,
      accountAddress: account.address,
      address: proposal.addressKey,
      messages: proposal.messages,
      lastSeenAt: proposal.lastSeenAt.getTime(),
      enforcedAt: nextEnforcement(policy, tx.now),
      matchNumber: proposal.matchNumber,
    },
  });
}
