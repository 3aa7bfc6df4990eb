import type { Logger } from "pino";
import type { Database } from "../../database/index.js";
import { type Clock, required } from "../../kernel/index.js";
import { currentSpan, inSpan, type SpanDescription } from "../../tracing/index.js";
import { readFailure } from "../failures/read-failure.js";
import type { OutboxMail } from "../outbox-mail.entity.js";
import { type MailSecrets, SealBrokenError, type Sealer } from "../sealer.js";
import { EnvelopeMismatchError, requireSameEnvelope } from "../transports/envelope.js";
import {
  domainOf,
  MailRefusedError,
  type MailTransport,
  type RenderedMail,
  SenderRefusedError,
} from "../transports/mail-transport.js";
import { MAX_ATTEMPTS } from "./retry-delay.js";
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
  readonly clock: Clock;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
  readonly transport: MailTransport;
  readonly sealer: Sealer;
  /** Unique among all workers; at most 64 characters. */
  readonly workerName: string;
  render(mail: MailToRender): RenderedMail;
  readonly onSent?: MailCallback;
  readonly onDead?: MailCallback;
  /** A server has something against us or strangers; the mail is tried again. */
  readonly onRefused?: MailCallback;
  /** Once it is aborted, no further mail is begun; those not begun are given back. */
  readonly signal?: AbortSignal;
  /** How many mails are claimed at once. */
  readonly batch?: number;
}

/** `LOST`: cancelled meanwhile, or taken over by another worker. `NEXT_HOP_DOWN`: no mail at all can leave. */
export type DeliveryOutcome =
  | { readonly kind: "SENT" | "PUT_OFF" | "DEAD" | "LOST" }
  | { readonly kind: "NEXT_HOP_DOWN"; readonly error: string };

/** Sends one leased mail and keeps what became of it, except where the next hop is down. */
export function deliverMail(delivery: Delivery, mail: OutboxMail): Promise<DeliveryOutcome> {
  return inSpan(
    () => spanOf(mail),
    async () => {
      const outcome = await tryOnce(delivery, mail);
      currentSpan()?.note({ "mayfrom.mail.outcome": outcome.kind });
      return outcome;
    },
  );
}

/** A trace of its own, linked with that of the request: it may begin days later, and does so at each attempt. */
function spanOf({ template, attempts, toAddress, traceparent }: OutboxMail): SpanDescription {
  return {
    name: "deliver mail",
    links: [traceparent],
    attributes: {
      "mayfrom.mail.template": template,
      "mayfrom.mail.attempt": attempts,
      "mayfrom.mail.domain": domainOf(toAddress),
    },
  };
}

async function tryOnce(delivery: Delivery, mail: OutboxMail): Promise<DeliveryOutcome> {
  if (mail.attempts > MAX_ATTEMPTS) return giveUp(delivery, mail, mail.lastError ?? "No attempt came to an end");
  let reply: string | null;
  try {
    reply = await send(delivery, mail);
  } catch (error) {
    return afterFailure(delivery, mail, error);
  }
  const { database, log, onSent } = delivery;
  if (await markSent(database, mail, reply, onSent)) return { kind: "SENT" };
  log.warn(aboutOf(mail), "A mail went out that was meanwhile cancelled, or taken over by another worker");
  return { kind: "LOST" };
}

async function send({ render, sealer, transport }: Delivery, mail: OutboxMail): Promise<string | null> {
  requireSameEnvelope(mail.toAddress);
  const rendered = render({
    template: mail.template,
    language: mail.language,
    to: mail.toAddress,
    parameters: mail.parameters,
    secrets: mail.sealed === null ? {} : sealer.open(mail.id, mail.sealed),
  });
  return transport.send({
    ...rendered,
    messageId: required(mail.messageId),
    to: mail.toAddress,
    returnPath: mail.returnPath,
  });
}

async function afterFailure(delivery: Delivery, mail: OutboxMail, error: unknown): Promise<DeliveryOutcome> {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof SealBrokenError || error instanceof EnvelopeMismatchError) return giveUp(delivery, mail, words);
  if (error instanceof MailRefusedError) return afterRefusal(delivery, mail, error);
  const isAboutUs = error instanceof SenderRefusedError;
  // A server that fell silent over this mail takes others; one that takes none says nothing about this mail.
  if (isAboutUs || !(await delivery.transport.isOpen())) return { kind: "NEXT_HOP_DOWN", error: words };
  return tryLater(delivery, mail, { error: words });
}

/** Only an address that is gone ends a mail at once: whoever refuses us may think better of it within days. */
async function afterRefusal(delivery: Delivery, mail: OutboxMail, error: MailRefusedError): Promise<DeliveryOutcome> {
  const { verdict } = readFailure({ text: error.message, status: null, action: null });
  if (verdict === "ADDRESS_GONE") return giveUp(delivery, mail, error.message);
  const isOurMatter = verdict === "WE_ARE_REFUSED" || verdict === "NOT_FOR_STRANGERS";
  return tryLater(delivery, mail, { error: error.message, ...(isOurMatter ? { refusal: error.message } : {}) });
}

async function tryLater(
  delivery: Delivery,
  mail: OutboxMail,
  failure: { readonly error: string; readonly refusal?: string },
): Promise<DeliveryOutcome> {
  if (mail.attempts >= MAX_ATTEMPTS) return giveUp(delivery, mail, failure.error);
  delivery.log.warn({ ...aboutOf(mail), error: failure.error }, "A mail could not be sent and will be tried again");
  return { kind: (await putOff(delivery.database, mail, failure, delivery.onRefused)) ? "PUT_OFF" : "LOST" };
}

async function giveUp({ database, log, onDead }: Delivery, mail: OutboxMail, error: string): Promise<DeliveryOutcome> {
  log.error({ ...aboutOf(mail), error }, "A mail was given up");
  return { kind: (await markDead(database, mail, error, onDead)) ? "DEAD" : "LOST" };
}

function aboutOf(mail: OutboxMail) {
  return { mailId: mail.id, template: mail.template, attempt: mail.attempts };
}
