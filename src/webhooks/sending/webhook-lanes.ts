import { In } from "typeorm";
import { AuditEvent, lastSequence } from "../../audit/index.js";
import { lockRow, type Transaction, updateRows } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { inSpan } from "../../tracing/index.js";
import { Webhook } from "../webhook.entity.js";
import { WebhookPosition } from "../webhook-position.entity.js";
import { openSecrets, type WebhookSecrets } from "../webhook-secret.js";
import { WebhookState } from "../webhook-states.js";
import { claimWebhook, HELD_MS } from "./claim-webhook.js";
import { bodyOf, testBody } from "./message-body.js";
import { nextDeliveries, nextDueAt } from "./next-deliveries.js";
import { queueDeliveries } from "./queue-deliveries.js";
import { type MessageToSend, type SendDelivery, sendDelivery, type Try } from "./send-delivery.js";
import { settleTries } from "./settle-tries.js";

/** Receivers that are sent to at once. Those that let us wait have lanes of their own, and hold up nobody but their like. */
const MAX_BRISK = 20;
const MAX_SLOW = 10;
/** Then another one has the lane. */
const MAX_BATCHES_PER_TURN = 20;
const DEADLINE_MS = 10_000;

type Parts = Pick<Services, "database" | "clock" | "resolver" | "configuration" | "log">;

interface Ways {
  /** For one try; default ten seconds. */
  readonly deadlineMs?: number;
  /** Default: over the network. */
  readonly send?: SendDelivery;
}

/** One worker's way to the receivers of webhooks; several processes may do so at once. */
export class WebhookLanes {
  readonly #underWay = new Map<Promise<void>, boolean>();

  constructor(
    private readonly parts: Parts,
    private readonly signal: AbortSignal,
    private readonly ways: Ways = {},
  ) {}

  /** Makes the messages of what happened, begins to send wherever there is room, and waits for nobody. Returns how many turns it began. */
  async begin(onEnd: () => void = () => undefined): Promise<number> {
    await this.#queue();
    return (await this.#start(false, MAX_BRISK, onEnd)) + (await this.#start(true, MAX_SLOW, onEnd));
  }

  /** Fulfils when every turn that has begun has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#underWay.keys());
  }

  async #queue(): Promise<void> {
    const { database, configuration } = this.parts;
    const position = await database.reader.findOneByOrFail(WebhookPosition, { id: 1 });
    if ((await lastSequence(database.reader)) <= position.sequence) return;
    let passed: number;
    do passed = await database.write((tx) => queueDeliveries(tx, configuration.webhookDays));
    while (passed > 0 && !this.signal.aborted);
  }

  async #start(isSlow: boolean, most: number, onEnd: () => void): Promise<number> {
    const { database, clock, log } = this.parts;
    let started = 0;
    while (!this.signal.aborted && [...this.#underWay.values()].filter((each) => each === isSlow).length < most) {
      const webhook = await claimWebhook(database, isSlow, clock.now());
      if (webhook === null) break;
      const turn = inSpan(
        () => ({ name: "send to webhook" }),
        () => this.#takeTurn(webhook),
      )
        .catch((error: unknown) => log.error({ err: error, webhookId: webhook.id }, "sending to a webhook failed"))
        .finally(() => {
          this.#underWay.delete(turn);
          onEnd();
        });
      this.#underWay.set(turn, isSlow);
      started += 1;
    }
    return started;
  }

  async #takeTurn(claimed: Webhook): Promise<void> {
    const { database, clock, resolver, configuration } = this.parts;
    const { deadlineMs = DEADLINE_MS, send = sendDelivery } = this.ways;
    const limits = { deadlineMs, isPrivateAllowed: configuration.arePrivateWebhooksAllowed };
    let tries: readonly Try[] = [];
    for (let batch = 1; ; batch += 1) {
      const isLast = this.signal.aborted || batch > MAX_BATCHES_PER_TURN;
      const settled = tries;
      const next = await database.write((tx) => this.#settle(tx, claimed, settled, isLast));
      if (next === null) return;
      const { webhook, messages } = next;
      tries = await Promise.all(
        messages.map((message) => send(resolver, webhook, { message, now: clock.now(), limits })),
      );
    }
  }

  /** Keeps how the last batch went and takes the next one, in one transaction. Null, and the webhook is free again, where the turn is over. */
  async #settle(
    tx: Transaction,
    claimed: Webhook,
    tries: readonly Try[],
    isLast: boolean,
  ): Promise<{ webhook: Webhook; messages: MessageToSend[] } | null> {
    const { configuration } = this.parts;
    const webhook = await lockRow(tx, Webhook, { id: claimed.id });
    if (webhook === null) return null;
    const isOurs = webhook.heldUntil.getTime() === claimed.heldUntil.getTime();
    if (tries.length > 0) await settleTries(tx, webhook, tries, configuration.webhookDays);
    if (!isOurs) return null;
    const isOver = isLast || webhook.state === WebhookState.DISABLED || webhook.isSlow || webhook.pausedUntil > tx.now;
    // A slow one that has just been claimed as such goes on with one batch.
    const deliveries = isOver && (tries.length > 0 || isLast) ? [] : await nextDeliveries(tx, webhook.id);
    if (deliveries.length === 0) {
      const free = { heldUntil: tx.now, dueAt: await nextDueAt(tx, webhook.id) };
      await updateRows(tx, Webhook, { id: webhook.id }, free);
      return null;
    }
    claimed.heldUntil = new Date(tx.now.getTime() + HELD_MS);
    await updateRows(tx, Webhook, { id: webhook.id }, { heldUntil: claimed.heldUntil });
    return { webhook, messages: await this.#messagesOf(tx, webhook, deliveries) };
  }

  async #messagesOf(tx: Transaction, webhook: Webhook, deliveries: readonly MessageToSend["delivery"][]) {
    const secrets = secretsInUse(openSecrets(this.parts.configuration.keys.webhookSeal, webhook), webhook, tx.now);
    const sequences = deliveries.flatMap(({ sequence }) => (sequence === null ? [] : [sequence]));
    const events = await tx.manager.findBy(AuditEvent, { sequence: In(sequences) });
    const bySequence = new Map(events.map((event) => [event.sequence, event]));
    return deliveries.map((delivery): MessageToSend => {
      const event = bySequence.get(delivery.sequence ?? 0);
      return { delivery, secrets, body: event === undefined ? testBody(delivery.createdAt) : bodyOf(event, webhook) };
    });
  }
}

function secretsInUse({ current, former }: WebhookSecrets, { formerSecretUntil }: Webhook, now: Date): string[] {
  const isFormerGood = former !== undefined && formerSecretUntil !== null && formerSecretUntil > now;
  return isFormerGood ? [current, former] : [current];
}
