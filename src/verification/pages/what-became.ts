import { type Authorization, AuthorizationState } from "../../authorizations/index.js";
import { DeliveryState, VerificationState } from "../verification.entity.js";
import type { ShownQuestion } from "./load-question.js";
import type { QuestionForm } from "./question-form.js";

/** What a closed question's page says: the result, and who made it so. */
export interface Became {
  readonly title: string;
  readonly more: readonly string[];
  /** Whether the title names the account and the address. */
  readonly isNamed: boolean;
}

const MAX_WRONG_NUMBERS = 2;

/** What is so now, however long ago this link was answered and whatever came since. */
export function whatBecame(form: QuestionForm): Became {
  const { question, language, now } = form;
  const { say } = language;
  const { authorization } = question;
  const names = { account: question.account.addressKey, address: question.identity.address };
  switch (stateOf(authorization, now)) {
    case AuthorizationState.AUTHORIZED:
      return { title: say("answerPage.allowed", names), more: [...byWhom(form), ...until(form)], isNamed: true };
    case AuthorizationState.PAUSED:
      return { title: say("answerPage.paused", names), more: [], isNamed: true };
    case AuthorizationState.DENIED: {
      const isBlocked = question.identity.blockedAt !== null;
      const title = isBlocked ? say("answerPage.blocked", names) : say("answerPage.denied", names);
      return { title, more: [...byWhom(form), ...(isBlocked ? [] : waiting(form))], isNamed: !isBlocked };
    }
    case AuthorizationState.REVOKED: {
      const wasAllowed = authorization.authorizedAt !== null;
      const title = wasAllowed ? say("answerPage.withdrawn", names) : say("answerPage.requestWithdrawn");
      return { title, more: [...byWhom(form), ...waiting(form)], isNamed: wasAllowed };
    }
    case AuthorizationState.EXPIRED:
      if (authorization.authorizedAt === null) return { ...unanswered(question, form), isNamed: false };
      return { title: say("answerPage.ended", names), more: until(form), isNamed: true };
    case AuthorizationState.PENDING:
      return { ...unanswered(question, form), isNamed: false };
  }
}

function stateOf({ state, expiresAt }: Authorization, now: Date): AuthorizationState {
  const isEnded = state === AuthorizationState.AUTHORIZED && expiresAt !== null && expiresAt <= now;
  return isEnded ? AuthorizationState.EXPIRED : state;
}

/** A question that ended without an answer. */
function unanswered(
  { verification, newer, state, identity }: ShownQuestion,
  { language }: QuestionForm,
): Pick<Became, "title" | "more"> {
  const { say, time } = language;
  if (newer !== null) {
    const { deliveryState, sentAt } = newer;
    const isSent = deliveryState !== DeliveryState.QUEUED && sentAt !== null;
    return {
      title: say("answerPage.newerMail"),
      more: [
        isSent
          ? say("answerPage.newerSent", { time: time(sentAt) })
          : say("answerPage.newerWaits", { address: identity.address }),
      ],
    };
  }
  if (state === VerificationState.EXPIRED) return { title: say("answerPage.expired"), more: [] };
  if (verification.wrongNumbers >= MAX_WRONG_NUMBERS) return { title: say("answerPage.endedByNumbers"), more: [] };
  return { title: say("answerPage.closed"), more: [] };
}

function byWhom({ question, language }: QuestionForm): string[] {
  const { authorization, identity } = question;
  const { say, time } = language;
  const isYes = authorization.state === AuthorizationState.AUTHORIZED;
  switch (authorization.basis) {
    case "OWNER": {
      const at = isYes ? authorization.authorizedAt : authorization.refusedByOwnerAt;
      if (at === null) return [];
      const isWithdrawn = authorization.state === AuthorizationState.REVOKED;
      return [
        isWithdrawn
          ? say("answerPage.withdrawnOn", { time: time(at) })
          : say("answerPage.alreadyOn", { time: time(at) }),
      ];
    }
    case "HOST":
      return [say("answerPage.byHost", { domain: identity.domain })];
    case null:
      return isYes ? [] : [say("answerPage.byAccountsSide")];
    default:
      return isYes ? [say("answerPage.byOthers")] : [];
  }
}

function until({ question, language, now }: QuestionForm): string[] {
  const { expiresAt } = question.authorization;
  if (expiresAt === null) return [];
  const { say, time } = language;
  return [
    expiresAt > now
      ? say("answerPage.allowedUntil", { day: time(expiresAt) })
      : say("answerPage.endedOn", { day: time(expiresAt) }),
  ];
}

/** How long the account waits before it may ask again. */
function waiting({ question, language, now }: QuestionForm): string[] {
  const { askAgainAt } = question.authorization;
  if (askAgainAt === null || askAgainAt <= now) return [];
  return [language.say("answerPage.mayAskFrom", { day: language.day(askAgainAt) })];
}
