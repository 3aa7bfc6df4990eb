/**
 * Mail rows written in the caller's transaction and delivered after its commit. It refuses to know what a mail says or
 * why it is sent.
 */
export {
  accountBudget,
  type Budget,
  leftOf,
  mailboxBudget,
  spend,
  spendOwn,
  spendShared,
  targetDomainBudget,
} from "./budgets/budgets.js";
export { mailboxOf } from "./budgets/mailbox-of.js";
export type { MailToRender } from "./delivery/deliver-mail.js";
export { DeliveryLanes, MAX_BRISK, MAX_SLOW } from "./delivery/delivery-lanes.js";
export { nextHopTrouble } from "./delivery/next-hop.js";
export type { MailCallback } from "./delivery/settle-mail.js";
export { registerDevMail } from "./dev-mail/dev-mail.page.js";
export type { FailureVerdict } from "./failures/failure-rules.js";
export { type DeliveryFailure, type FailureReading, readFailure } from "./failures/read-failure.js";
export { cancelMails, replaceMail, replaceUntried } from "./operations/cancel-mails.js";
export { deleteOldMails } from "./operations/delete-old-mails.js";
export { extendUntried } from "./operations/extend-untried.js";
export { noteRefusal } from "./operations/note-refusal.js";
export { placeQueuedMails } from "./operations/place-queued-mails.js";
export { queueMail, queuePlainMail } from "./operations/queue-mail.js";
export { type GivenUpMail, givenUpMails, outboxCounts, refusedMails } from "./outbox.queries.js";
export { OutboxMail } from "./outbox-mail.entity.js";
export { knownPerson, type Recipient, strangerAt, whoAskedForIt, whoseTurnItIs } from "./recipient.js";
export { countSealed, reseal, type SealedColumn } from "./sealed-columns.js";
export { createSealer, type Sealer } from "./sealer.js";
export { capturingTransport } from "./transports/capturing-transport.js";
export { addressIn, MailRefusedError, type MailTransport, type RenderedMail } from "./transports/mail-transport.js";
export { smtpTlsOf } from "./transports/smtp-options.js";
export { smtpTransport } from "./transports/smtp-transport.js";
export { lacksSmtpUtf8, needsSmtpUtf8 } from "./transports/smtp-utf8.js";
export { trySmtp } from "./transports/try-smtp.js";
export { hintMailIsQueued, whenMailIsQueued } from "./wake.js";

import { CapturedMail } from "./captured-mail.entity.js";
import { NextHop } from "./next-hop.entity.js";
import { OutboxMail } from "./outbox-mail.entity.js";

export const outboxEntities = [OutboxMail, CapturedMail, NextHop];
