import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { CallBatch } from "../batch-jobs/index.js";
import type { Services } from "../graphql/index.js";
import {
  capturingTransport,
  MAX_BRISK,
  MAX_SLOW,
  type MailCallback,
  type MailTransport,
  smtpTransport,
} from "../outbox/index.js";
import type { ProofAlerts } from "../proofs/index.js";
import { deliverOutbox } from "./deliver-outbox.js";
import { lookAtProofs } from "./look-at-proofs.js";
import { type PeriodicJob, runTurn } from "./periodic-job.js";
import { repeat } from "./repeat.js";
import { sendWebhooks } from "./send-webhooks.js";
import { workOnBatches } from "./work-on-batches.js";

export interface WorkerParts {
  readonly services: Services;
  /** Default: that of the configuration; closed at the end. */
  readonly transport?: MailTransport;
  readonly jobs: readonly PeriodicJob[];
  /** Called in the transaction that marks the mail. */
  readonly onSent: MailCallback;
  readonly onDead: MailCallback;
  readonly onRefused: MailCallback;
  /** Who hears that a proof is gone. */
  readonly proofAlerts: ProofAlerts;
  /** How the mutations of batches are called. */
  readonly callBatch: CallBatch;
}

export interface Worker {
  readonly name: string;
  /** Begins nothing more, ends what is going on, gives back the mails it holds. */
  stop(): Promise<void>;
}

/**
 * The background work of one process: mails and periodic jobs. Any number of them may run against one database. Its
 * timers do not keep the process alive; that is for whoever starts it.
 */
export function startWorker(parts: WorkerParts): Worker {
  const { services, jobs, onSent, onDead, onRefused } = parts;
  const transport = parts.transport ?? transportOf(services);
  const name = workerName();
  const stopping = new AbortController();
  const repetitions = [
    deliverOutbox(services, { transport, workerName: name, onSent, onDead, onRefused }, stopping.signal),
    lookAtProofs(services, parts.proofAlerts),
    sendWebhooks(services, stopping.signal),
    workOnBatches(services, parts.callBatch),
    ...jobs.map((job) =>
      repeat(
        () => runTurn(services, job, name, stopping.signal),
        (error) => services.log.error({ err: error, job: job.name }, "a periodic job failed and will be tried again"),
      ),
    ),
  ];
  return {
    name,
    async stop() {
      stopping.abort();
      await Promise.all(repetitions.map((repetition) => repetition.stop()));
      await transport.close();
    },
  };
}

/** SMTP_URL where there is one; without it, mails are kept and shown at /dev/mail. */
export function transportOf({ configuration, database }: Services): MailTransport {
  const { smtpUrl, smtpTls, mailFrom } = configuration;
  if (smtpUrl === null) return capturingTransport(database, mailFrom);
  return smtpTransport({ smtpUrl, smtpTls, mailFrom }, MAX_BRISK + MAX_SLOW);
}

// Unique over hosts, processes and restarts, and at most 64 characters.
function workerName(): string {
  return `${hostname().slice(0, 40)}/${process.pid}/${randomBytes(4).toString("hex")}`;
}
