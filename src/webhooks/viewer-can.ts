import { type RequestContext, requireWithin, viewerCanOf } from "../graphql/index.js";
import { requireMayEnable } from "./operations/enable-webhook.js";
import { Webhook } from "./webhook.entity.js";
import { requireEnabled, requireMaySet } from "./webhook.queries.js";

export const WebhookViewerCan = viewerCanOf(Webhook, "WebhookAct", {
  UPDATE: { mutation: "updateWebhook", description: "Change what it is sent, and where", check: requireOwn },
  ROTATE_SECRET: { mutation: "rotateWebhookSecret", description: "Give it another secret", check: requireOwn },
  DELETE: { mutation: "deleteWebhook", description: "Delete it with its messages", check: requireOwn },
  REDELIVER: { mutation: "redeliverWebhook", description: "Send messages again", check: requireOwn },
  DISABLE: { mutation: "disableWebhook", description: "Send it nothing any more", check: requireOwnEnabled },
  TEST: { mutation: "testWebhook", description: "Send it a test message", check: requireOwnEnabled },
  ENABLE: {
    mutation: "enableWebhook",
    description: "Send it messages again",
    check(row, context) {
      requireOwn(row, context);
      requireMayEnable(context.actor, row);
    },
  },
});

function requireOwn(row: Webhook, context: RequestContext): void {
  requireWithin(context, row);
  requireMaySet(context.actor, row);
}

function requireOwnEnabled(row: Webhook, context: RequestContext): void {
  requireOwn(row, context);
  requireEnabled(row);
}
