/**
 * Questions to the owners of addresses, their answers, the owner page and the approval queue of hosted domains. It
 * refuses to know how a mail looks or travels.
 */
export { withLinkFromNow } from "./link-at-handing-over.js";
export { type NoRoutes, noRoutesOf } from "./mail-route.js";
export { addManyIdentities } from "./operations/add-identity.js";
export { answerReply } from "./operations/answer-reply.js";
export { expireVerifications } from "./operations/expire-verifications.js";
export { onQuestionDead, onQuestionRefused, onQuestionSent } from "./operations/note-delivery.js";
export { noteReportedQuestion } from "./operations/note-reported-question.js";
export { noteReturnedMail } from "./operations/note-returned-mail.js";
export { proposeIdentity } from "./operations/propose-identity.js";
export { deleteOldTurns, releaseQuestions } from "./operations/release-questions.js";
export { remindOwners } from "./operations/remind-owners.js";
export { settleDecided } from "./operations/settle-questions.js";
export { takeUpQuestions } from "./operations/take-up-questions.js";
export { tellAskers } from "./operations/tell-askers.js";
export { tellOverruledOwners } from "./operations/tell-overruled-owners.js";
export { deleteOldOwnerLinks } from "./owner-links.queries.js";
export { registerVerificationPages } from "./pages/register-pages.js";
export { returnPathTagOf } from "./tokens.js";
export { Verification } from "./verification.entity.js";
export { type VerificationKeys, verificationKeys } from "./verification-keys.js";

import type { NodeFinders } from "../graphql/index.js";
import { Approval } from "./approval.entity.js";
import { ApprovalResolver, ApprovalResultResolver, approvalNodes } from "./approval.resolver.js";
import { AuthorizationBatchResolver } from "./batch.resolver.js";
import { AuthorizationActsResolver } from "./batch-acts.resolver.js";
import { DeliverableResolver } from "./deliverable.resolver.js";
import { OwnerLink } from "./owner-link.entity.js";
import { OwnerReminder } from "./owner-reminder.entity.js";
import { OwnerReminderResolver } from "./owner-reminder.resolver.js";
import { AccountQuestionsResolver } from "./questions-left.resolver.js";
import { ReportedMailbox } from "./reported-mailbox.entity.js";
import { AccountSendableAddressesResolver, SendableAddressResolver } from "./sendable/sendable-address.resolver.js";
import { SightLink } from "./sight-link.entity.js";
import { Verification } from "./verification.entity.js";
import { AuthorizationRequestResolver, VerificationResolver } from "./verification.resolver.js";
import { QuestionTurn, WaitingQuestion } from "./waiting-question.entity.js";

export const verificationEntities = [
  Verification,
  Approval,
  WaitingQuestion,
  QuestionTurn,
  ReportedMailbox,
  OwnerLink,
  SightLink,
  OwnerReminder,
];

export const verificationResolvers = [
  AuthorizationRequestResolver,
  VerificationResolver,
  ApprovalResolver,
  ApprovalResultResolver,
  AuthorizationBatchResolver,
  AuthorizationActsResolver,
  DeliverableResolver,
  OwnerReminderResolver,
  AccountSendableAddressesResolver,
  AccountQuestionsResolver,
  SendableAddressResolver,
] as const;

export const verificationNodes: NodeFinders = { ...approvalNodes };
