import { onRecordedHere } from "../audit/index.js";
import type { Services } from "../graphql/index.js";
import { WebhookLanes } from "../webhooks/index.js";
import { type Repetition, repeat } from "./repeat.js";

/** What another process committed is sent within this time; what this one did, at once. */
const PAUSE_MS = 2_000;

/** Sends what happened to those who wait for it. */
export function sendWebhooks(services: Services, signal: AbortSignal): Repetition {
  const lanes = new WebhookLanes(services, signal);
  const repetition = repeat(
    async () => {
      await lanes.begin(() => repetition.wake());
      return PAUSE_MS;
    },
    (error) => services.log.error({ err: error }, "sending to webhooks failed and will be tried again"),
  );
  const stopListening = onRecordedHere(repetition.wake);
  return {
    wake: repetition.wake,
    async stop() {
      stopListening();
      await repetition.stop();
      await lanes.ended();
    },
  };
}
