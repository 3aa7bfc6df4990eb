import { type Database, isUniqueViolation } from "../../database/index.js";
import { newIdentifier } from "../../kernel/index.js";
import { CapturedMail } from "../captured-mail.entity.js";
import { domainOf, type MailTransport } from "./mail-transport.js";

/** Keeps every mail in the database instead of sending it: an installation without SMTP_URL, shown at /dev/mail. */
export function capturingTransport(database: Database, mailFrom: string): MailTransport {
  return {
    domain: domainOf(mailFrom),
    async send(mail) {
      await database.write(async (tx) => {
        try {
          await tx.manager.insert(CapturedMail, {
            id: newIdentifier(),
            messageId: mail.messageId,
            toAddress: mail.to,
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
            keptAt: tx.now,
          });
        } catch (error) {
          // A second delivery of the same mail, as after a crash between sending and marking.
          if (!isUniqueViolation(error, "ux_kept_mail_message", "kept_mail.messageId")) throw error;
        }
      });
      return null;
    },
    async isOpen() {
      return true;
    },
    async close() {},
  };
}
