import { In } from "typeorm";
import { Authorization, Identity, lockIdentity } from "../../authorizations/index.js";
import { type Transaction, updateRows } from "../../database/index.js";
import { parseEmailAddress, SYSTEM_ACTOR } from "../../kernel/index.js";
import { type DeliveryFailure, type FailureReading, noteRefusal, OutboxMail, readFailure } from "../../outbox/index.js";
import { wasPressedByReader } from "../../presses/index.js";
import { addressOfOwner } from "../address-of-owner.js";
import { endOfDelayedQuestion } from "../answer-time.js";
import { noteDeliveryProblem, problemCodeOf } from "../delivery-problem.js";
import { OwnerReminder } from "../owner-reminder.entity.js";
import { OPEN_STATES } from "../questions.queries.js";
import { DeliveryState, Verification } from "../verification.entity.js";
import { isConfirmed } from "./confirm-senders.js";
import { noteReceived } from "./mark-deliverable.js";
import { isAnyOpen, markIdentityUndeliverable, markQuestionsUndeliverable } from "./note-delivery.js";
import { verificationIdsOf } from "./queue-questions.js";

/** One recipient of one mail that came back, as the far side's server tells it. */
export interface ReturnedMail {
  readonly failure: DeliveryFailure;
  /** Whom it is about at that server; null where it does not say. */
  readonly recipient: string | null;
  readonly reportingServer: string | null;
}

/**
 * A mail about questions came back to its return path. Only a certain failure of the very address asked, of questions
 * that are open and that nobody has answered since, marks the address undeliverable and pauses what its owner had
 * allowed; word of its delivery takes the mark away; "we are refused" is kept for the operator, and everything else changes
 * nothing. Returns whether it was a failure of a mail of ours that says something of its address or of us.
 */
export async function noteReturnedMail(
  tx: Transaction,
  returnPathTag: string,
  returned: readonly ReturnedMail[],
): Promise<boolean> {
  const question = await tx.manager.findOneBy(Verification, { returnPathTag });
  if (question === null) return noteReturnedReminder(tx, returnPathTag, returned);
  const authorization = await tx.manager.findOneByOrFail(Authorization, { id: question.authorizationId });
  const { identityId } = authorization;
  const identity = await tx.manager.findOneByOrFail(Identity, { id: identityId });
  if (returned.some((each) => isDelivered(each, identity.address))) {
    await noteReceived(tx, SYSTEM_ACTOR, await lockIdentity(tx, identityId), "MAIL_DELIVERED");
  }
  // A bounce that comes again must not undo what the operator has set right since.
  if (question.deliveryState === DeliveryState.UNDELIVERABLE) return true;
  const mail = await tx.manager.findOneBy(OutboxMail, { uniqueKey: `question:${returnPathTag}` });
  const readings = returned.map((each) => ({ ...each, reading: readingOf(each, identity.address) }));
  const ids = [question.id, ...(mail === null ? [] : verificationIdsOf(mail))];
  if (readings.some(({ failure, reading }) => failure.action === "delayed" && reading.verdict === "WAIT")) {
    await giveTimeToDelayed(tx, ids);
  }
  for (const { failure, reading } of readings) {
    await noteDeliveryProblem(tx, ids, problemCodeOf(reading.verdict, failure.action === "delayed"));
  }
  const refused = readings.find(({ reading }) => reading.verdict === "WE_ARE_REFUSED");
  if (refused !== undefined && mail !== null) await noteRefusal(tx, mail.id, wordsOf(refused));
  const gone = readings.find(({ reading }) => reading.verdict === "ADDRESS_GONE");
  if (gone === undefined) return refused !== undefined;
  // What has ended meanwhile is asked no more: the next mail to the address finds out.
  if (!(await isAnyOpen(tx, ids))) return true;
  if (await hasBeenReceived(tx, identityId, mail?.sentAt ?? question.createdAt)) return true;
  await markQuestionsUndeliverable(tx, ids);
  await markIdentityUndeliverable(tx, identityId, {
    mailedTo: mail?.toAddress ?? authorization.typedAddress ?? identity.address,
    isCertain: gone.reading.isCertain,
    evidence: { ...gone.failure, reportingServer: gone.reportingServer },
  });
  return true;
}

