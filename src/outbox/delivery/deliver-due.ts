import type { Logger } from "pino";
import type { Database } from "../../database/index.js";
import type { OutboxMail } from "../outbox-mail.entity.js";
import { type MailSecrets, SealBrokenError, type Sealer } from "../sealer.js";
import { requireSameEnvelope } from "../transports/envelope.js";
import { type MailTransport, PermanentRefusalError, type RenderedMail } from "../transports/mail-transport.js";
import { MOST_CONNECTIONS } from "../transports/smtp-transport.js";
import { claimMails, releaseMails } from "./claim-mails.js";
import { MOST_ATTEMPTS } from "./retry-delay.js";
import { type MailCallback, markDead, markSent, putOff } from "./settle-mail.js";

export interface MailToRender {
  readonly template: string;
  readonly language: string;
  readonly to: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly secrets: MailSecrets;
}

export interface Delivery {
  readonly database: Database;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
  readonly transport: MailTransport;
  readonly sealer: Sealer;
  /** Unique among all workers; at most 64 characters. */
  readonly workerName: string;
  render(mail: MailToRender): RenderedMail;
  readonly onSent?: MailCallback;
  readonly onDead?: MailCallback;
  /** Once it is aborted, no further mail is begun; those not begun are given back. */
  readonly signal?: AbortSignal;
  readonly batch?: number;
}

export interface DeliveryTally {
  claimed: number;
  sent: number;
  putOff: number;
  dead: number;
}

const USUAL_BATCH = 20;

/**
 * Sends one batch of the mails that are due. A mail whose worker dies between sending and marking is sent again, with
 * the same Message-ID, when its lease ends: at least once, never silently not at all.
 */
export async function deliverDue(delivery: Delivery): Promise<DeliveryTally> {
  const { database, transport, workerName } = delivery;
  const worker = { name: workerName, messageIdDomain: transport.domain };
  const waiting = await claimMails(database, worker, delivery.batch ?? USUAL_BATCH);
  const tally: DeliveryTally = { claimed: waiting.length, sent: 0, putOff: 0, dead: 0 };
  const sendOneByOne = async () => {
    while (!delivery.signal?.aborted) {
      const mail = waiting.shift();
      if (mail === undefined) return;
      const outcome = await deliverOne(delivery, mail);
      if (outcome !== "lost") tally[outcome] += 1;
    }
  };
  // Marking can fail too (no database); the others go on, and that mail comes back when its lease ends.
  const lanes = await Promise.allSettled(Array.from({ length: MOST_CONNECTIONS }, sendOneByOne));
  await releaseMails(database, waiting);
  const failed = lanes.find((lane) => lane.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return tally;
}

type Outcome = "sent" | "putOff" | "dead" | "lost";

async function deliverOne(delivery: Delivery, mail: OutboxMail): Promise<Outcome> {
  const { database, log } = delivery;
  const about = { mailId: mail.id, template: mail.template, attempt: mail.attempts };
  if (mail.attempts > MOST_ATTEMPTS) {
    const isOurs = await markDead(database, mail, mail.lastError ?? "No attempt came to an end", delivery.onDead);
    return isOurs ? "dead" : "lost";
  }
  try {
    await send(delivery, mail);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isHopeless = error instanceof PermanentRefusalError || error instanceof SealBrokenError;
    if (isHopeless || mail.attempts >= MOST_ATTEMPTS) {
      log.error({ ...about, error: message }, "A mail was given up");
      return (await markDead(database, mail, message, delivery.onDead)) ? "dead" : "lost";
    }
    log.warn({ ...about, error: message }, "A mail could not be sent and will be tried again");
    return (await putOff(database, mail, message)) ? "putOff" : "lost";
  }
  if (await markSent(database, mail, delivery.onSent)) return "sent";
  log.warn(about, "A mail went out that was meanwhile cancelled, or taken over by another worker");
  return "lost";
}

async function send({ render, sealer, transport }: Delivery, mail: OutboxMail): Promise<void> {
  requireSameEnvelope(mail.toAddress);
  const rendered = render({
    template: mail.template,
    language: mail.language,
    to: mail.toAddress,
    parameters: mail.parameters,
    secrets: mail.sealed === null ? {} : sealer.open(mail.id, mail.sealed),
  });
  await transport.send({
    ...rendered,
    messageId: mail.messageId!,
    to: mail.toAddress,
    returnPath: mail.returnPath,
  });
}
