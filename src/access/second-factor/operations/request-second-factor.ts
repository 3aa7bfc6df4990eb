import { recordAudit } from "../../../audit/index.js";
import type { Services } from "../../../graphql/index.js";
import { type Actor, conflict } from "../../../kernel/index.js";
import { requireOwnSubject } from "../../own-password.js";
import { subjectForAudit } from "../../subject.js";
import { openChallenge } from "../challenge.js";
import { type DescribedChallenge, describeChallenge } from "../described-challenge.js";

/** A challenge for the passkey of somebody who is signed in, to go with their password where both are asked for. */
export async function requestSecondFactor(services: Services, actor: Actor): Promise<DescribedChallenge> {
  const subject = await requireOwnSubject(services, actor);
  if (subject.secondFactorSince === null) throw conflict("NO_SECOND_FACTOR", "You have no second factor");
  const opened = await services.database.write((tx) => {
    recordAudit(tx, actor, { action: "second-factor.requested", subject: subjectForAudit(subject) });
    return openChallenge(tx, subject, "OWN_PROOF");
  });
  return describeChallenge(services, subject.id, opened);
}
