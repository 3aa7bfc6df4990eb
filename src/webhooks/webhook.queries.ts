import type { EntityManager } from "typeorm";
import {
  type Database,
  type KeysetColumn,
  keysetPage,
  lockRow,
  type Page,
  type PageRequest,
  type Transaction,
  withinScope,
} from "../database/index.js";
import { type LoaderKey, type PageOfParent, pagesByParent } from "../graphql/index.js";
import {
  type Actor,
  conflict,
  type Locked,
  notFound,
  required,
  requireMayUndo,
  requireScope,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";
import { Webhook } from "./webhook.entity.js";
import { WebhookDelivery } from "./webhook-delivery.entity.js";
import { DeliveryState, WebhookState } from "./webhook-states.js";

const COLUMNS = { resellerPath: "webhook.resellerPath", domainId: "webhook.domainId" };
const BY_ID: KeysetColumn<Webhook> = { column: "webhook.id", valueOf: ({ id }) => id };
const BY_PATH: KeysetColumn<Webhook> = { column: "webhook.resellerPath", valueOf: (row) => row.resellerPath ?? "" };

/** Oldest first; in a reseller's subtree one reseller after the other. */
export async function listWebhooks(database: Database, scope: Scope, page: PageRequest): Promise<Page<Webhook>> {
  const query = withinScope(database.reader.createQueryBuilder(Webhook, "webhook"), scope, COLUMNS);
  return keysetPage(query, scope.kind === "RESELLER" ? [BY_PATH, BY_ID] : [BY_ID], page);
}

const NEWEST_FIRST = {
  Entity: WebhookDelivery,
  table: "webhook_delivery",
  parent: "webhookId",
  order: "id",
  isDescending: true,
} as const;

const deliveries = pagesByParent<WebhookDelivery>(NEWEST_FIRST);
const deliveriesByState = new Map(
  Object.values(DeliveryState).map((state) => [
    state,
    pagesByParent<WebhookDelivery>({ ...NEWEST_FIRST, only: `state = '${state}'` }),
  ]),
);

/** Pages of the messages of webhooks that the caller sees, newest first; of one state, or of all. */
export function deliveriesIn(state: DeliveryState | null | undefined): LoaderKey<PageOfParent, Page<WebhookDelivery>> {
  return state ? required(deliveriesByState.get(state)) : deliveries;
}

export async function findWebhook(manager: EntityManager, scope: Scope, id: string): Promise<Webhook | null> {
  const webhook = await manager.findOneBy(Webhook, { id });
  return webhook !== null && scopeCovers(scope, webhook) ? webhook : null;
}

/** Locked. Throws NOT_FOUND for another tenant's, FORBIDDEN for one that was set further up. */
export async function lockWebhook(tx: Transaction, actor: Actor, id: string): Promise<Locked<Webhook>> {
  const scope = requireScope(actor);
  const webhook = await lockRow(tx, Webhook, { id });
  if (webhook === null || !scopeCovers(scope, webhook)) throw notFound("Webhook");
  requireMaySet(actor, webhook);
  return webhook;
}

/** Throws FORBIDDEN for one that was set further up. */
export function requireMaySet(actor: Actor, { setBy }: Webhook): void {
  requireMayUndo(setBy, requireScope(actor), "This webhook");
}

/** Throws CONFLICT for one to which nothing is sent. */
export function requireEnabled({ state }: Webhook): void {
  if (state === WebhookState.DISABLED) throw conflict("DISABLED_ALREADY", "This webhook is disabled");
}

export function webhookForAudit({ id, name, resellerPath, domainId }: Webhook) {
  return { kind: "Webhook", id, label: name, resellerPath, domainId };
}
