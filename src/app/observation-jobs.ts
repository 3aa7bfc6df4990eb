import type { Services } from "../graphql/index.js";
import { inBatches, type PeriodicJob } from "../jobs/index.js";
import {
  alertAccounts,
  alertKeys,
  applyBrake,
  type ProposalPort,
  proposeFromObservations,
  sendDigests,
  sendSecurityAlerts,
  sumReadiness,
  tellConflicts,
  tellRefusals,
} from "../rollout/index.js";
import { deleteOldStatistics } from "../statistics/index.js";
import { proposeIdentity, Verification, verificationKeys } from "../verification/index.js";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What follows from what accounts were seen to send as. */
export const observationJobs: readonly PeriodicJob[] = [
  {
    name: "propose-from-observations",
    everyMs: HOUR_MS,
    run: (services, signal) =>
      proposeFromObservations(services, proposalPort(services), writerOf(services), { signal }),
  },
  {
    name: "sum-readiness",
    everyMs: 10 * SECOND_MS,
    run: ({ database, clock }, signal) => sumReadiness(database, clock.now(), signal),
  },
  {
    name: "alert-accounts",
    everyMs: HOUR_MS,
    run: (services, signal) => alertAccounts(services.database, writerOf(services), services.clock.now(), signal),
  },
  {
    name: "send-digests",
    everyMs: HOUR_MS,
    run: (services, signal) => sendDigests(services, writerOf(services), signal),
  },
  {
    name: "send-security-alerts",
    everyMs: MINUTE_MS,
    run: (services, signal) => inBatches(services, signal, (tx) => sendSecurityAlerts(tx, writerOf(services))),
  },
  {
    name: "tell-conflicts",
    everyMs: MINUTE_MS,
    run: (services, signal) => inBatches(services, signal, (tx) => tellConflicts(tx, writerOf(services))),
  },
  {
    name: "tell-refusals",
    everyMs: 10 * MINUTE_MS,
    run: (services, signal) => inBatches(services, signal, (tx) => tellRefusals(tx, writerOf(services))),
  },
  {
    name: "delete-old-statistics",
    everyMs: HOUR_MS,
    run: (services, signal) => inBatches(services, signal, deleteOldStatistics),
  },
  {
    name: "apply-brake",
    everyMs: 5 * MINUTE_MS,
    run: (services, signal) => applyBrake(services, writerOf(services), signal),
  },
];

function writerOf({ configuration }: Services) {
  return alertKeys(configuration);
}

/** Observations know nothing of questions: here the two meet. */
export function proposalPort({ configuration }: Pick<Services, "configuration">): ProposalPort {
  const mailer = verificationKeys(configuration);
  return {
    async propose(tx, proposal) {
      const outcome = await proposeIdentity(tx, mailer, proposal);
      if (outcome.kind === "IMPOSSIBLE") return outcome;
      const authorizationId = outcome.authorization.id;
      if (outcome.kind === "KNOWN") return { kind: "KNOWN", authorizationId };
      const question = await tx.manager.findOne(Verification, { where: { authorizationId }, order: { id: "DESC" } });
      const isGrandfathered = outcome.authorization.basis === "GRANDFATHER";
      return { kind: "PROPOSED", authorizationId, isGrandfathered, matchNumber: question?.matchNumber ?? null };
    },
  };
}
