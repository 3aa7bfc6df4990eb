import type { CorrelatorContext } from "../correlator.js";
import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { decodeOctets, detach } from "../octets.js";
import type { SubmissionOutcome } from "../submission-record.js";
import type { EarlyRefusal, OpenMessage, OpenProxied } from "./open-message.js";
import { NO_QUEUE_ID } from "./queue-id.js";
import type { RefusalLine } from "./refusal-line.js";

const QUEUED_AS = / queued as ([0-9A-Za-z]{5,40})\b(?!.* queued as )/;

/** Turns what the correlator knows into records, and counts the doubtful ones. */
export class PostfixRecords {
  private readonly names = new Map<string, string>();

  constructor(private readonly context: CorrelatorContext) {}

  /** One lasting copy of a host or instance name, which come again on every line. */
  intern(name: string): string {
    let copy = this.names.get(name);
    if (copy === undefined) {
      if (this.names.size >= 10_000) this.names.clear();
      copy = detach(name);
      this.names.set(copy, copy);
    }
    return copy;
  }

  emitMessage(
    message: OpenMessage,
    foreignSender: string | null,
    outcome: "QUEUED" | "REFUSED" | undefined,
    sender: string | undefined,
  ): void {
    const { summary } = this.context;
    let known = sender ?? null;
    let ended: SubmissionOutcome = outcome ?? "UNFINISHED";
    let isAmbiguous = message.isAmbiguous;
    if (known === null && foreignSender !== null && outcome === undefined) {
      known = foreignSender;
      ended = "QUEUED";
    }
    if (known === null) {
      known = message.weakSender;
      isAmbiguous = true;
      const cause = known === null ? "never-queued" : "sender-from-refusal-only";
      summary.doubt(cause, message.source, message.line, `${message.queueId}: ${message.login}`);
    }
    this.emit(message, { queueId: message.queueId, sender: known, outcome: ended, isAmbiguous });
    for (const refusal of message.earlier) {
      // Refused recipients of the message that then got through are no submission of their own.
      if (refusal.sender !== known) this.emitRefusal(message, refusal);
    }
  }

  emitRefusal(owner: { host: string; instance: string; login: string }, refusal: EarlyRefusal): void {
    this.emit(
      { ...owner, at: refusal.at, line: refusal.line, source: refusal.source, headerFrom: null },
      { queueId: NO_QUEUE_ID, sender: refusal.sender, outcome: "REFUSED", isAmbiguous: false },
    );
  }

  emitProxied(
    frame: Frame,
    known: { login: string; answer: RefusalLine; opened: OpenProxied | undefined; instance: string },
  ): void {
    const isAccepted = known.answer.action === "proxy-accept";
    const queuedAs = isAccepted ? QUEUED_AS.exec(frame.body)?.[1] : undefined;
    this.emit(
      {
        host: this.intern(frame.host),
        instance: this.intern(known.instance),
        login: detach(known.login),
        at: known.opened?.at ?? timeOf(frame, this.context.times),
        line: known.opened?.line ?? frame.line,
        source: known.opened?.source ?? frame.source,
        headerFrom: null,
      },
      {
        queueId: queuedAs === undefined ? NO_QUEUE_ID : detach(queuedAs),
        sender: detach(known.answer.sender),
        outcome: isAccepted ? "QUEUED" : "REFUSED",
        isAmbiguous: false,
      },
    );
  }

  private emit(
    origin: {
      host: string;
      instance: string;
      login: string;
      at: number | null;
      line: number;
      source: string;
      headerFrom: readonly string[] | null;
      messageId?: string | null;
    },
    ending: { queueId: string; sender: string | null; outcome: SubmissionOutcome; isAmbiguous: boolean },
  ): void {
    const headerFromAddresses = (origin.headerFrom ?? []).map(decodeOctets);
    this.context.emit({
      format: "postfix",
      host: origin.host === "" ? null : decodeOctets(origin.host),
      instance: origin.instance === "" ? null : decodeOctets(origin.instance),
      queueId: decodeOctets(ending.queueId),
      login: decodeOctets(origin.login),
      sender: ending.sender === null ? null : decodeOctets(ending.sender),
      headerFrom: headerFromAddresses.length === 0 ? null : headerFromAddresses.join(", "),
      headerFromAddresses,
      messageId: origin.messageId ? decodeOctets(origin.messageId) : null,
      at: origin.at,
      queued: ending.outcome === "QUEUED",
      outcome: ending.outcome,
      ambiguous: ending.isAmbiguous,
      source: origin.source,
      line: origin.line,
    });
  }
}
