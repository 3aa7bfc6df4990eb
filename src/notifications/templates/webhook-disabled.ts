import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To administrators: the receiver of a webhook takes nothing, so that nothing is sent to it any more. */
export const webhookDisabled = mailTemplate({
  parameters: z.object({
    ...is.brand,
    name: z.string().min(1),
    host: z.string().min(1),
    since: is.epochMs,
  }),
  secrets: is.noSecrets,
  write({ name, host, since, ...parameters }, _secrets, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const finding = say("webhookDisabled.text", { since: time(since, timeZone) });
    return {
      subject: say("webhookDisabled.subject", { name }),
      preview: finding,
      heading: say("webhookDisabled.subject", { name }),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "facts", rows: [{ label: say("webhookDisabled.hostLabel"), value: host }] },
        { kind: "paragraph", text: say("webhookDisabled.todo") },
        {
          kind: "button",
          label: say("webhookDisabled.button"),
          url: pageLink({ publicUrl }, { to: "webhooks" }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
