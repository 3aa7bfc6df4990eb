import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const TEXTS = {
  PASSWORD_RESET: { subject: "credentialNotice.passwordResetSubject", text: "credentialNotice.passwordResetText" },
  EMAIL_CHANGED: { subject: "credentialNotice.emailChangedSubject", text: "credentialNotice.emailChangedText" },
  APP_ADDED: { subject: "credentialNotice.factorAddedSubject", text: "credentialNotice.appAddedText" },
  APP_REMOVED: { subject: "credentialNotice.factorRemovedSubject", text: "credentialNotice.appRemovedText" },
  PASSKEY_ADDED: { subject: "credentialNotice.factorAddedSubject", text: "credentialNotice.passkeyAddedText" },
  PASSKEY_REMOVED: { subject: "credentialNotice.factorRemovedSubject", text: "credentialNotice.passkeyRemovedText" },
  // Of mails that were queued before they said which kind.
  SECOND_FACTOR_ADDED: { subject: "credentialNotice.factorAddedSubject", text: "credentialNotice.factorAddedText" },
  SECOND_FACTOR_REMOVED: {
    subject: "credentialNotice.factorRemovedSubject",
    text: "credentialNotice.factorRemovedText",
  },
  SECOND_FACTOR_RESET: { subject: "credentialNotice.factorResetSubject", text: "credentialNotice.factorResetText" },
  SECOND_FACTOR_GUESSED: {
    subject: "credentialNotice.factorGuessedSubject",
    text: "credentialNotice.factorGuessedText",
  },
  RECOVERY_CODE_USED: { subject: "credentialNotice.codeUsedSubject", text: "credentialNotice.codeUsedText" },
  VIEWED: { subject: "credentialNotice.viewedSubject", text: "credentialNotice.viewedText" },
  RECOVERY_CODES_RENEWED: {
    subject: "credentialNotice.codesRenewedSubject",
    text: "credentialNotice.codesRenewedText",
  },
} as const;

/** To the one concerned: a password, a contact address or a second factor was changed or used. It names nobody and links to no token. */
export const credentialNotice = mailTemplate({
  parameters: z.object({
    ...is.brand,
    login: z.string().min(1),
    event: z.enum(Object.keys(TEXTS) as (keyof typeof TEXTS)[]),
    at: is.epochMs,
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { login, event } = parameters;
    const texts = TEXTS[event];
    const finding = say(texts.text, { login, at: time(parameters.at, timeZone) });
    return {
      subject: say(texts.subject, { login }),
      preview: finding,
      heading: say(texts.subject, { login }),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "paragraph", text: say("credentialNotice.meaning") },
        {
          kind: "button",
          label: say("credentialNotice.button"),
          url: pageLink({ publicUrl }, { to: "security" }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
