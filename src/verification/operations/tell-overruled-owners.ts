import { namesOf, overruledIn } from "../../authorizations/index.js";
import type { CommitStep } from "../../database/index.js";
import { SYSTEM_ACTOR } from "../../kernel/index.js";
import { queueMail, strangerAt } from "../../outbox/index.js";
import { addressOfOwner } from "../address-of-owner.js";
import { brandingOfOwner } from "../branding-of-owner.js";
import { languageOfOwner } from "../language-of-owner.js";
import { newSightLink } from "../sight-links.js";
import type { VerificationKeys } from "../verification-keys.js";
import { auditIdentity } from "./block-identity.js";

/**
 * Commit step: whoever owns an address hears what the operator gave against their word, or without waiting for it. Also
 * those who want to be asked by nobody: this is no question. An address that takes no mail is told nothing.
 */
export function tellOverruledOwners(keys: VerificationKeys): CommitStep {
  return async (tx) => {
    for (const { authorization, identity, word } of overruledIn(tx)) {
      const subject = { after: { authorizationId: authorization.id, word } };
      auditIdentity(tx, SYSTEM_ACTOR, { action: "identity.owner_overruled", identity, ...subject });
      if (identity.undeliverableAt !== null) continue;
      const { account } = await namesOf(tx.manager, authorization);
      const { ownerToken, sightLinkId } = await newSightLink(tx, identity);
      const { language, ...brand } = await brandingOfOwner(tx.manager, identity);
      await queueMail(tx, keys.sealer, {
        uniqueKey: `owner-overruled:${authorization.id}:${tx.now.getTime()}`,
        template: "owner-overruled",
        language: await languageOfOwner(tx.manager, identity, language),
        to: strangerAt(await addressOfOwner(tx.manager, identity), ""),
        parameters: {
          ...brand,
          accountAddress: account,
          address: identity.address,
          word,
          at: tx.now.getTime(),
          sightLinkId,
        },
        secrets: { ownerToken },
        subjectId: authorization.id,
      });
    }
  };
}
