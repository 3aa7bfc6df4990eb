import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../graphql/index.js";
import { DomainError, endOfDay, parseCalendarDay, type TimeZone } from "../../kernel/index.js";
import { shownPlatform } from "../../tenancy/index.js";
import type { LanguageInZone } from "../../texts/index.js";
import { formField, heading, html, pageLanguage, phrase, sendPage, visitor } from "../../web/index.js";
import type { AnswerDecision, AnswerOutcome } from "../answer.js";
import { heldAnswerOf } from "../held-answer.js";
import { answerVerification } from "../operations/answer-verification.js";
import { askAgain } from "../operations/ask-again.js";
import type { QuestionOfLink } from "../operations/lock-question.js";
import { OPEN_STATES } from "../questions.queries.js";
import { type VerificationKeys, verificationKeys } from "../verification-keys.js";
import { closedQuestion } from "./closed-question.js";
import { loadQuestion, questionAfter, type ShownQuestion } from "./load-question.js";
import { questionForm, type TypedAnswer } from "./question-form.js";
import { digitsOfMark, readSeenMark } from "./seen-mark.js";

/** Ending all requests takes a link of its own: here it is a no, and the way to that link. */
const DECISIONS: ReadonlyMap<string, AnswerDecision> = new Map([
  ["allow", "ALLOW"],
  ["deny", "DENY"],
  ["block", "DENY"],
]);

const MINUTE_MS = 60 * 1_000;

interface Link {
  readonly Params: { readonly token: string };
}

interface QuestionRequest {
  readonly services: Services;
  readonly mailer: VerificationKeys;
  readonly request: FastifyRequest<Link>;
  readonly reply: FastifyReply;
}

interface Shown {
  readonly status?: number;
  /** What the press has come to, where the question's own state does not say it. */
  readonly result?: string | null;
  readonly typed?: TypedAnswer | null;
  /** Whether the question's state is what a press has just made it. */
  readonly isResult?: boolean;
}

/** `/confirm/:token`: GET shows the question and changes nothing; only the POST of a form answers it. */
export function registerConfirmPage(app: FastifyInstance, services: Services): void {
  const mailer = verificationKeys(services.configuration);
  app.get<Link>("/confirm/:token", async (request, reply) => {
    const question = await loadQuestion(services, request.params.token);
    return showQuestion({ services, mailer, request, reply }, question);
  });
  app.post<Link>("/confirm/:token", async (request, reply) => {
    const on = { services, mailer, request, reply };
    const question = await loadQuestion(services, request.params.token);
    if (question === null) return showQuestion(on, null);
    const { say, code } = pageLanguage(request, question.branding);
    if (formField(request.body, "decision") === "ask-again") return askMeAgain(on, question);
    const decision = DECISIONS.get(formField(request.body, "decision") ?? "");
    if (decision === undefined) return showQuestion(on, question, { status: 400, result: say("answerPage.badForm") });
    const typed = { number: formField(request.body, "number"), until: formField(request.body, "until") };
    const mark = formField(request.body, "seen");
    const pageViewedAt = readSeenMark(mailer, request.params.token, mark, services.clock.now());
    const isTyped = pageViewedAt !== null && typed.number?.trim() === digitsOfMark(mailer, mark ?? "");
    if (decision === "ALLOW" && !question.isNumberMatchingRequired && !isTyped) {
      return showQuestion(on, question, {
        status: 400,
        result: say("answerPage.typeDigits"),
        typed: { ...typed, wrongField: "number" },
      });
    }
    const answer = {
      token: request.params.token,
      about: linkOf(question),
      decision,
      matchNumber: typed.number?.trim() ?? null,
      until: decision === "ALLOW" ? readDay(typed.until, question.branding.timeZone) : null,
      via: "PAGE" as const,
      pageViewedAt,
      isTyped,
      language: code,
    };
    try {
      const outcome = await services.database.write((tx) => answerVerification(tx, visitor(request), mailer, answer));
      return showOutcome(on, question, outcome);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== "BAD_USER_INPUT") return showQuestion(on, null);
      const wrongField = error.field === "input.until" ? "until" : "number";
      const result = wrongField === "until" ? say("answerPage.badDate") : say("answerPage.typeNumber");
      return showQuestion(on, question, { status: 400, result, typed: { ...typed, wrongField } });
    }
  });
}

