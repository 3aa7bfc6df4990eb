import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import type { Proposal } from "./proposal.entity.js";

export interface ProposalRecord {
  readonly proposal: Proposal;
  readonly action: "proposal.accepted" | "proposal.dismissed" | "proposal.reconsidered";
  readonly reason: string | null;
}

/** The audit event about what somebody did with a proposal, in the state that it is in by then. */
export async function recordProposal(
  tx: Transaction,
  actor: Actor,
  { proposal, action, reason }: ProposalRecord,
): Promise<void> {
  const account = await tx.manager.findOneBy(Account, { id: proposal.accountId });
  recordAudit(tx, actor, {
    action,
    subject: {
      kind: "Proposal",
      id: proposal.id,
      label: `${account?.addressKey ?? ""} as ${proposal.addressKey}`,
      resellerPath: account?.resellerPath ?? null,
      domainId: proposal.domainId,
      accountId: proposal.accountId,
    },
    after: { state: proposal.state },
    reason,
  });
}
