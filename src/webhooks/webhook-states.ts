import { registerEnumType } from "type-graphql";
import { stateMachine } from "../kernel/index.js";

export enum WebhookState {
  ENABLED = "ENABLED",
  DISABLED = "DISABLED",
}

registerEnumType(WebhookState, {
  name: "WebhookState",
  description: "Whether a webhook is sent anything.",
  valuesConfig: {
    DISABLED: { description: "Nothing is sent; `tenantChanges` tells what happened meanwhile" },
    ENABLED: { description: "Each change that fits is sent" },
  },
});

export enum WebhookEnd {
  BY_HAND = "BY_HAND",
  FAILING = "FAILING",
  GONE = "GONE",
  FORMER_HOLDER = "FORMER_HOLDER",
}

registerEnumType(WebhookEnd, {
  name: "WebhookEnd",
  description: "Why a webhook is disabled.",
  valuesConfig: {
    BY_HAND: { description: "Somebody disabled it" },
    FAILING: { description: "Nothing could be delivered for days" },
    GONE: { description: "Its receiver answered 410 Gone" },
    FORMER_HOLDER: { description: "What it is about went to another holder than whoever made it" },
  },
});

export const WEBHOOK_STATES = stateMachine<WebhookState, "ENABLE" | "DISABLE">({
  subject: "A webhook",
  beginnings: [WebhookState.ENABLED],
  endings: [],
  events: { ENABLE: "enabled", DISABLE: "disabled" },
  transitions: { ENABLED: { DISABLE: WebhookState.DISABLED }, DISABLED: { ENABLE: WebhookState.ENABLED } },
});

export enum DeliveryState {
  WAITING = "WAITING",
  DELIVERED = "DELIVERED",
  DEAD = "DEAD",
}

registerEnumType(DeliveryState, {
  name: "WebhookDeliveryState",
  description: "How far a message for a webhook is.",
  valuesConfig: {
    WAITING: { description: "It will be tried, or tried again" },
    DEAD: { description: "It was tried for days, and is tried again when somebody asks for it" },
    DELIVERED: { description: "Its receiver took it" },
  },
});

export const DELIVERY_STATES = stateMachine<DeliveryState, "DELIVER" | "GIVE_UP" | "REDELIVER">({
  subject: "A delivery",
  beginnings: [DeliveryState.WAITING],
  endings: [],
  events: { DELIVER: "delivered", GIVE_UP: "given up", REDELIVER: "delivered again" },
  transitions: {
    WAITING: { DELIVER: DeliveryState.DELIVERED, GIVE_UP: DeliveryState.DEAD },
    DELIVERED: { REDELIVER: DeliveryState.WAITING },
    DEAD: { REDELIVER: DeliveryState.WAITING },
  },
});
