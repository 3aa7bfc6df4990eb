import type { OpenEntry } from "../open-submissions.js";

/** A refusal before there was a queue id. Several recipients of one message are one refusal. */
export interface EarlyRefusal {
  readonly sender: string;
  readonly at: number | null;
  readonly line: number;
  readonly source: string;
  readonly recipients: string[];
}

/** A message that smtpd opened for an authenticated client, until the queue manager names its reverse-path. */
export interface OpenMessage extends OpenEntry {
  readonly host: string;
  readonly instance: string;
  readonly queueId: string;
  /** Key of the smtpd process that serves the client. */
  readonly process: string;
  readonly client: string;
  readonly login: string;
  readonly at: number | null;
  readonly line: number;
  readonly source: string;
  headerFrom: readonly string[] | null;
  /** Reverse-path as a refusal or a header line names it: the queue manager's goes before it. */
  weakSender: string | null;
  /** What the queue manager of an instance with another syslog name said of this id. */
  foreignSender: string | null;
  /** Message-ID as cleanup logged it, "" for an empty one; null while cleanup has not seen a whole header. */
  messageId: string | null;
  /** When the data broke off: such a message is never queued. */
  brokeOffAt: number | null;
  isAmbiguous: boolean;
  /** Whether another instance of the host gave its id to a message of its own: lines from there are not about this. */
  hasNamesake: boolean;
  earlier: EarlyRefusal[];
}

/** Refusals of one client in one smtpd process that no queue id has been given for yet. */
export interface OpenRefusals extends OpenEntry {
  readonly host: string;
  readonly instance: string;
  readonly login: string;
  readonly refusals: EarlyRefusal[];
}

/** A message in front of a before-queue filter: it has no queue id here, only the smtpd process. */
export interface OpenProxied extends OpenEntry {
  readonly login: string;
  readonly at: number | null;
  readonly line: number;
  readonly source: string;
}
