import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { eventually } from "./eventually.js";
import { freePort } from "./ports.js";

export interface SunkMail {
  /** RFC 5321 reverse-path; empty for the null reverse-path. */
  readonly mailFrom: string;
  readonly forwardPaths: readonly string[];
  /** The message as it came, line ends included. */
  readonly message: string;
}

export interface SmtpSinkOptions {
  /** Returns a reply such as `550 5.1.1 no such user` to refuse a forward-path, or null to take it. */
  readonly refuse?: (forwardPath: string) => string | null;
}

export interface SmtpSink {
  readonly port: number;
  /** What arrived, in that order. */
  readonly mails: readonly SunkMail[];
  /** The first mail for which the predicate holds, once there is one. */
  waitForMail(predicate?: (mail: SunkMail) => boolean): Promise<SunkMail>;
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it is sent: the far side of the network, and nothing beyond it. */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const port = await freePort();
  const mails: SunkMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      const reply = options.refuse?.(address) ?? null;
      if (reply === null) return callback();
      callback(Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) }));
    },
    onData(stream, session, callback) {
      const { mailFrom, rcptTo } = session.envelope;
      buffer(stream).then((message) => {
        mails.push({
          mailFrom: mailFrom === false ? "" : mailFrom.address,
          forwardPaths: rcptTo.map(({ address }) => address),
          message: message.toString("utf8"),
        });
        callback();
      }, callback);
    },
  });
  // A peer that goes away in mid-session is nothing to the sink.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    mails,
    async waitForMail(predicate = () => true) {
      let found: SunkMail | undefined;
      await eventually("a matching mail in the sink", () => {
        found = mails.find(predicate);
        return found !== undefined;
      });
      return found!;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
