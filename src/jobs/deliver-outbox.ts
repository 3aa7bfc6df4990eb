import type { Services } from "../graphql/index.js";
import { renderMail } from "../notifications/index.js";
import type { MailCallback, MailTransport } from "../outbox/index.js";
import { createSealer, DeliveryLanes, whenMailIsQueued } from "../outbox/index.js";
import { verificationKeys, withLinkFromNow } from "../verification/index.js";
import { type Repetition, repeat } from "./repeat.js";

const BUSY_PAUSE_MS = 500;
const IDLE_PAUSE_MS = 2_000;
/** How long a worker that is told to stop waits for servers that let it wait. */
const MAX_FAREWELL_MS = 5_000;
/** Rounds without mail after which the pauses grow. */
const ROUNDS_UNTIL_IDLE = 20;

export interface MailDelivery {
  readonly transport: MailTransport;
  readonly workerName: string;
  readonly onSent?: MailCallback;
  readonly onDead?: MailCallback;
  readonly onRefused?: MailCallback;
}

/** Sends what the outbox holds: at once when this process queued it, else within two seconds. */
export function deliverOutbox(services: Services, delivery: MailDelivery, signal: AbortSignal): Repetition {
  const { database, clock, log, configuration } = services;
  const lanes = new DeliveryLanes({
    ...delivery,
    database,
    clock,
    log,
    sealer: createSealer(configuration.keys.outboxSeal),
    signal,
    render: (mail) => renderMail(withLinkFromNow(mail, verificationKeys(configuration), clock.now()), configuration),
  });
  let emptyRounds = 0;
  const repetition = repeat(
    async () => {
      const { claimed } = await lanes.run();
      emptyRounds = claimed > 0 ? 0 : emptyRounds + 1;
      if (claimed > 0) return 0;
      return emptyRounds < ROUNDS_UNTIL_IDLE ? BUSY_PAUSE_MS : IDLE_PAUSE_MS;
    },
    (error) => log.error({ err: error }, "delivering mail failed and will be tried again"),
  );
  const stopListening = whenMailIsQueued(() => {
    emptyRounds = 0;
    repetition.wake();
  });
  return {
    wake: repetition.wake,
    async stop() {
      stopListening();
      await repetition.stop();
      await lanes.settled(MAX_FAREWELL_MS);
    },
  };
}
