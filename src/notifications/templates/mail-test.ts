import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** Shows an operator that mails arrive, and whoever else gets it by mistake that there is nothing to do. */
export const mailTest = mailTemplate({
  parameters: z.object({ ...is.brand, address: is.address, code: z.string().regex(/^\d{6}$/) }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, publicUrl }) {
    const { say } = language;
    const { brandName: brand, code } = parameters;
    return {
      subject: say("mailTest.subject", { brand }),
      preview: say("mailTest.text", { brand }),
      heading: say("mailTest.heading"),
      blocks: [
        { kind: "paragraph", text: say("mailTest.text", { brand }) },
        { kind: "facts", rows: [{ label: say("mailTest.codeLabel"), value: code }] },
        {
          kind: "button",
          label: say("mailTest.button"),
          url: pageLink({ publicUrl }, { to: "start", code }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("mailTest.footer")),
    };
  },
});
