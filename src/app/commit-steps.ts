import { endCredentialsOfFormerHolders, endReleasedSessions } from "../access/index.js";
import { appendToChain } from "../audit/index.js";
import {
  endRightsOnClaimed,
  endRightsOnReleased,
  followProofChanges,
  keepPausesOnClaimed,
  questionNewDomains,
} from "../authorizations/index.js";
import { endBatchJobsOfMakers, endBatchJobsOfSessions } from "../batch-jobs/index.js";
import type { ReadyConfiguration } from "../config/index.js";
import type { CommitStep, DatabaseParts } from "../database/index.js";
import { appendToFeed, revisionOf } from "../feed/index.js";
import { followReleasedScopes, placeMails, restoreKeptPolicies } from "../policy/index.js";
import { endProofsOfFormerHolders } from "../proofs/index.js";
import { markReadiness } from "../rollout/index.js";
import { writeStatistics } from "../statistics/index.js";
import {
  settleDecided,
  takeUpQuestions,
  tellAskers,
  tellOverruledOwners,
  verificationKeys,
} from "../verification/index.js";
import { endWebhooksOfMakers } from "../webhooks/index.js";
import { schemaParts } from "./schema-parts.js";

/**
 * The feed and the audit chain, in the order in which every transaction takes their two hot rows: an event says under
 * which revision it is in the feed.
 */
const sequenceSteps: readonly CommitStep[] = [appendToFeed, (tx) => appendToChain(tx, revisionOf(tx))];

/** What every room does before each commit, in this order: a room comes after those whose work it follows from. */
export function commitStepsOf(configuration: ReadyConfiguration): readonly CommitStep[] {
  return [
    followReleasedScopes,
    restoreKeptPolicies,
    endReleasedSessions,
    endCredentialsOfFormerHolders,
    endWebhooksOfMakers,
    endBatchJobsOfMakers,
    endBatchJobsOfSessions,
    endRightsOnReleased,
    endRightsOnClaimed,
    keepPausesOnClaimed,
    questionNewDomains,
    endProofsOfFormerHolders,
    followProofChanges,
    settleDecided(verificationKeys(configuration)),
    takeUpQuestions(verificationKeys(configuration)),
    tellOverruledOwners(verificationKeys(configuration)),
    tellAskers,
    placeMails,
    // Behind whatever changes rights and rules.
    markReadiness,
    // The last: it counts what the others recorded, and its rows are those of every transaction.
    writeStatistics,
  ];
}

/** What opening the database takes: its tables, and what follows from a write. */
export function databasePartsOf(configuration: ReadyConfiguration): DatabaseParts {
  return { ...schemaParts, commitSteps: commitStepsOf(configuration), sequenceSteps };
}
