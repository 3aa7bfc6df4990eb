import type { EntityManager } from "typeorm";
import {
  acrossTenants,
  type Database,
  type KeysetColumn,
  keysetPage,
  type Page,
  type PageRequest,
  type Transaction,
  withinScope,
} from "../database/index.js";
import { fromGlobalId } from "../graphql/index.js";
import { type Actor, notFound, requireMayUndo, requireScope, type Scope, scopeCovers } from "../kernel/index.js";
import { Webhook } from "./webhook.entity.js";
import { WebhookDelivery } from "./webhook-delivery.entity.js";
import type { DeliveryState } from "./webhook-states.js";

const COLUMNS = { resellerPath: "webhook.resellerPath", domainId: "webhook.domainId" };
const BY_ID: KeysetColumn<Webhook> = { column: "webhook.id", valueOf: ({ id }) => id };
const BY_PATH: KeysetColumn<Webhook> = { column: "webhook.resellerPath", valueOf: (row) => row.resellerPath ?? "" };

/** Oldest first; in a reseller's subtree one reseller after the other. */
export async function listWebhooks(database: Database, scope: Scope, page: PageRequest): Promise<Page<Webhook>> {
  const query = withinScope(database.reader.createQueryBuilder(Webhook, "webhook"), scope, COLUMNS);
  return keysetPage(query, scope.kind === "RESELLER" ? [BY_PATH, BY_ID] : [BY_ID], page);
}

/** Of a webhook that the caller sees, newest first. */
export async function listDeliveries(
  database: Database,
  webhook: Webhook,
  state: DeliveryState | null | undefined,
  page: PageRequest,
): Promise<Page<WebhookDelivery>> {
  const query = database.reader
    .createQueryBuilder(WebhookDelivery, "delivery")
    .where("delivery.webhookId = :id", { id: webhook.id });
  if (state) query.andWhere("delivery.state = :state", { state });
  const newest = { column: "delivery.id", valueOf: ({ id }: WebhookDelivery) => id };
  return keysetPage(acrossTenants(query, "the webhook is one that the caller sees"), [newest], page, "DESC");
}

export async function findWebhook(manager: EntityManager, scope: Scope, id: string): Promise<Webhook | null> {
  const webhook = await manager.findOneBy(Webhook, { id });
  return webhook !== null && scopeCovers(scope, webhook) ? webhook : null;
}

/** Locked, by its outside id. Throws NOT_FOUND for another tenant's, FORBIDDEN for one that was set further up. */
export async function lockWebhook(tx: Transaction, actor: Actor, globalId: string): Promise<Webhook> {
  const scope = requireScope(actor);
  const id = fromGlobalId("Webhook", globalId);
  const webhook = await tx.manager.findOne(Webhook, { where: { id }, ...tx.dialect.rowLock });
  if (webhook === null || !scopeCovers(scope, webhook)) throw notFound("Webhook");
  requireMayUndo(webhook.setBy, scope, "This webhook");
  return webhook;
}

export function webhookForAudit({ id, name, resellerPath, domainId }: Webhook) {
  return { kind: "Webhook", id, label: name, resellerPath, domainId };
}
