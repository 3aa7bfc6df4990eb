/**
 * Tells the receivers that people have named what happened in a scope, as Standard Webhooks 1.0 has it: at least once, and in
 * order for each subject. It records nothing and refuses to know what the changes mean.
 */
export { deleteOldDeliveries } from "./operations/delete-old-deliveries.js";
export { endWebhooksOfMakers } from "./operations/end-webhooks-of-makers.js";
export type { DeliveryToSend, Try } from "./sending/send-delivery.js";
export { WebhookLanes } from "./sending/webhook-lanes.js";
export { webhookNodes, webhookThings } from "./webhook.resolver.js";
export { sealedWebhookSecrets } from "./webhook-secret.js";

import { Webhook } from "./webhook.entity.js";
import { WebhookResolver } from "./webhook.resolver.js";
import { WebhookDelivery } from "./webhook-delivery.entity.js";
import { WebhookPosition } from "./webhook-position.entity.js";

export const webhooksEntities = [Webhook, WebhookDelivery, WebhookPosition];

import { WebhookViewerCan } from "./viewer-can.js";
export const webhooksResolvers = [WebhookResolver, WebhookViewerCan] as const;
