import { type EntityManager, IsNull } from "typeorm";
import type { Identity } from "../authorizations/index.js";
import { insertRow, type Transaction } from "../database/index.js";
import { hashOfLinkToken, newIdentifier, newLinkToken, required } from "../kernel/index.js";
import type { OutboxMail } from "../outbox/index.js";
import type { SightOfPage } from "./owner-token.js";
import { SightLink } from "./sight-link.entity.js";
import type { VerificationKeys } from "./verification-keys.js";

/** What a mail with such a link carries: the token under its seal, and which row is to learn when it left. */
export interface MailedSight {
  readonly ownerToken: string;
  readonly sightLinkId: string;
}

/** A link for a mail that is queued now, to the page of its address. */
export async function newSightLink(tx: Transaction, identity: Identity): Promise<MailedSight> {
  const [id, token] = [newIdentifier(), newLinkToken()];
  await insertRow(tx, SightLink, {
    id,
    identityId: identity.id,
    tokenHash: required(hashOfLinkToken(token)),
    version: identity.ownerLinkVersion,
    sentAt: null,
  });
  return { ownerToken: token, sightLinkId: id };
}

/** For the outbox: the mail with the link has left, and the day of the link begins. */
export async function onSightLinkSent(tx: Transaction, { parameters }: OutboxMail): Promise<void> {
  const { sightLinkId } = parameters;
  if (typeof sightLinkId !== "string") return;
  await tx.manager.update(SightLink, { id: sightLinkId, sentAt: IsNull() }, { sentAt: tx.now });
}

/** What a link to the page of an address says, mailed or signed by one of our pages; null for one that we gave nobody. */
export async function readSightLink(
  manager: EntityManager,
  { ownerLinks }: Pick<VerificationKeys, "ownerLinks">,
  token: string,
): Promise<SightOfPage | null> {
  const tokenHash = hashOfLinkToken(token);
  const mailed = tokenHash === null ? null : await manager.findOneBy(SightLink, { tokenHash });
  return mailed === null ? ownerLinks.read(token) : { ...mailed, issuedAt: mailed.sentAt };
}
