import { createTransport } from "nodemailer";
import { refuseInsideTransaction } from "../../database/index.js";
import { inExchangeSpan } from "./exchange-span.js";
import { addressIn, domainOf, MailRefusedError, type MailTransport, SenderRefusedError } from "./mail-transport.js";
import { type SmtpSettings, smtpOptions } from "./smtp-options.js";
import { needsSmtpUtf8 } from "./smtp-utf8.js";
import { offersSmtpUtf8 } from "./try-smtp.js";

/** RFC 6531 3.5 has the code. */
const NO_SMTPUTF8 = "553 5.6.7 The mail server of SMTP_URL does not offer SMTPUTF8, which this address needs";

interface SmtpError {
  readonly responseCode?: number;
  readonly command?: string;
  /** The server's reply, for instance `550 5.1.1 no such user`. */
  readonly response?: string;
  readonly message: string;
}

/** Sends through the server of `SMTP_URL`, connections kept, at most `maxConnections`. */
export function smtpTransport(settings: SmtpSettings, maxConnections: number): MailTransport {
  const platformAddress = addressIn(settings.mailFrom);
  const pool = createTransport({ ...smtpOptions(settings), pool: true, maxConnections }, {});
  return {
    domain: domainOf(settings.mailFrom),
    async send(mail) {
      refuseInsideTransaction("the mail transport");
      const from = mail.returnPath ?? platformAddress;
      // The pool would send it all the same, and leave it to every server on the way what the octets mean.
      if ([from, mail.to].some(needsSmtpUtf8) && !(await offersSmtpUtf8(settings)))
        throw new MailRefusedError(NO_SMTPUTF8);
      try {
        const { response } = await inExchangeSpan(settings, () =>
          pool.sendMail({
            messageId: mail.messageId,
            envelope: { from, to: mail.to },
            from: { name: mail.fromName ?? "", address: platformAddress },
            to: { name: "", address: mail.to },
            subject: mail.subject,
            text: textPart(mail.text),
            html: mail.html,
            headers: { ...mail.headers },
            // Quoted-printable would fold a link, and some programs take what stands before the fold for the whole.
            textEncoding: "base64",
          }),
        );
        return response;
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

const ASCII_TEXT = /^[\t\n -~]*$/;
/** RFC 5322 2.1.1. */
const MAX_LINE_OCTETS = 998;

/** As it is wherever that can be (RFC 2045 2.7), so that whoever looks at the source finds each link whole. */
function textPart(text: string): string | { readonly raw: string } {
  if (!ASCII_TEXT.test(text) || text.split("\n").some((line) => line.length > MAX_LINE_OCTETS)) return text;
  const header = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 7bit", "", ""].join("\r\n");
  return { raw: header + text.replaceAll("\n", "\r\n") };
}

/** A domain goes as A-labels; what stands before the `@` has no other form (RFC 6531 3.2). */
// A reply to the connection, to STARTTLS, AUTH or MAIL FROM is about us, not about this mail.
function asRefusal(error: SmtpError): unknown {
  if (error.responseCode === undefined) return error;
  const reply = error.response ?? error.message;
  if (error.command === "RCPT TO" || error.command === "DATA") return new MailRefusedError(reply, { cause: error });
  return error.command === "MAIL FROM" ? new SenderRefusedError(reply, { cause: error }) : error;
}
