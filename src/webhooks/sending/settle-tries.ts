import { moveRows, type Transaction, updateRows } from "../../database/index.js";
import { type Locked, SYSTEM_ACTOR } from "../../kernel/index.js";
import { disableFoundWebhook } from "../operations/disable-webhook.js";
import { Webhook } from "../webhook.entity.js";
import { WebhookDelivery } from "../webhook-delivery.entity.js";
import { DELIVERY_STATES, WebhookEnd, WebhookState } from "../webhook-states.js";
import { deliveryDelayMs, pauseAfterMs, wantedDelayMs } from "./retry-delay.js";
import type { Try } from "./send-delivery.js";
import { tellOfEnd } from "./tell-of-end.js";

const GONE = 410;
const MAX_ERROR_LENGTH = 255;
/** Beyond it a receiver waits among its like. */
const SLOW_AFTER_MS = 2_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** Of what a receiver answered, people see letters alone. */
const NOT_SHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\ufffd]+/gu;
const MAX_EXCERPT_LENGTH = 500;

/** Keeps how a batch of tries went, of its messages and of the receiver. The webhook's row is changed here. */
export async function settleTries(
  tx: Transaction,
  webhook: Locked<Webhook>,
  tries: readonly Try[],
  deliveryDays: number,
): Promise<void> {
  const peaceWanted = (each: Try) => waitAskedFor(each, tx.now);
  for (const each of tries) await settleTry(tx, each);
  const isAnyDelivered = tries.some(isDelivered);
  webhook.isSlow = tries.some(({ durationMs }) => durationMs > SLOW_AFTER_MS);
  webhook.failuresInARow = isAnyDelivered ? 0 : webhook.failuresInARow + 1;
  webhook.failingSince = isAnyDelivered ? null : (webhook.failingSince ?? tx.now);
  webhook.lastDeliveredAt = isAnyDelivered ? tx.now : webhook.lastDeliveredAt;
  webhook.pausedUntil = new Date(
    tx.now.getTime() + Math.max(pauseAfterMs(webhook.failuresInARow), ...tries.map(peaceWanted)),
  );
  const { isSlow, failuresInARow, failingSince, lastDeliveredAt, pausedUntil } = webhook;
  const changes = { isSlow, failuresInARow, failingSince, lastDeliveredAt, pausedUntil };
  await updateRows(tx, Webhook, { id: webhook.id }, changes);
  if (webhook.state === WebhookState.ENABLED) await endWhereDue(tx, webhook, tries, deliveryDays);
}

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;

/** How long a receiver that cannot take messages now asks to be left alone; 0 where it does not. */
function waitAskedFor({ outcome }: Try, now: Date): number {
  if (outcome.kind !== "ANSWERED") return 0;
  const { statusCode, retryAfter } = outcome;
  return statusCode === TOO_MANY_REQUESTS || statusCode === UNAVAILABLE ? (wantedDelayMs(retryAfter, now) ?? 0) : 0;
}

export function isDelivered({ outcome }: Try): boolean {
  return outcome.kind === "ANSWERED" && outcome.statusCode >= 200 && outcome.statusCode < 300;
}

async function settleTry(tx: Transaction, each: Try): Promise<void> {
  const { delivery, outcome, durationMs } = each;
  const attempts = delivery.attempts + 1;
  const seen = {
    attempts,
    durationMs,
    lastAttemptAt: tx.now,
    statusCode: outcome.kind === "ANSWERED" ? outcome.statusCode : null,
    excerpt: outcome.kind === "ANSWERED" ? shownExcerpt(outcome.excerpt) : null,
    error: isDelivered(each) ? null : errorOf(outcome).slice(0, MAX_ERROR_LENGTH),
  };
  const { id } = delivery;
  if (isDelivered(each)) {
    await moveRows(tx, WebhookDelivery, {
      where: { id },
      step: DELIVERY_STATES.step("DELIVER"),
      changes: { ...seen, finishedAt: tx.now },
    });
  } else if (tx.now >= delivery.endsAt) {
    await moveRows(tx, WebhookDelivery, {
      where: { id },
      step: DELIVERY_STATES.step("GIVE_UP"),
      changes: { ...seen, finishedAt: tx.now },
    });
  } else {
    const dueAt = new Date(tx.now.getTime() + Math.max(deliveryDelayMs(attempts), waitAskedFor(each, tx.now)));
    await updateRows(tx, WebhookDelivery, { id }, { ...seen, dueAt });
  }
}

function errorOf(outcome: Try["outcome"]): string {
  if (outcome.kind === "FAILED") return outcome.error;
  const isRedirect = outcome.statusCode >= 300 && outcome.statusCode < 400;
  return `answered ${outcome.statusCode}${isRedirect ? "; redirects are not followed" : ""}`;
}

function shownExcerpt(text: string): string | null {
  const shown = text.replace(NOT_SHOWN, " ").trim().slice(0, MAX_EXCERPT_LENGTH);
  return shown === "" ? null : shown;
}

async function endWhereDue(
  tx: Transaction,
  webhook: Locked<Webhook>,
  tries: readonly Try[],
  deliveryDays: number,
): Promise<void> {
  const isGone = tries.some(({ outcome }) => outcome.kind === "ANSWERED" && outcome.statusCode === GONE);
  const since = webhook.failingSince?.getTime() ?? tx.now.getTime();
  if (!isGone && tx.now.getTime() - since < deliveryDays * DAY_MS) return;
  await disableFoundWebhook(tx, SYSTEM_ACTOR, {
    webhook,
    disabledBecause: isGone ? WebhookEnd.GONE : WebhookEnd.FAILING,
  });
  await tellOfEnd(tx, webhook);
}
