import { In } from "typeorm";
import { Authorization, AuthorizationState } from "../../authorizations/index.js";
import { type Database, moveRows, type Transaction } from "../../database/index.js";
import { newInstance } from "../../kernel/index.js";
import { DAY_MS } from "../../observations/index.js";
import { cancelMails } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { Account } from "../../tenancy/index.js";
import { nextEnforcement } from "../enforcement-state.js";
import { isSettled } from "../proposals/is-settled.js";
import { Proposal, ProposalState } from "../proposals/proposal.entity.js";
import { PROPOSAL_STATES } from "../proposals/proposal-states.js";
import { type AlertKeys, queueAccountAlert } from "./account-alert.js";

const ROWS_PER_TRANSACTION = 100;
/** Accounts are reminded from this long before what they use is refused. */
const REMINDED_FROM_DAYS = 60;
const SEEN_WITHIN_DAYS = 14;
const UNDECIDED = [ProposalState.ASKED, ProposalState.GRANDFATHERED];

/**
 * Reminds accounts of addresses that are still in use and still not confirmed, at most once a week each, while
 * enforcement comes near. Closes what is settled first, and takes its waiting mails back. Returns how many were told.
 */
export async function alertAccounts(
  database: Database,
  writer: AlertKeys,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  let after = "";
  let told = 0;
  while (!signal?.aborted) {
    const round = await database.write(async (tx) => {
      const rows = await tx.manager
        .createQueryBuilder(Proposal, "proposal")
        .where("proposal.state IN (:...states) AND proposal.id > :after", { states: UNDECIDED, after })
        .orderBy("proposal.id", "ASC")
        .limit(ROWS_PER_TRANSACTION)
        .getMany();
      const authorizations = await tx.manager.find(Authorization, {
        where: { id: In(rows.flatMap(({ authorizationId }) => authorizationId ?? [])) },
      });
      const byId = new Map(authorizations.map((authorization) => [authorization.id, authorization]));
      let count = 0;
      for (const proposal of rows) {
        if (isSettled(proposal, byId.get(proposal.authorizationId ?? ""))) {
          await moveRows(tx, Proposal, {
            where: { id: proposal.id },
            step: PROPOSAL_STATES.step("SETTLE"),
            changes: { decidedAt: tx.now },
          });
          await cancelMails(tx, proposal.id);
          continue;
        }
        if (!(await isInUse(tx, proposal))) continue;
        const account = await tx.manager.findOneBy(Account, { id: proposal.accountId });
        if (account === null) continue;
        const { resellerPath, domainId, id: accountId } = account;
        const policy = await effectivePolicy(tx.manager, { resellerPath, domainId, accountId });
        const endsAt = endOf(proposal, byId.get(proposal.authorizationId ?? ""), nextEnforcement(policy, now));
        const isNear = endsAt !== null && endsAt <= now.getTime() + REMINDED_FROM_DAYS * DAY_MS;
        if (policy.proactive === "OFF" || !isNear) continue;
        // A question that ran out has no number any more; the account asks again with a click.
        const isOpen = byId.get(proposal.authorizationId ?? "")?.state === AuthorizationState.PENDING;
        const shown = isOpen ? proposal : newInstance(Proposal, { ...proposal, matchNumber: null });
        if (await queueAccountAlert(tx, writer, { proposal: shown, account, policy })) count += 1;
      }
      return { count, last: rows.length < ROWS_PER_TRANSACTION ? null : (rows.at(-1)?.id ?? null) };
    });
    told += round.count;
    if (round.last === null) break;
    after = round.last;
  }
  return told;
}

/** Whether the account still uses the address; brings the proposal's figures up to date. */
async function isInUse(tx: Transaction, proposal: Proposal): Promise<boolean> {
  const { domainId, accountId, addressKey } = proposal;
  const [seen]: { messages: number | null; days: number; lastSeenAt: number | null }[] = await tx.manager.query(
    `SELECT SUM(own + authorized + unauthorized + refused + besides) AS messages, COUNT(*) AS days,
            MAX(lastSeenAt) AS lastSeenAt
       FROM observation_day WHERE domainId = ? AND accountId = ? AND addressKey = ?`,
    [domainId, accountId, addressKey],
  );
  if (seen === undefined || seen.lastSeenAt === null) return false;
  proposal.messages = Number(seen.messages);
  proposal.days = Number(seen.days);
  proposal.lastSeenAt = new Date(Number(seen.lastSeenAt));
  await tx.manager.save(proposal);
  return proposal.lastSeenAt.getTime() >= tx.now.getTime() - SEEN_WITHIN_DAYS * DAY_MS;
}

/** When what the account uses will be refused; a grandfathered address not before its own end. */
function endOf(proposal: Proposal, authorization: Authorization | undefined, enforcedAt: number | null): number | null {
  if (proposal.state !== ProposalState.GRANDFATHERED || !authorization?.expiresAt) return enforcedAt;
  return Math.max(authorization.expiresAt.getTime(), enforcedAt ?? 0);
}
