import type { Resolver } from "../../dns/index.js";
import { currentSpan, inSpan, type SpanDescription } from "../../tracing/index.js";
import type { Webhook } from "../webhook.entity.js";
import type { WebhookDelivery } from "../webhook-delivery.entity.js";
import { signatureOf } from "../webhook-secret.js";
import { type PostLimits, type PostOutcome, post } from "./post.js";

/** One try: as Standard Webhooks 1.0 has it, with an id that stays, the time of this try, and a signature over both and the body. */
export interface Try {
  readonly delivery: WebhookDelivery;
  readonly outcome: PostOutcome;
  readonly durationMs: number;
}

export interface MessageToSend {
  readonly delivery: WebhookDelivery;
  readonly body: string;
  /** One, or two while the secret changes. */
  readonly secrets: readonly string[];
}

export interface DeliveryToSend {
  readonly message: MessageToSend;
  readonly now: Date;
  readonly limits: PostLimits;
}

export type SendDelivery = typeof sendDelivery;

export async function sendDelivery(
  resolver: Resolver,
  { url }: Pick<Webhook, "url">,
  { message: { delivery, body, secrets }, now, limits }: DeliveryToSend,
): Promise<Try> {
  const id = String(delivery.globalId);
  const timestamp = Math.floor(now.getTime() / 1_000);
  const headers = {
    "content-type": "application/json",
    "user-agent": "mayfrom",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatureOf(secrets, id, timestamp, body),
  };
  const startedAt = performance.now();
  const receiver = new URL(url);
  const outcome = await inSpan(
    () => requestTo(receiver),
    async () => noteOutcome(await post(resolver, receiver, { headers, body, limits })),
  );
  return { delivery, outcome, durationMs: Math.round(performance.now() - startedAt) };
}

/** Its host alone: the rest of the address is the receiver's secret as often as not. */
function requestTo({ hostname, port, protocol }: URL): SpanDescription {
  return {
    name: "POST",
    kind: "CLIENT",
    attributes: {
      "http.request.method": "POST",
      "url.scheme": protocol.slice(0, -1),
      "server.address": hostname,
      "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    },
  };
}

function noteOutcome(outcome: PostOutcome): PostOutcome {
  const span = currentSpan();
  if (outcome.kind === "FAILED") span?.note({ "error.type": "_OTHER" });
  else span?.note({ "http.response.status_code": outcome.statusCode });
  if (outcome.kind === "FAILED" || outcome.statusCode >= 400) span?.fail();
  return outcome;
}
