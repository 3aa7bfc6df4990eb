import type { Verification } from "./verification.entity.js";

const MINUTE_MS = 60 * 1_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A mail that took longer on its way to the next server moves the end of its question. */
const USUAL_DELIVERY_MS = 5 * MINUTE_MS;

/**
 * When the question was sent, as the asker sees it: the first full minute after its turn came, whether a mail was
 * written then or not. What the mail server did afterwards is not in it; the asker would learn from it which questions
 * nobody is asked (ADR 11).
 */
export function shownSentAt({ releasedAt }: Pick<Verification, "releasedAt">): Date | null {
  return releasedAt === null ? null : nextMinute(releasedAt);
}

/** The end of the time to answer; null while the question waits for its turn, for it begins with the mail. */
export function endOfAnswer(question: Pick<Verification, "releasedAt" | "answerHours" | "expiresAt">): Date | null {
  if (question.expiresAt !== null) return question.expiresAt;
  return question.releasedAt === null ? null : endFrom(question.releasedAt, question.answerHours);
}

/** To be written down when the mail has been handed over, or when its turn came and nobody is asked. */
export function endOfSentQuestion({ releasedAt, answerHours }: Verification, sentAt: Date): Date {
  const isUsual = releasedAt !== null && sentAt.getTime() - releasedAt.getTime() <= USUAL_DELIVERY_MS;
  return endFrom(isUsual ? releasedAt : sentAt, answerHours);
}

/** RFC 5321 4.5.4.1: how long a server that has taken the mail goes on trying. */
const MAX_QUEUED_MS = 5 * 24 * HOUR_MS;

/** The next server says that the mail still waits there: the time to answer begins with that word of it at the latest. */
export function endOfDelayedQuestion(
  { sentAt, expiresAt, answerHours }: Pick<Verification, "sentAt" | "expiresAt" | "answerHours">,
  delayedAt: Date,
): Date | null {
  if (sentAt === null || expiresAt === null) return expiresAt;
  const startsAt = new Date(Math.min(delayedAt.getTime(), sentAt.getTime() + MAX_QUEUED_MS));
  const endsAt = endFrom(startsAt, answerHours);
  return endsAt > expiresAt ? endsAt : expiresAt;
}

/** The next full hour: the same for whoever asks, so that it does not tell how many wait. */
export function nextTurnAt(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS);
}

function endFrom(at: Date, hours: number): Date {
  return new Date(nextMinute(at).getTime() + hours * HOUR_MS);
}

/** The first full minute after it: so coarse is every time that the asker sees. */
export function nextMinute(at: Date): Date {
  return new Date((Math.floor(at.getTime() / MINUTE_MS) + 1) * MINUTE_MS);
}
