import { z } from "zod";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To the operators: other mail servers refuse our mails for our sake, in their own words. */
export const mailRefusals = mailTemplate({
  parameters: z.object({
    ...is.brand,
    count: is.count,
    /** What was said, each text once, newest first. */
    refusals: z.array(z.string()).min(1),
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language }) {
    const { say } = language;
    const { count, refusals } = parameters;
    const finding = say("mailRefusals.text", { count });
    return {
      subject: say("mailRefusals.subject", { count }),
      preview: finding,
      heading: say("mailRefusals.heading"),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "facts", rows: refusals.map((value) => ({ label: say("mailRefusals.label"), value })) },
        { kind: "paragraph", text: say("mailRefusals.todo") },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
