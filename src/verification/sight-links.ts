import { type EntityManager, In, IsNull, LessThan } from "typeorm";
import type { Identity } from "../authorizations/index.js";
import { insertRow, type Transaction } from "../database/index.js";
import { hashOfLinkToken, newIdentifier, newLinkToken, required } from "../kernel/index.js";
import { type OutboxMail, replaceMail } from "../outbox/index.js";
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

/** For the outbox: the mail with the link has left, and the day of the link begins. It takes the place of long past ones. */
export async function onSightLinkSent(tx: Transaction, { parameters }: OutboxMail): Promise<void> {
  const { sightLinkId } = parameters;
  if (typeof sightLinkId !== "string") return;
  await tx.manager.update(SightLink, { id: sightLinkId, sentAt: IsNull() }, { sentAt: tx.now });
  const sent = await tx.manager.findOneBy(SightLink, { id: sightLinkId });
  if (sent !== null) await forgetOlder(tx, sent.identityId);
}

/** For the outbox: the mail never leaves, so nobody has its link. */
export async function onSightLinkDead(tx: Transaction, { parameters }: Pick<OutboxMail, "parameters">): Promise<void> {
  const { sightLinkId } = parameters;
  if (typeof sightLinkId === "string") await tx.manager.delete(SightLink, { id: sightLinkId, sentAt: IsNull() });
}

/** A mail that another takes the place of goes with its link, unless it was tried and may have arrived all the same. */
export async function replaceLinkMail(tx: Transaction, mail: OutboxMail): Promise<void> {
  await replaceMail(tx, mail);
  if (mail.attempts === 0) await onSightLinkDead(tx, mail);
}

/** Longer than from one yearly reminder to the next. */
const SUPERSEDED_AFTER_MS = 400 * 24 * 60 * 60 * 1_000;

/** A mail of years ago leads somewhere where none came after it; beside a new one it need not. */
async function forgetOlder(tx: Transaction, identityId: string): Promise<void> {
  const before = new Date(tx.now.getTime() - SUPERSEDED_AFTER_MS);
  const rows = await tx.manager.find(SightLink, {
    select: { id: true },
    where: { identityId, sentAt: LessThan(before) },
  });
  if (rows.length > 0) await tx.manager.delete(SightLink, { id: In(rows.map(({ id }) => id)) });
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