async function askMeAgain(on: QuestionRequest, question: ShownQuestion): Promise<FastifyReply> {
  const { services, mailer, request } = on;
  const { token } = request.params;
  const { say } = pageLanguage(request, question.branding);
  const seenAt = readSeenMark(mailer, token, formField(request.body, "seen"), services.clock.now());
  const outcome = await services.database.write((tx) =>
    askAgain(tx, visitor(request), mailer, { token, about: linkOf(question), pageViewedAt: seenAt }),
  );
  const now = await loadQuestion(services, token);
  switch (outcome) {
    case "ASKED":
      return showQuestion(on, now, { result: say("answerPage.askAgainAsked", { address: question.identity.address }) });
    case "HELD":
      return showQuestion(on, now, { status: 202, result: say("answerPage.askAgainHeld") });
    case "TOO_MANY":
      return showQuestion(on, now, { status: 429, result: say("answerPage.askAgainTooMany") });
    case "OVER":
      return showQuestion(on, now, { status: 409 });
  }
}

function linkOf({ verification, authorization, identity }: ShownQuestion): QuestionOfLink {
  return { verificationId: verification.id, authorizationId: authorization.id, identityId: identity.id };
}

/** A day as a date field sends it: its last moment in the zone. An impossible one becomes a date that the operation refuses. */
function readDay(text: string | null, zone: TimeZone): Date | null {
  if (text === null || text.trim() === "") return null;
  const day = parseCalendarDay(text.trim(), zone);
  return day === null ? new Date(0) : new Date(endOfDay(day).getTime() - 1);
}

async function showOutcome(on: QuestionRequest, before: ShownQuestion, outcome: AnswerOutcome): Promise<FastifyReply> {
  const { services, request } = on;
  const question = questionAfter(before, outcome, services.clock.now());
  const language = pageLanguage(request, question.branding);
  const { say } = language;
  switch (outcome.kind) {
    case "HELD":
      return showQuestion(on, question, { status: 202, result: heldWords(outcome.countsFrom, language, services) });
    case "WRONG_NUMBER": {
      const isAnswered = question.verification.answeredAt !== null && question.state !== "RETIRED";
      if (outcome.isOver && !isAnswered) return showQuestion(on, question, { status: 422, isResult: true });
      const words = isAnswered ? say("answerPage.unchanged") : say("answerPage.wrong");
      return showQuestion(on, question, { status: 422, result: words });
    }
    case "CLOSED":
      return showQuestion(on, question, { status: 409 });
    case "ANSWERED":
      return showQuestion(on, question, { isResult: true });
  }
}

async function showQuestion(
  { services, mailer, request, reply }: QuestionRequest,
  question: ShownQuestion | null,
  { status = 200, result = null, typed = null, isResult = false }: Shown = {},
): Promise<FastifyReply> {
  const branding = question?.branding ?? (await shownPlatform(services));
  const language = pageLanguage(request, branding);
  const { say } = language;
  if (question === null) {
    const content = html`<section class="card">${heading(say("answerPage.missing"))}<p>${phrase(say("answerPage.missingHint"))}</p></section>`;
    return sendPage(reply, 404, { title: say("answerPage.missing"), language, branding, content });
  }
  const now = services.clock.now();
  const form = { question, token: request.params.token, request, language, result, typed, mailer, now };
  if (!OPEN_STATES.includes(question.state)) {
    const { title, content } = closedQuestion(form, isResult);
    return sendPage(reply, status, { title, language, branding, content });
  }
  const held = result === null ? heldAnswerOf(question.verification) : null;
  const isToWait = held !== null && held.countsFrom > now.getTime();
  const again = isToWait ? heldWords(new Date(held.countsFrom), language, services) : say("answerPage.heldAgain");
  const shown = held === null ? result : again;
  const title = shown ?? say("questionPage.title", { address: question.identity.address });
  return sendPage(reply, status, { title, language, branding, content: questionForm({ ...form, result: shown }) });
}

function heldWords(countsFrom: Date, { say, time }: LanguageInZone, { clock }: Services): string {
  if (countsFrom <= clock.now()) return say("answerPage.held");
  // Shown in minutes: the next one, so that whoever comes then does not come too early.
  return say("answerPage.heldUntil", { time: time(new Date(Math.ceil(countsFrom.getTime() / MINUTE_MS) * MINUTE_MS)) });
}
