import { Between, type FindOptionsWhere, LessThanOrEqual } from "typeorm";
import {
  Authorization,
  AuthorizationReason,
  AuthorizationState,
  type Identity,
  lockAuthorizations,
  lockIdentity,
  namesOfAll,
  pauseLocked,
  reasonBecause,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { hashOfLinkToken, newLinkToken, rowsAcrossTenants, SYSTEM_ACTOR } from "../../kernel/index.js";
import { queueMail, strangerAt } from "../../outbox/index.js";
import { effectivePolicy, mailboxAt } from "../../policy/index.js";
import { platformBranding } from "../../tenancy/index.js";
import { addressOfOwner } from "../address-of-owner.js";
import { brandingOfOwner } from "../branding-of-owner.js";
import { languageOfOwner } from "../language-of-owner.js";
import { OwnerReminder } from "../owner-reminder.entity.js";
import { ReportedMailbox } from "../reported-mailbox.entity.js";
import { newReturnPathTag, returnPathFor } from "../tokens.js";
import type { VerificationKeys } from "../verification-keys.js";

/** Mails about one year's list, of which one may be answered. */
export const MAX_TRIES = 3;
const DAYS_BETWEEN_TRIES = 14;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** Of more accounts the mail says how many; the page shows them. */
const MAX_LISTED = 20;
const MAX_RIGHTS = 1_000;

/**
 * Asks owners whose list has stood for as long as the platform's policy says whether it is still right: one mail for each
 * address. Three times without an answer pause what the policy of its account says. Returns how many addresses it went
 * through, at most `limit`; 0 is the end of a round, and all there is where the policy is off.
 */
export async function remindOwners(tx: Transaction, keys: VerificationKeys, limit = 50): Promise<number> {
  const { ownerReminderDays: days } = await effectivePolicy(tx.manager, {});
  if (days === 0) return 0;
  const due = [
    ...(await oldest(tx, { tries: 0, confirmedAt: daysAgo(tx, days) }, "confirmedAt", limit)),
    ...(await oldest(
      tx,
      { tries: Between(1, MAX_TRIES), mailedAt: daysAgo(tx, DAYS_BETWEEN_TRIES) },
      "mailedAt",
      limit,
    )),
  ].slice(0, limit);
  // In one order, so that two rounds never wait for each other's rows.
  due.sort((a, b) => (a.identityId < b.identityId ? -1 : 1));
  for (const reminder of due) await remindOne(tx, keys, reminder);
  return due.length;
}

function oldest(
  tx: Transaction,
  where: FindOptionsWhere<OwnerReminder>,
  column: "confirmedAt" | "mailedAt",
  take: number,
): Promise<OwnerReminder[]> {
  return tx.manager.find(OwnerReminder, { where, order: { [column]: "ASC", identityId: "ASC" }, take });
}

function daysAgo(tx: Transaction, days: number) {
  return LessThanOrEqual(new Date(tx.now.getTime() - days * DAY_MS));
}

async function remindOne(tx: Transaction, keys: VerificationKeys, { identityId }: OwnerReminder): Promise<void> {
  const identity = await lockIdentity(tx, identityId);
  const reminder = await tx.manager.findOneByOrFail(OwnerReminder, { identityId });
  const rights = await rightsByOwnersWord(tx, identity);
  if (rights.length === 0) {
    await tx.manager.delete(OwnerReminder, { identityId });
    return;
  }
  if (await getsNoMail(tx, identity)) {
    await tx.manager.update(OwnerReminder, { identityId }, { confirmedAt: tx.now, tries: 0 });
    return;
  }
  if (reminder.tries < MAX_TRIES) return mailReminder(tx, keys, { identity, tries: reminder.tries + 1, rights });
  await pauseUnconfirmed(tx, rights);
  await tx.manager.update(OwnerReminder, { identityId }, { confirmedAt: tx.now, tries: 0 });
}

async function rightsByOwnersWord(tx: Transaction, { id }: Identity): Promise<Authorization[]> {
  const rows = await tx.manager.find(Authorization, {
    where: { identityId: id, state: AuthorizationState.AUTHORIZED, basis: "OWNER" },
    order: { id: "ASC" },
    take: MAX_RIGHTS,
  });
  return rows.filter(({ expiresAt }) => expiresAt === null || expiresAt > tx.now);
}

/** Whoever wants no mail of ours is not asked, and silence is no answer then. */
async function getsNoMail(tx: Transaction, identity: Identity): Promise<boolean> {
  if (identity.blockedAt !== null || identity.undeliverableAt !== null) return true;
  return tx.manager.existsBy(ReportedMailbox, { mailbox: await mailboxAt(tx.manager, identity.addressKey) });
}

interface Reminder {
  readonly identity: Identity;
  readonly tries: number;
  readonly rights: readonly Authorization[];
}

async function mailReminder(
  tx: Transaction,
  keys: VerificationKeys,
  { identity, tries, rights }: Reminder,
): Promise<void> {
  const token = newLinkToken();
  const tag = newReturnPathTag();
  const sent = { tries, mailedAt: tx.now, tokenHash: hashOfLinkToken(token), returnPathTag: tag };
  await tx.manager.update(OwnerReminder, { identityId: identity.id }, { ...sent, version: identity.ownerLinkVersion });
  const names = await namesOfAll(tx.manager, rights);
  const listed = rights.slice(0, MAX_LISTED);
  const { language, ...brand } = await brandingOfOwner(tx.manager, identity);
  await queueMail(tx, keys.sealer, {
    uniqueKey: `owner-reminder:${tag}`,
    template: "owner-reminder",
    language: await languageOfOwner(tx.manager, identity, language),
    // They said yes once; whether the same person reads the mailbox today is what the mail is to find out.
    to: strangerAt(await addressOfOwner(tx.manager, identity), ""),
    parameters: {
      address: identity.address,
      ...brand,
      platformLanguage: (await platformBranding(tx.manager)).language,
      accounts: listed.map((right) => ({
        account: names(right).account,
        since: (right.authorizedAt ?? right.createdAt).getTime(),
      })),
      unlisted: rights.length - listed.length,
    },
    secrets: { token },
    returnPath: returnPathFor(keys.mailFrom, tag),
    subjectId: identity.id,
  });
}

async function pauseUnconfirmed(tx: Transaction, rights: readonly Authorization[]): Promise<void> {
  const ids = rights.map(({ id }) => id);
  const locked = rowsAcrossTenants(await lockAuthorizations(tx, ids), "the owner is silent about all of them");
  for (const right of locked) {
    if (right.state !== AuthorizationState.AUTHORIZED || right.basis !== "OWNER") continue;
    const { resellerPath, domainId, accountId } = right;
    const policy = await effectivePolicy(tx.manager, { resellerPath, domainId, accountId });
    if (!policy.isUnconfirmedPaused) continue;
    await pauseLocked(
      tx,
      SYSTEM_ACTOR,
      right,
      reasonBecause(AuthorizationReason.REMINDERS_UNANSWERED, { mails: MAX_TRIES }),
    );
  }
}
