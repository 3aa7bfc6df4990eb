import { MoreThan } from "typeorm";
import { type Transaction, updateRows } from "../../database/index.js";
import { WebhookDelivery } from "../webhook-delivery.entity.js";
import { DeliveryState } from "../webhook-states.js";

/** At one receiver, each about another subject. */
const MAX_AT_ONCE = 5;
const ROWS_PER_LOOK = 50;
const MAX_LOOKS = 20;

/**
 * What is to be sent next: of each subject its oldest message alone, so that each subject's messages arrive in their order. What
 * waits behind one that failed becomes due with that one.
 */
export async function nextDeliveries(tx: Transaction, webhookId: string): Promise<WebhookDelivery[]> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const rows = await tx.manager
      .createQueryBuilder(WebhookDelivery, "delivery")
      .where("delivery.webhookId = :webhookId AND delivery.state = :state AND delivery.dueAt <= :now", {
        webhookId,
        state: DeliveryState.WAITING,
        now: tx.now.getTime(),
      })
      .orderBy("delivery.dueAt", "ASC")
      .addOrderBy("delivery.sequence", "ASC")
      .limit(ROWS_PER_LOOK)
      .getMany();
    const heads = await dueHeads(tx, webhookId, rows);
    if (heads.length > 0 || rows.length < ROWS_PER_LOOK) return heads;
  }
  return [];
}

async function dueHeads(tx: Transaction, webhookId: string, rows: readonly WebhookDelivery[]) {
  const heads: WebhookDelivery[] = [];
  for (const subjectKey of new Set(rows.map((row) => row.subjectKey))) {
    if (heads.length === MAX_AT_ONCE) break;
    const waiting = { webhookId, state: DeliveryState.WAITING, subjectKey };
    const [head] = await tx.manager.find(WebhookDelivery, { where: waiting, order: { sequence: "ASC" }, take: 1 });
    if (head === undefined) continue;
    if (head.dueAt <= tx.now) heads.push(head);
    else {
      const behind = { ...waiting, sequence: MoreThan(head.sequence ?? 0) };
      await updateRows(tx, WebhookDelivery, behind, { dueAt: head.dueAt });
    }
  }
  return heads;
}

/** When something is to be sent again; null where nothing waits. */
export async function nextDueAt(tx: Transaction, webhookId: string): Promise<Date | null> {
  const where = { webhookId, state: DeliveryState.WAITING };
  const [next] = await tx.manager.find(WebhookDelivery, { where, order: { dueAt: "ASC" }, take: 1 });
  return next?.dueAt ?? null;
}
