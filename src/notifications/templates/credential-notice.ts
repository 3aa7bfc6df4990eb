import { z } from "zod";
import { footerLines, mailTemplate, pageUrl } from "./mail-template.js";
import * as is from "./parameters.js";

const TEXTS = {
  PASSWORD_RESET: { subject: "credentialNotice.passwordResetSubject", text: "credentialNotice.passwordResetText" },
  EMAIL_CHANGED: { subject: "credentialNotice.emailChangedSubject", text: "credentialNotice.emailChangedText" },
} as const;

/** To the one concerned: somebody else changed a password or a contact address. It names nobody and links to no token. */
export const credentialNotice = mailTemplate({
  parameters: z.object({
    ...is.brand,
    login: z.string().min(1),
    event: z.enum(["PASSWORD_RESET", "EMAIL_CHANGED"]),
    at: is.epochMs,
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, publicUrl }) {
    const { say, time } = language;
    const { login, event } = parameters;
    const texts = TEXTS[event];
    const finding = say(texts.text, { login, at: time(parameters.at) });
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
          url: pageUrl(publicUrl, "console"),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
