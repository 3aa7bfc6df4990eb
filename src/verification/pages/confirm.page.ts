import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../graphql/index.js";
import { DomainError } from "../../kernel/index.js";
import {
  formField,
  html,
  note,
  type PageLanguage,
  pageLanguage,
  type SafeHtml,
  sendPage,
  visitor,
} from "../../web/index.js";
import { heldAnswerOf } from "../held-answer.js";
import { type AnswerDecision, type AnswerOutcome, answerVerification } from "../operations/answer-verification.js";
import { endOfOwnerLink } from "../owner-token.js";
import { VerificationState } from "../verification.entity.js";
import { type VerificationKeys, verificationKeys } from "../verification-keys.js";
import { loadQuestion, platformBranding, type ShownQuestion } from "./load-question.js";
import { questionForm } from "./question-form.js";
import { readSeenMark } from "./seen-mark.js";

const DECISIONS: ReadonlyMap<string, AnswerDecision> = new Map([
  ["allow", "ALLOW"],
  ["deny", "DENY"],
  ["block", "BLOCK"],
]);

const MINUTE_MS = 60 * 1_000;

interface Link {
  readonly Params: { readonly token: string };
}

/** `/confirm/:token`: GET shows the question and changes nothing; only the POST of a form answers it. */
export function registerConfirmPage(app: FastifyInstance, services: Services): void {
  const mailer = verificationKeys(services.configuration);
  app.get<Link>("/confirm/:token", async (request, reply) => {
    const question = await loadQuestion(services, request.params.token);
    return showQuestion(services, mailer, request, reply, question);
  });
  app.post<Link>("/confirm/:token", async (request, reply) => {
    const question = await loadQuestion(services, request.params.token);
    if (question === null) return showQuestion(services, mailer, request, reply, null);
    const { say } = pageLanguage(request.headers["accept-language"], question.branding.language);
    const decision = DECISIONS.get(formField(request.body, "decision") ?? "");
    if (decision === undefined) {
      return showQuestion(services, mailer, request, reply, question, 400, note("bad", say.result.badForm));
    }
    const until = readDay(formField(request.body, "until"));
    const now = services.clock.now();
    const answer = {
      token: request.params.token,
      decision,
      matchNumber: formField(request.body, "number")?.trim(),
      until: decision === "ALLOW" ? until : null,
      via: "PAGE" as const,
      pageViewedAt: readSeenMark(mailer, request.params.token, formField(request.body, "seen"), now),
    };
    try {
      const outcome = await services.database.write((tx) => answerVerification(tx, visitor(request), mailer, answer));
      return showOutcome(services, mailer, request, reply, outcome);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== "BAD_USER_INPUT") return showQuestion(services, mailer, request, reply, null);
      const problem = error.field === "input.until" ? say.result.badDate : say.result.typeNumber;
      return showQuestion(services, mailer, request, reply, question, 400, note("bad", problem));
    }
  });
}

/** A day as a date field sends it: its end, UTC. An impossible one becomes a date that the operation refuses. */
function readDay(text: string | null): Date | null {
  if (text === null || text.trim() === "") return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? new Date(`${text.trim()}T23:59:59.999Z`) : new Date(0);
  return Number.isNaN(day.getTime()) ? new Date(0) : day;
}

async function showOutcome(
  services: Services,
  mailer: VerificationKeys,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
  outcome: AnswerOutcome,
): Promise<FastifyReply> {
  const question = await loadQuestion(services, request.params.token);
  if (question === null) return showQuestion(services, mailer, request, reply, null);
  const language = pageLanguage(request.headers["accept-language"], question.branding.language);
  const { say } = language;
  const now = services.clock.now();
  switch (outcome.kind) {
    case "HELD":
      return showQuestion(services, mailer, request, reply, question, 202, heldNote(outcome.countsFrom, language, now));
    case "WRONG_NUMBER": {
      const text = outcome.isOver ? say.result.wrongAgain : say.result.wrong;
      return showQuestion(services, mailer, request, reply, question, 422, note("bad", text));
    }
    case "CLOSED":
      return showQuestion(services, mailer, request, reply, question, 409);
    case "ANSWERED": {
      const { identity } = question;
      const expiresAt = endOfOwnerLink(now);
      const link = mailer.ownerLinks.sign({ identityId: identity.id, version: identity.ownerLinkVersion, expiresAt });
      const more = html`<p><a href="/owner/${link}">${say.result.manage}</a></p>`;
      return showQuestion(services, mailer, request, reply, question, 200, null, more);
    }
  }
}

async function showQuestion(
  services: Services,
  mailer: VerificationKeys,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
  question: ShownQuestion | null,
  status = 200,
  message: SafeHtml | null = null,
  more: SafeHtml | null = null,
): Promise<FastifyReply> {
  const branding = question?.branding ?? platformBranding(services);
  const language = pageLanguage(request.headers["accept-language"], branding.language);
  const { say } = language;
  if (question === null) {
    const content = html`<section class="card"><h1>${say.result.missing}</h1><p>${say.result.missingHint}</p></section>`;
    return sendPage(reply, 404, { title: say.result.missing, language, branding, content });
  }
  const title = say.ask.title(question.identity.address);
  const isOpen = question.state === VerificationState.OPEN || question.state === VerificationState.HELD;
  if (isOpen) {
    const now = services.clock.now();
    const held = message === null ? heldAnswerOf(question.verification) : null;
    const isToWait = held !== null && held.countsFrom > now.getTime();
    const again = isToWait ? heldNote(new Date(held.countsFrom), language, now) : note("wait", say.result.heldAgain);
    const content = questionForm({
      question,
      token: request.params.token,
      language,
      message: held === null ? message : again,
      mailer,
      now,
    });
    return sendPage(reply, status, { title, language, branding, content });
  }
  const content = html`<section class="card">
<h1>${title}</h1>
${message ?? closedNote(question, language)}
${more}
</section>`;
  return sendPage(reply, status, { title, language, branding, content });
}

function heldNote(countsFrom: Date, { say, time }: PageLanguage, now: Date): SafeHtml {
  if (countsFrom <= now) return note("wait", say.result.held);
  // Shown in minutes: the next one, so that whoever comes then does not come too early.
  const minute = new Date(Math.ceil(countsFrom.getTime() / MINUTE_MS) * MINUTE_MS);
  return note("wait", say.result.heldUntil(time(minute)));
}

function closedNote(question: ShownQuestion, language: PageLanguage): SafeHtml {
  const { say } = language;
  const { state, verification, authorization } = question;
  const account = question.account.addressKey;
  const { address } = question.identity;
  const { answeredAt } = verification;
  const when =
    answeredAt === null ? null : html`<p class="soft small">${say.result.alreadyOn(language.time(answeredAt))}</p>`;
  switch (state) {
    case VerificationState.ALLOWED: {
      const end = authorization.expiresAt;
      return html`${note("good", say.result.allowed(account, address))}
${end === null ? null : html`<p>${say.result.allowedUntil(language.time(end))}</p>`}${when}`;
    }
    case VerificationState.DENIED:
      return html`${note("bad", say.result.denied(account, address))}${when}`;
    case VerificationState.BLOCKED:
      return html`${note("bad", say.result.blocked(address))}${when}`;
    case VerificationState.EXPIRED:
      return note("wait", say.result.expired);
    default:
      return note("wait", say.result.retired);
  }
}
