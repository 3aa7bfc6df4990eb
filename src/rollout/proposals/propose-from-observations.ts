import { recordAudit } from "../../audit/index.js";
import { additiveUpsert, lockRow, type Transaction, type Upsert } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { DomainError, type Locked, newIdentifier, SYSTEM_ACTOR } from "../../kernel/index.js";
import { type PolicySettings, policyChains, resolveSettings } from "../../policy/index.js";
import { Account, placeOfAccount, timeZoneAt } from "../../tenancy/index.js";
import { type AlertKeys, queueAccountAlert } from "../alerts/account-alert.js";
import { beginOfEnforcement, wasAcceptedBefore } from "./accepted-mail.queries.js";
import { type Candidate, findCandidates } from "./find-candidates.js";
import { Proposal, ProposalState } from "./proposal.entity.js";
import type { ProposalPort } from "./proposal-port.js";
import { PROPOSAL_STATES } from "./proposal-states.js";

const ROW: Upsert = {
  table: "proposal",
  key: ["accountId", "addressKey"],
  most: ["lastSeenAt"],
  replace: ["messages", "days"],
};

export interface ProposalBounds {
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Proposes what accounts were seen to use, at most `limit` of them: notes it for the administrators, asks the owner (or
 * authorizes until a date, by policy) and tells the account. What the account's budget leaves no room for stays open
 * for the next day. Returns how many were proposed.
 */
export async function proposeFromObservations(
  services: Services,
  port: ProposalPort,
  writer: AlertKeys,
  { limit = 1_000, signal }: ProposalBounds = {},
): Promise<number> {
  const { database, clock } = services;
  for await (const candidates of findCandidates(database.reader, clock.now())) {
    if (signal?.aborted) break;
    if (candidates.length > 0) await database.write((tx) => noteCandidates(tx, candidates));
  }
  return proposeOpen(services, port, writer, { limit, signal });
}

async function noteCandidates(tx: Transaction, candidates: readonly Candidate[]): Promise<void> {
  await additiveUpsert(
    tx,
    ROW,
    candidates.map(({ accountId, domainId, address }) => ({
      id: newIdentifier(),
      accountId,
      domainId,
      addressKey: address.addressKey,
      state: ProposalState.OPEN,
      messages: address.messages,
      days: address.days,
      firstSeenAt: address.firstSeenAt,
      lastSeenAt: address.lastSeenAt,
      authorizationId: null,
      matchNumber: null,
      createdAt: tx.now.getTime(),
      decidedAt: null,
      decidedBy: null,
    })),
  );
}

const ROWS_PER_QUERY = 200;

interface OpenBounds {
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

async function proposeOpen(
  services: Services,
  port: ProposalPort,
  writer: AlertKeys,
  { limit, signal }: OpenBounds,
): Promise<number> {
  const { database } = services;
  const exhausted = new Set<string>();
  let proposed = 0;
  for (const state of [ProposalState.WANTED, ProposalState.OPEN]) {
    let after = "";
    for (;;) {
      const rows = await database.reader
        .createQueryBuilder(Proposal, "proposal")
        .where("proposal.state = :state AND proposal.id > :after", { state, after })
        .orderBy("proposal.id", "ASC")
        .limit(ROWS_PER_QUERY)
        .getMany();
      for (const { id, accountId } of rows) {
        if (proposed >= limit || signal?.aborted) return proposed;
        if (exhausted.has(accountId)) continue;
        const outcome = await proposeOne(services, port, writer, id);
        if (outcome === "EXHAUSTED") exhausted.add(accountId);
        if (outcome === "PROPOSED") proposed += 1;
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_PER_QUERY) break;
      after = last.id;
    }
  }
  return proposed;
}

async function proposeOne(
  { database }: Services,
  port: ProposalPort,
  writer: AlertKeys,
  id: string,
): Promise<"PROPOSED" | "NOTHING" | "EXHAUSTED"> {
  try {
    return await database.write(async (tx) => {
      const proposal = await lockRow(tx, Proposal, { id });
      const account = proposal && (await tx.manager.findOneBy(Account, { id: proposal.accountId }));
      if (proposal === null || account === null || !isWaiting(proposal)) return "NOTHING";
      const [chain = []] = await policyChains(tx.manager, [placeOfAccount(account)]);
      const policy = resolveSettings(chain);
      // Since it was noted the policy may have changed; what an administrator wants is asked all the same.
      if (policy.proactive === "OFF" && proposal.state === ProposalState.OPEN) return "NOTHING";
      const zone = await timeZoneAt(tx.manager, account.resellerPath);
      const isInOldUse = await wasAcceptedBefore(tx, proposal, { zone, policy, beganAt: beginOfEnforcement(chain) });
      const grandfatherUntil = isInOldUse ? grandfatherDate(policy, tx.now) : null;
      const outcome = await port.propose(tx, {
        accountId: account.id,
        address: proposal.addressKey,
        grandfatherUntil,
      });
      if (outcome.kind !== "PROPOSED") {
        await settle(tx, proposal, outcome.kind === "KNOWN" ? outcome.authorizationId : null);
        return "NOTHING";
      }
      PROPOSAL_STATES.move(proposal, outcome.isGrandfathered ? "GRANDFATHER" : "ASK");
      proposal.authorizationId = outcome.authorizationId;
      proposal.matchNumber = outcome.matchNumber;
      await tx.manager.save(proposal);
      await queueAccountAlert(tx, writer, { proposal, account, policy });
      recordAudit(tx, SYSTEM_ACTOR, {
        action: "proposal.made",
        subject: {
          kind: "Proposal",
          id: proposal.id,
          label: `${account.addressKey} as ${proposal.addressKey}`,
          resellerPath: account.resellerPath,
          domainId: account.domainId,
          accountId: account.id,
        },
      });
      return "PROPOSED";
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "RATE_LIMITED") return "EXHAUSTED";
    throw error;
  }
}

function isWaiting({ state }: Proposal): boolean {
  return state === ProposalState.OPEN || state === ProposalState.WANTED;
}

function grandfatherDate({ proactive, grandfatherUntil }: Required<PolicySettings>, now: Date): Date | null {
  return proactive === "GRANDFATHER" && grandfatherUntil > now.getTime() ? new Date(grandfatherUntil) : null;
}

async function settle(tx: Transaction, proposal: Locked<Proposal>, authorizationId: string | null): Promise<void> {
  PROPOSAL_STATES.move(proposal, "SETTLE");
  proposal.authorizationId = authorizationId;
  proposal.decidedAt = tx.now;
  await tx.manager.save(proposal);
}
