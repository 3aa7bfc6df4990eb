import { recordAudit } from "../../../audit/index.js";
import type { Services } from "../../../graphql/index.js";
import { type Actor, conflict } from "../../../kernel/index.js";
import { tellAdministrator } from "../../credential-notice.js";
import { subjectForAudit } from "../../subject.js";
import { type OwnProof, requireOwnProof } from "../own-proof.js";
import { replaceRecoveryCodes } from "../recovery-codes.js";
import { lockAdministrator } from "../second-factors.queries.js";

/** Ten new recovery codes for the actor, shown here only; those before are good no more. */
export async function renewRecoveryCodes(services: Services, actor: Actor, proof: OwnProof): Promise<string[]> {
  const subject = await requireOwnProof(services, actor, proof, "proof");
  return services.database.write(async (tx) => {
    const administrator = await lockAdministrator(tx, subject.id);
    if (administrator.secondFactorSince === null)
      throw conflict("NO_SECOND_FACTOR", "Recovery codes come with the first second factor");
    recordAudit(tx, actor, { action: "recovery-codes.renewed", subject: subjectForAudit(subject) });
    await tellAdministrator(tx, administrator, "RECOVERY_CODES_RENEWED");
    return replaceRecoveryCodes(tx, subject.id);
  });
}
