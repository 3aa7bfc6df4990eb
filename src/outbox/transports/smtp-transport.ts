import { createTransport } from "nodemailer";
import type { SmtpTls } from "../../config/index.js";
import { refuseInsideTransaction } from "../../database/index.js";
import { addressIn, domainOf, MailRefusedError, type MailTransport, SenderRefusedError } from "./mail-transport.js";
import { smtpOptions } from "./smtp-options.js";

interface SmtpError {
  readonly responseCode?: number;
  readonly command?: string;
  /** The server's reply, for instance `550 5.1.1 no such user`. */
  readonly response?: string;
  readonly message: string;
}

export interface SmtpSettings {
  /** nodemailer's form: `smtp://user:password@host:port?…`. */
  readonly smtpUrl: string;
  readonly smtpTls: SmtpTls | null;
  readonly mailFrom: string;
}

/** Sends through the server of `SMTP_URL`, connections kept, at most `maxConnections`. */
export function smtpTransport(settings: SmtpSettings, maxConnections: number): MailTransport {
  const platformAddress = addressIn(settings.mailFrom);
  const pool = createTransport({ ...smtpOptions(settings), pool: true, maxConnections }, {});
  return {
    domain: domainOf(settings.mailFrom),
    async send(mail) {
      refuseInsideTransaction("the mail transport");
      try {
        await pool.sendMail({
          messageId: mail.messageId,
          envelope: { from: mail.returnPath ?? platformAddress, to: mail.to },
          from: { name: mail.fromName ?? "", address: platformAddress },
          to: { name: "", address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          headers: { ...mail.headers },
        });
      } catch (error) {
        throw asRefusal(error as SmtpError);
      }
    },
    async isOpen() {
      refuseInsideTransaction("the mail transport");
      return pool.verify().then(
        () => true,
        () => false,
      );
    },
    async close() {
      pool.close();
    },
  };
}

function asRefusal(error: SmtpError): unknown {
  if (error.responseCode === undefined) return error;
  const reply = error.response ?? error.message;
  if (error.command === "RCPT TO" || error.command === "DATA") return new MailRefusedError(reply, { cause: error });
  return error.command === "MAIL FROM" ? new SenderRefusedError(reply, { cause: error }) : error;
}
