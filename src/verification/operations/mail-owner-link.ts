import { IsNull, LessThan, MoreThan } from "typeorm";
import { Identity, lockIdentity } from "../../authorizations/index.js";
import { insertRow, type Transaction } from "../../database/index.js";
import {
  type Actor,
  hashOfLinkToken,
  newIdentifier,
  newInstance,
  newLinkToken,
  required,
  SYSTEM_ACTOR,
} from "../../kernel/index.js";
import { type Budget, mailboxOf, type OutboxMail, queueMail, spend, whoAskedForIt } from "../../outbox/index.js";
import { addressOfOwner } from "../address-of-owner.js";
import { brandingOfOwner } from "../branding-of-owner.js";
import { OwnerLink } from "../owner-link.entity.js";
import { recentOwnerLink } from "../owner-links.queries.js";
import { drawMatchNumber } from "../tokens.js";
import type { VerificationKeys } from "../verification-keys.js";
import { auditIdentity } from "./block-identity.js";
import { ownerActor } from "./owner-actor.js";

/** What is asked for by a press on the owner's page. */
export interface WantedLink {
  readonly isToBlock: boolean;
  /** Once it is handed over, every older link is over; until then the owner keeps what they have. */
  readonly endsOlder: boolean;
  readonly language: string;
}

/** The digits belong on the page that asked, and nowhere else. Null past the owner's allowance: nothing is mailed. */
export type MailedLink = { readonly number: string; readonly mailedAt: Date } | null;

/** The owner's own requests: what others ask uses none of it up. Programs that press a button spend from it, too. */
const MAX_OWNER_LINKS_PER_DAY = 24;
const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
/** Pressing again within this time mails no second one; the digits are shown again. */
const SAME_LINK_MS = 10 * 60 * 1_000;

function ownerLinkBudget({ addressKey }: Identity): Budget {
  return { name: `owner link ${mailboxOf(addressKey)}`, windowMs: DAY_MS, max: MAX_OWNER_LINKS_PER_DAY };
}

export interface LinkToMail {
  readonly identity: Identity;
  readonly wanted: WantedLink;
}

/** Mails a link to the address with which its owner acts, for an hour. `identity` is locked by the caller. */
export async function mailOwnerLink(
  tx: Transaction,
  visitor: Actor,
  mailer: VerificationKeys,
  { identity, wanted }: LinkToMail,
): Promise<MailedLink> {
  const { isToBlock, endsOlder, language } = wanted;
  if (!endsOlder) {
    const recent = await recentOwnerLink(tx, identity, isToBlock, new Date(tx.now.getTime() - SAME_LINK_MS));
    if (recent !== null) return { number: recent.number, mailedAt: recent.createdAt };
  }
  if (!(await spend(tx, ownerLinkBudget(identity)))) return null;
  const token = newLinkToken();
  const number = drawMatchNumber();
  const link = newInstance(OwnerLink, {
    id: newIdentifier(),
    identityId: identity.id,
    tokenHash: required(hashOfLinkToken(token)),
    number,
    version: identity.ownerLinkVersion + (endsOlder ? 1 : 0),
    wrongNumbers: 0,
    isToBlock,
    endsOlder,
    createdAt: tx.now,
    sentAt: null,
    expiresAt: null,
    endedAt: null,
  });
  await insertRow(tx, OwnerLink, link);
  const { language: _, ...brand } = await brandingOfOwner(tx.manager, identity);
  await queueMail(tx, mailer.sealer, {
    uniqueKey: `owner-link:${link.id}`,
    template: "owner-link",
    language,
    to: whoAskedForIt(await addressOfOwner(tx.manager, identity)),
    parameters: {
      address: identity.address,
      ...brand,
      ownerLinkId: link.id,
    },
    secrets: { ownerToken: token },
    subjectId: identity.id,
  });
  if (endsOlder) auditIdentity(tx, ownerActor(visitor, identity), { action: "identity.owner_links_renewed", identity });
  return { number, mailedAt: tx.now };
}

/**
 * For the outbox: the hour of the link begins, and where it was to end the older ones, they are over. What was asked for
 * after it stays good, in whatever order the mails leave: pressed twice, the newest link is the one that is left.
 */
export async function onOwnerLinkSent(tx: Transaction, { subjectId, parameters }: OutboxMail): Promise<void> {
  const { ownerLinkId } = parameters;
  if (subjectId === null || typeof ownerLinkId !== "string") return;
  const identity = await lockIdentity(tx, subjectId);
  const link = await tx.manager.findOneBy(OwnerLink, { id: ownerLinkId, identityId: identity.id });
  if (link === null || link.sentAt !== null) return;
  const { id, endedAt, endsOlder } = link;
  const expiresAt = new Date(tx.now.getTime() + HOUR_MS);
  const version = identity.ownerLinkVersion + 1;
  // The address was given up since it was asked for: the link is nobody's.
  const isOver = endsOlder && link.version !== version;
  await tx.manager.update(OwnerLink, { id }, { sentAt: tx.now, expiresAt, ...(isOver ? { endedAt: tx.now } : {}) });
  if (!endsOlder || isOver || endedAt !== null) return;
  const others = { identityId: identity.id, endedAt: IsNull() };
  await tx.manager.update(OwnerLink, { ...others, id: LessThan(id) }, { endedAt: tx.now });
  await tx.manager.increment(OwnerLink, { ...others, id: MoreThan(id) }, "version", 1);
  await tx.manager.update(Identity, { id: identity.id }, { ownerLinkVersion: version });
  auditIdentity(tx, SYSTEM_ACTOR, { action: "identity.owner_links_ended", identity });
}
