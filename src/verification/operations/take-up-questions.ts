import { AuthorizationState, Identity, lockAuthorizations, takenUpIn } from "../../authorizations/index.js";
import type { CommitStep } from "../../database/index.js";
import { required, rowsAcrossTenants } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import type { VerificationKeys } from "../verification-keys.js";
import { askOwner } from "./ask-owner.js";
import { reopenWithdrawn } from "./reopen-withdrawn.js";

/**
 * Commit step: what was withdrawn in a dismissal that is taken back is asked again, by the link of before. What holds for
 * a time meanwhile keeps its question beside it.
 */
export function takeUpQuestions(mailer: VerificationKeys): CommitStep {
  return async (tx) => {
    const actors = takenUpIn(tx);
    if (actors.size === 0) return;
    const takenUp = await lockAuthorizations(tx, [...actors.keys()]);
    for (const authorization of rowsAcrossTenants(takenUp, "taken up in this transaction by who may do that")) {
      const requested = {
        authorization,
        account: await tx.manager.findOneByOrFail(Account, { id: authorization.accountId }),
        identity: await tx.manager.findOneByOrFail(Identity, { id: authorization.identityId }),
      };
      if (authorization.state === AuthorizationState.PENDING) {
        await askOwner(tx, required(actors.get(authorization.id)), mailer, { requested });
      } else {
        await reopenWithdrawn(tx, mailer, requested);
      }
    }
  };
}
