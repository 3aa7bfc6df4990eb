import type { CorrelatorContext } from "../correlator.js";
import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { detach } from "../octets.js";
import { OpenSubmissions } from "../open-submissions.js";
import { EarlyRefusals } from "./early-refusals.js";
import { PostfixInstances } from "./instances.js";
import type { OpenMessage, OpenProxied } from "./open-message.js";
import { PostfixRecords } from "./postfix-records.js";

/** Lines of several daemons may come in another order than things happened, but not by much. */
const ORDER_GRACE_MS = 10_000;
/** Without a Message-ID from cleanup, a queue manager line this late belongs to a reused id. */
const UNSEEN_GRACE_MS = 3_600_000;
const MAX_PROXIED = 10_000;

function hasAddress({ headerFrom, weakSender, foreignSender }: OpenMessage): boolean {
  return headerFrom !== null || weakSender !== null || foreignSender !== null;
}

interface SavedPostfix {
  readonly messages: OpenMessage[];
  readonly proxied: OpenProxied[];
  readonly refusals: unknown;
  readonly instances: unknown;
}

/** What is open, by host, instance and queue id, and how it ends. */
export class PostfixState {
  readonly records: PostfixRecords;
  readonly instances = new PostfixInstances();
  readonly refusals: EarlyRefusals;
  readonly messages: OpenSubmissions<OpenMessage>;
  readonly proxied: OpenSubmissions<OpenProxied>;
  /** The last message that each smtpd process opened, while it is open. */
  readonly byProcess = new Map<string, OpenMessage>();

  constructor(readonly context: CorrelatorContext) {
    this.records = new PostfixRecords(context);
    this.refusals = new EarlyRefusals(context, this.records);
    this.messages = new OpenSubmissions(context.maximumOpen, (message) => {
      context.summary.skip("evicted-open-submission", message.source, message.line);
      this.end(message);
    });
    this.proxied = new OpenSubmissions(MAX_PROXIED, (entry) => {
      context.summary.skip("evicted-open-submission", entry.source, entry.line);
    });
  }

  /** The open message of the id in the frame's instance; null when there is none. */
  find(frame: Frame, prefix: string, id: string): OpenMessage | null {
    if (id === "" || this.messages.size === 0) return null;
    const instance = this.instances.instanceOf(frame.host, prefix);
    return this.messages.get(messageKey(frame.host, instance, id)) ?? null;
  }

  /** As `find`, or under a syslog name of the same host that may be a service of this instance. */
  findAnywhere(frame: Frame, prefix: string, id: string): OpenMessage | null {
    const own = this.find(frame, prefix, id);
    if (own !== null || this.messages.size === 0) return own;
    for (const other of this.instances.withoutQueueManager(frame.host)) {
      const foreign = this.findForeign(frame.host, other, id);
      if (foreign !== null) return foreign;
    }
    return null;
  }

  /** The open message of the id under another syslog name of the host, which a line of this instance may be about. */
  findForeign(host: string, other: string, id: string): OpenMessage | null {
    const message = this.messages.get(messageKey(host, other, id));
    return message === undefined || message.hasNamesake ? null : message;
  }

  /** An instance gives the id to a message of its own: what is open under it in other instances is another message. */
  noteNamesake(frame: Frame, prefix: string, id: string): void {
    const instance = this.instances.instanceOf(frame.host, prefix);
    for (const other of this.instances.maybeServices(frame.host)) {
      const foreign = other === instance ? undefined : this.messages.get(messageKey(frame.host, other, id));
      if (foreign !== undefined) foreign.hasNamesake = true;
    }
  }

  open(
    frame: Frame,
    prefix: string,
    opened: { id: string; login: string; client: string; isAmbiguous: boolean },
  ): OpenMessage {
    const instance = this.instances.instanceOf(frame.host, prefix);
    const process = detach(processKey(frame.host, instance, frame.pid));
    const login = detach(opened.login);
    const client = detach(opened.client);
    const message: OpenMessage = {
      key: messageKey(frame.host, instance, opened.id),
      openedAt: this.context.arrivedAt(),
      host: this.records.intern(frame.host),
      instance: this.records.intern(instance),
      queueId: detach(opened.id),
      process,
      client,
      login,
      at: timeOf(frame, this.context.times),
      line: frame.line,
      source: frame.source,
      headerFrom: null,
      weakSender: null,
      foreignSender: null,
      messageId: null,
      brokeOffAt: null,
      isAmbiguous: opened.isAmbiguous,
      hasNamesake: false,
      earlier: this.refusals.take(process, client, login),
    };
    this.instances.sawLogin(message.host, message.instance);
    if (frame.pid !== "") this.byProcess.set(process, message);
    this.messages.add(message);
    return message;
  }

  end(message: OpenMessage, outcome?: "QUEUED" | "REFUSED", sender?: string): void {
    this.messages.remove(message.key);
    if (this.byProcess.get(message.process) === message) this.byProcess.delete(message.process);
    const isService = !this.instances.hasQueueManager(message.host, message.instance);
    this.records.emitMessage(message, isService ? message.foreignSender : null, outcome, sender);
  }

  /** The id belongs to another message now, or to none: whoever still waits for it has ended. */
  endReused(frame: Frame, prefix: string, id: string): void {
    const message = this.find(frame, prefix, id);
    if (message !== null) this.end(message);
  }

  /** Whether a line of this time must be about another message that was given the same id. */
  isTooLate(message: OpenMessage, at: number | null): boolean {
    if (message.messageId !== null || at === null) return false;
    if (message.brokeOffAt !== null) return at - message.brokeOffAt > ORDER_GRACE_MS;
    return message.at !== null && at - message.at > UNSEEN_GRACE_MS;
  }

  finish(before: number | null, mayGrow: boolean): void {
    for (const message of this.messages.takeOld(before, (open) => mayGrow && !hasAddress(open))) this.end(message);
    this.refusals.finish(before);
    for (const entry of this.proxied.takeOld(before, () => mayGrow)) {
      this.context.summary.doubt("never-queued", entry.source, entry.line, entry.login);
    }
  }

  save(): SavedPostfix {
    return {
      messages: this.messages.save(),
      proxied: this.proxied.save(),
      refusals: this.refusals.save(),
      instances: this.instances.save(),
    };
  }

  restore(state: unknown): void {
    const saved = state as SavedPostfix;
    this.messages.restore(saved.messages);
    this.proxied.restore(saved.proxied);
    this.refusals.restore(saved.refusals);
    this.instances.restore(saved.instances);
    this.byProcess.clear();
    for (const message of saved.messages) this.byProcess.set(message.process, message);
  }
}

export function messageKey(host: string, instance: string, id: string): string {
  return `${host}|${instance}|${id}`;
}

export function processKey(host: string, instance: string, pid: string): string {
  return `${host}|${instance}|${pid}`;
}
