import { createTransport } from "nodemailer";
import { refuseInsideTransaction } from "../../database/index.js";
import { addressIn, domainOf, type MailTransport, PermanentRefusalError } from "./mail-transport.js";

const CONNECTION_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 30_000;
/** Of silence. RFC 5321 4.5.3.2 would have up to ten minutes; a lease must outlast it. */
const SOCKET_TIMEOUT_MS = 60_000;
export const MOST_CONNECTIONS = 5;

interface SmtpError {
  readonly responseCode?: number;
  readonly command?: string;
  /** The server's reply, for instance `550 5.1.1 no such user`. */
  readonly response?: string;
  readonly message: string;
}

/** Sends through the server of `SMTP_URL` (nodemailer's form: `smtp://user:password@host:port?…`), connections kept. */
export function smtpTransport(smtpUrl: string, mailFrom: string): MailTransport {
  const platformAddress = addressIn(mailFrom);
  const pool = createTransport(
    {
      url: smtpUrl,
      pool: true,
      maxConnections: MOST_CONNECTIONS,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      greetingTimeout: GREETING_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      // A template must not be able to read a file or fetch an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    {},
  );
  return {
    domain: domainOf(mailFrom),
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
    async close() {
      pool.close();
    },
  };
}

// A 5xx to the connection, to AUTH or to MAIL FROM is about us, not about this mail: an operator can set it right.
function asRefusal(error: SmtpError): unknown {
  const isAboutTheMail = error.command === "RCPT TO" || error.command === "DATA";
  if (!isAboutTheMail || error.responseCode === undefined || error.responseCode < 500) return error;
  return new PermanentRefusalError(error.response ?? error.message, { cause: error });
}
