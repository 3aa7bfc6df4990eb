import type { CorrelatorContext } from "../correlator.js";
import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { detach } from "../octets.js";
import { OpenSubmissions } from "../open-submissions.js";
import type { EarlyRefusal, OpenRefusals } from "./open-message.js";
import type { PostfixRecords } from "./postfix-records.js";
import type { RefusalLine } from "./refusal-line.js";

const MAX_OPEN = 10_000;
const MAX_SENDERS = 50;
const MAX_RECIPIENTS = 50;

/**
 * Refusals before there is a queue id. A message to twenty recipients is refused twenty times, and a message whose
 * first recipient is refused may still go to its second: so refusals wait for the end of their session, are one for
 * each sender, and are handed to the message that the same client opens next.
 */
export class EarlyRefusals {
  private readonly open: OpenSubmissions<OpenRefusals>;
  private readonly keysByProcess = new Map<string, string[]>();

  constructor(
    private readonly context: CorrelatorContext,
    private readonly records: PostfixRecords,
  ) {
    this.open = new OpenSubmissions(MAX_OPEN, (entry) => this.emitAll(entry));
  }

  add(frame: Frame, refusal: RefusalLine & { login: string }, instance: string, process: string): void {
    const key = detach(`${process}|${refusal.client}|${refusal.login}`);
    let entry = this.open.get(key);
    if (entry === undefined) {
      entry = {
        key,
        openedAt: this.context.arrivedAt(),
        host: this.records.intern(frame.host),
        instance: this.records.intern(instance),
        login: detach(refusal.login),
        refusals: [],
      };
      this.open.add(entry);
      this.remember(detach(process), key);
    }
    const recipient = refusal.recipient ?? "";
    const known = entry.refusals.findIndex((earlier) => earlier.sender === refusal.sender);
    const same = entry.refusals[known];
    if (same !== undefined) {
      const isNewAttempt = same.recipients.includes(recipient) || same.recipients.length >= MAX_RECIPIENTS;
      if (!isNewAttempt) {
        same.recipients.push(detach(recipient));
        return;
      }
      entry.refusals.splice(known, 1);
      this.records.emitRefusal(entry, same);
    }
    if (entry.refusals.length >= MAX_SENDERS) {
      const oldest = entry.refusals.shift();
      if (oldest !== undefined) this.records.emitRefusal(entry, oldest);
    }
    entry.refusals.push({
      sender: detach(refusal.sender),
      at: timeOf(frame, this.context.times),
      line: frame.line,
      source: frame.source,
      recipients: [detach(recipient)],
    });
  }

  /** The refusals of the client that now opens a message. */
  take(process: string, client: string, login: string): EarlyRefusal[] {
    if (this.open.size === 0) return [];
    const key = `${process}|${client}|${login}`;
    const entry = this.open.get(key);
    if (entry === undefined) return [];
    this.open.remove(key);
    this.forget(process, key);
    return entry.refusals;
  }

  /** The client has left. */
  end(process: string, client: string): void {
    const keys = this.keysByProcess.get(process);
    if (keys === undefined) return;
    for (const key of [...keys]) {
      if (!key.startsWith(`${process}|${client}|`)) continue;
      const entry = this.open.get(key);
      this.open.remove(key);
      if (entry !== undefined) this.emitAll(entry);
    }
  }

  finish(before: number | null): void {
    for (const entry of this.open.takeOld(before)) this.emitAll(entry);
  }

  save(): OpenRefusals[] {
    return this.open.save();
  }

  restore(state: unknown): void {
    const entries = state as OpenRefusals[];
    this.open.restore(entries);
    this.keysByProcess.clear();
    for (const { key } of entries) this.remember(processOf(key), key);
  }

  private emitAll(entry: OpenRefusals): void {
    this.forget(processOf(entry.key), entry.key);
    for (const refusal of entry.refusals) this.records.emitRefusal(entry, refusal);
  }

  private remember(process: string, key: string): void {
    const keys = this.keysByProcess.get(process);
    if (keys === undefined) this.keysByProcess.set(process, [key]);
    else keys.push(key);
  }

  private forget(process: string, key: string): void {
    const keys = this.keysByProcess.get(process)?.filter((other) => other !== key) ?? [];
    if (keys.length === 0) this.keysByProcess.delete(process);
    else this.keysByProcess.set(process, keys);
  }
}

/** host|instance|pid: none of the three can hold the separator, because tags and hosts with one are not accepted. */
function processOf(key: string): string {
  const first = key.indexOf("|");
  const second = key.indexOf("|", first + 1);
  return key.slice(0, key.indexOf("|", second + 1));
}