/** The same of a mail that asked an owner whether what they allowed is still right. */
async function noteReturnedReminder(
  tx: Transaction,
  returnPathTag: string,
  returned: readonly ReturnedMail[],
): Promise<boolean> {
  const reminder = await tx.manager.findOneBy(OwnerReminder, { returnPathTag });
  if (reminder === null) return false;
  const identity = await tx.manager.findOneByOrFail(Identity, { id: reminder.identityId });
  const readings = returned.map((each) => ({ ...each, reading: readingOf(each, identity.address) }));
  const refused = readings.find(({ reading }) => reading.verdict === "WE_ARE_REFUSED");
  const mail = await tx.manager.findOneBy(OutboxMail, { uniqueKey: `owner-reminder:${returnPathTag}` });
  if (refused !== undefined && mail !== null) await noteRefusal(tx, mail.id, wordsOf(refused));
  const gone = readings.find(({ reading }) => reading.verdict === "ADDRESS_GONE");
  if (gone === undefined) return refused !== undefined;
  if (isConfirmed(reminder) || (await hasBeenReceived(tx, identity.id, reminder.mailedAt ?? tx.now))) return true;
  const evidence = { ...gone.failure, reportingServer: gone.reportingServer };
  const mailedTo = mail?.toAddress ?? (await addressOfOwner(tx.manager, identity));
  await markIdentityUndeliverable(tx, identity.id, { mailedTo, isCertain: gone.reading.isCertain, evidence });
  return true;
}

/** The owner's time is not used up by a queue that the mail waits in. */
async function giveTimeToDelayed(tx: Transaction, ids: readonly string[]): Promise<void> {
  const open = await tx.manager.findBy(Verification, { id: In([...ids]), state: In(OPEN_STATES) });
  for (const question of open) {
    await updateRows(tx, Verification, { id: question.id }, { expiresAt: endOfDelayedQuestion(question, tx.now) });
  }
}

/** RFC 3464 2.3.3: put into the mailbox, and not handed on to somebody who makes no such reports. */
function isDelivered({ failure, recipient }: ReturnedMail, asked: string): boolean {
  return failure.action === "delivered" && recipient !== null && isSameAddress(recipient, asked);
}

/** Behind an alias or a list somebody else may be gone: the address itself still receives. */
function readingOf({ failure, recipient }: ReturnedMail, asked: string): FailureReading {
  const reading = readFailure(failure);
  if (reading.verdict === "NOTHING" || recipient === null || isSameAddress(recipient, asked)) return reading;
  return { verdict: "SOMEBODY_BEHIND", isCertain: false };
}

function isSameAddress(one: string, other: string): boolean {
  const [first, second] = [parseEmailAddress(one), parseEmailAddress(other)];
  return first.ok && second.ok && first.address.key === second.address.key;
}

/** Whoever has answered any question of this address, or opened a link of the hour, since the mail left has received at it. */
async function hasBeenReceived(tx: Transaction, identityId: string, since: Date): Promise<boolean> {
  if (await wasPressedByReader(tx.manager, identityId, since)) return true;
  return tx.manager
    .createQueryBuilder(Verification, "question")
    .innerJoin(Authorization, "authorization", "authorization.id = question.authorizationId")
    .where("authorization.identityId = :identityId", { identityId })
    .andWhere("question.answeredAt >= :since", { since: since.getTime() })
    .getExists();
}

function wordsOf({ failure, reportingServer }: ReturnedMail): string {
  return [reportingServer, failure.status, failure.text].filter((part) => part !== null && part !== "").join(" ");
}
