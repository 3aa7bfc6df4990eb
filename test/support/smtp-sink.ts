import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { eventually } from "./eventually.js";
import { freePort } from "./ports.js";

export interface SunkMail {
  /** RFC 5321 reverse-path; empty for the null reverse-path. */
  readonly mailFrom: string;
  readonly forwardPaths: readonly string[];
  readonly isEncrypted: boolean;
  /** The message as it came, line ends included. */
  readonly message: string;
}

export interface SmtpSinkOptions {
  /** Gives a reply such as `550 5.1.1 no such user` to refuse a forward-path, or null to take it, when it likes. */
  readonly refuse?: (forwardPath: string) => string | null | Promise<string | null>;
  /** A reply to MAIL, for whatever reverse-path. */
  readonly refuseSender?: () => string | null;
  /** Offers STARTTLS with a certificate of its own making, as Debian's Postfix does. */
  readonly hasOwnCertificate?: boolean;
  /** Asked for where given; this one password lets everybody in. */
  readonly password?: string;
  /** Says that it takes letters beyond ASCII before the `@` (RFC 6531); true unless told otherwise. */
  readonly offersSmtpUtf8?: boolean;
  /** For one that comes back where another was. */
  readonly port?: number;
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
  const port = options.port ?? (await freePort());
  const mails: SunkMail[] = [];
  const server = new SMTPServer({
    authOptional: options.password === undefined,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(options.password === undefined ? ["AUTH"] : []),
      ...(options.hasOwnCertificate ? [] : ["STARTTLS"]),
    ],
    disableReverseLookup: true,
    hideSMTPUTF8: options.offersSmtpUtf8 === false,
    onAuth({ password }, _session, callback) {
      if (password === options.password) return callback(null, { user: "anybody" });
      callback(new Error("no such password"));
    },
    onMailFrom(_address, _session, callback) {
      callback(refusalOf(options.refuseSender?.() ?? null));
    },
    onRcptTo({ address }, _session, callback) {
      Promise.resolve(options.refuse?.(address) ?? null).then((reply) => callback(refusalOf(reply)), callback);
    },
    onData(stream, session, callback) {
      const { mailFrom, rcptTo } = session.envelope;
      buffer(stream).then((message) => {
        mails.push({
          mailFrom: mailFrom === false ? "" : mailFrom.address,
          forwardPaths: rcptTo.map(({ address }) => address),
          message: message.toString("utf8"),
          isEncrypted: session.secure,
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

function refusalOf(reply: string | null): Error | null {
  if (reply === null) return null;
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}
