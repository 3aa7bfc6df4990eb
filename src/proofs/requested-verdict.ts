import type { RequestContext } from "../graphql/index.js";
import { badInput, because, conflict, DomainError } from "../kernel/index.js";
import { awaitVerdict } from "./await-verdict.js";
import { askForLook } from "./operations/ask-for-look.js";
import type { ProofClaim } from "./proof-claim.entity.js";
import { ProofAnswer } from "./proof-verdict.js";

export const DEFAULT_WAIT_SECONDS = 10;
const MAX_WAIT_SECONDS = 20;
/** What a request has left to do after it has waited. */
const REST_SECONDS = 2;

/**
 * Has name servers asked by the background work, and waits a while for what they say. Null when that is not known yet.
 * Throws CONFLICT, with what was found where, when the proof is not there, and UNAVAILABLE when name servers cannot tell.
 */
export async function requestVerdict(
  { database, configuration }: RequestContext,
  claimId: string,
  party: string,
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
  if (claim !== null && claim !== "GONE") requireFound(claim);
}

function requireFound(claim: ProofClaim): void {
  const { lastAnswer, lastFinding, domain, nextLookAt, pausedAt } = claim;
  const isHeldBack = lastAnswer === ProofAnswer.FOUND && (claim.endsAt !== null || pausedAt !== null);
  if (lastAnswer === ProofAnswer.FOUND && !isHeldBack) return;
  const finding = lastFinding ?? `${domain} has not been looked at`;
  const words = nextLookAt === null ? finding : `${finding}. Looked for again at ${nextLookAt.toISOString()}`;
  if (lastAnswer === ProofAnswer.UNKNOWN) throw new DomainError("NAME_SERVER_SILENT", words, { retryAfterSeconds: 60 });
  throw conflict("RECORD_NOT_FOUND", words);
}
