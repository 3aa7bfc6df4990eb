import { actorNameAt } from "../../audit/index.js";
import { insertRows, type Transaction } from "../../database/index.js";
import { type Actor, newIdentifier, newInstance } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { setDefault } from "./default-profile.js";
import { partsOf } from "./html-signatures.js";
import type { ProfileChanges } from "./profile-fields.js";
import { divided, proposalOf } from "./profile-proposal.js";
import { SenderProfile } from "./sender-profile.entity.js";
import { SignaturePart } from "./signature-part.entity.js";
import { tellOfProposal } from "./tell-of-proposal.js";

export interface NewProfile {
  readonly authorization: Authorization;
  readonly fields: Required<ProfileChanges>;
}

/** Writes profiles of rights that are written already; the audit event is the caller's. */
export async function insertProfiles(
  tx: Transaction,
  actor: Actor,
  added: readonly NewProfile[],
): Promise<SenderProfile[]> {
  const profiles = added.map(({ authorization, fields }) => profileOf(tx.now, actor, authorization, fields));
  await insertRows(tx, SenderProfile, profiles);
  const parts = added.flatMap(({ fields: { signatureHtml } }, index) => {
    const profile = profiles[index];
    return signatureHtml === null || profile === undefined ? [] : partsOf(profile.id, signatureHtml);
  });
  await insertRows(tx, SignaturePart, parts);
  for (const [index, { authorization, fields }] of added.entries()) {
    const profile = profiles[index];
    if (fields.isDefault && profile !== undefined) await setDefault(tx, authorization, profile, true);
    if (profile?.proposal) await tellOfProposal(tx, authorization, profile.id, profile.proposal);
  }
  return profiles;
}

function profileOf(
  now: Date,
  actor: Actor,
  authorization: Authorization,
  { displayName, organization, signature, ...fields }: Required<ProfileChanges>,
): SenderProfile {
  const redirections = Object.fromEntries(
    (["replyTo", "bcc"] as const).flatMap((name) => (fields[name] === null ? [] : [[name, fields[name]]])),
  );
  const { direct, proposed } = divided<ProfileChanges>(actor, authorization.accountId, redirections);
  return newInstance(SenderProfile, {
    id: newIdentifier(),
    authorizationId: authorization.id,
    accountId: authorization.accountId,
    version: 1,
    displayName,
    organization,
    replyTo: direct.replyTo ?? null,
    bcc: direct.bcc ?? null,
    proposal: proposalOf(actor, authorization, proposed, now),
    signature,
    defaultSince: null,
    updatedBy: actorNameAt(authorization, actor),
    createdAt: now,
    updatedAt: now,
  });
}
