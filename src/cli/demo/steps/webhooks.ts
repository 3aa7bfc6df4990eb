import { type DeliveryToSend, type Try, WebhookLanes } from "../../../webhooks/index.js";
import { DELIVERED_DAYS_AGO, SAMPLE_WEBHOOKS, type SampleWebhook } from "../plan/webhooks.js";
import { dayFrom, type Moment } from "../story/moments.js";
import { noise } from "../story/noise.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

/** Receivers of changes, and their messages, which reach nobody outside: what is answered stands in the plan. */
export function webhookSteps(now: Date): Step[] {
  const moments: readonly Moment[] = [
    ...DELIVERED_DAYS_AGO.map((daysAgo): Moment => ({ daysAgo, at: "23:50" })),
    { minutesAgo: 3 },
  ];
  return [
    ...SAMPLE_WEBHOOKS.map(
      (webhook): Step => ({
        when: { daysAgo: webhook.madeDaysAgo, at: "15:30" },
        run: (stage) => makeWebhook(stage, webhook),
      }),
    ),
    ...moments.map((when): Step => ({ when, run: (stage) => deliver(stage, now) })),
  ];
}

async function makeWebhook(stage: Stage, { name, reseller, url, kinds }: SampleWebhook): Promise<void> {
  await stage.callAs(
    reseller,
    "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }",
    { input: { name, url, kinds, scope: { resellerId: stage.id(reseller) } } },
  );
}

async function deliver({ services }: Stage, now: Date): Promise<void> {
  const { signal } = new AbortController();
  const lanes = new WebhookLanes(services, signal, {
    send: async (_resolver, to, sent) => answerOf(to.url, sent, now),
  });
  while ((await lanes.begin()) > 0) await lanes.ended();
}

function answerOf(url: string, { message: { delivery }, now: at }: DeliveryToSend, now: Date): Try {
  const { unknown, awaySinceDaysAgo } = SAMPLE_WEBHOOKS.find((each) => each.url === url) ?? {};
  const isAway = awaySinceDaysAgo !== undefined && at.getTime() >= dayFrom(now, -awaySinceDaysAgo);
  const durationMs = 40 + Math.floor(180 * noise(url, delivery.type, delivery.sequence ?? 0));
  if (isAway) return { delivery, durationMs, outcome: { kind: "FAILED", error: "connect ECONNREFUSED" } };
  const taken = { statusCode: 204, excerpt: "" };
  const { statusCode, excerpt } = unknown !== undefined && delivery.type === unknown.type ? unknown : taken;
  return { delivery, durationMs, outcome: { kind: "ANSWERED", statusCode, excerpt, retryAfter: null } };
}
