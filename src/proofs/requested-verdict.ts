import type { RequestContext } from "../graphql/index.js";
import { badInput, because, conflict, DomainError, type TimeZone } from "../kernel/index.js";
import { timeZoneAt } from "../tenancy/index.js";
import type { Language } from "../texts/index.js";
import { awaitVerdict } from "./await-verdict.js";
import { findingIn } from "./finding-words.js";
import { askForLook } from "./operations/ask-for-look.js";
import type { ProofClaim } from "./proof-claim.entity.js";
import { ProofAnswer } from "./proof-verdict.js";

export interface RequestedLook {
  readonly claimId: string;
  /** The account or the domain whose look it is (`askForLook`). */
  readonly party: string;
  /** Whose zone the next look is told in. */
  readonly resellerPath: string;
}

export const DEFAULT_WAIT_SECONDS = 10;
const MAX_WAIT_SECONDS = 20;
/** What a request has left to do after it has waited. */
const REST_SECONDS = 2;

/**
 * Has name servers asked by the background work, and waits a while for what they say. Null when that is not known yet.
 * Throws CONFLICT, with what was found where, when the proof is not there, and UNAVAILABLE when name servers cannot tell.
 */
export async function requestVerdict(
  { database, configuration, language }: RequestContext,
  { claimId, party, resellerPath }: RequestedLook,
  waitSeconds: number,
): Promise<void> {
  if (waitSeconds < 0 || waitSeconds > MAX_WAIT_SECONDS) {
    throw badInput(
      because("OUT_OF_RANGE", { min: 0, max: MAX_WAIT_SECONDS }),
      "waitSeconds",
      `Between 0 and ${MAX_WAIT_SECONDS}`,
      `0…${MAX_WAIT_SECONDS}`,
    );
  }
  const asked = await database.write((tx) => askForLook(tx, claimId, party));
  if (asked === null) return;
  const seconds = Math.max(0, Math.min(waitSeconds, configuration.requestSeconds - REST_SECONDS));
  const claim = asked.isFresh ? asked.claim : await awaitVerdict(database, asked.claim, seconds * 1_000);
  if (claim === null || claim === "GONE" || isFound(claim)) return;
  refuse(claim, language, await timeZoneAt(database.reader, resellerPath));
}

function isFound({ lastAnswer, endsAt, pausedAt }: ProofClaim): boolean {
  return lastAnswer === ProofAnswer.FOUND && endsAt === null && pausedAt === null;
}

function refuse({ lastAnswer, lastFinding, domain, nextLookAt }: ProofClaim, language: Language, zone: TimeZone) {
  const { say, time } = language;
  const finding = lastFinding === null ? say("proofFinding.notLookedAt", { domain }) : findingIn(language, lastFinding);
  const words =
    nextLookAt === null ? finding : say("proofFinding.lookedForAgain", { finding, at: time(nextLookAt, zone) });
  if (lastAnswer === ProofAnswer.UNKNOWN) throw new DomainError("NAME_SERVER_SILENT", words, { retryAfterSeconds: 60 });
  throw conflict("RECORD_NOT_FOUND", words);
}
