import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To the operators: domains were made in which other tenants hold authorizations; whose they are, only they decide. */
export const domainConflict = mailTemplate({
  parameters: z.object({
    ...is.brand,
    /** The first of them. */
    domains: z.array(z.string().min(1)).min(1),
    count: is.count,
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, publicUrl }) {
    const { say } = language;
    const { domains, count } = parameters;
    const [domain = ""] = domains;
    const finding = say("domainConflict.text", { count });
    return {
      subject: say("domainConflict.subject", { domain, count }),
      preview: finding,
      heading: say("domainConflict.heading"),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "facts", rows: domains.map((value) => ({ label: say("domainConflict.label"), value })) },
        { kind: "paragraph", text: say("domainConflict.todo") },
        {
          kind: "button",
          label: say("domainConflict.button"),
          url: pageLink({ publicUrl }, { to: "proof", domain }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
