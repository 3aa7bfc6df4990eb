import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** An account suddenly uses many addresses: its password may be stolen. */
export const securityAlert = mailTemplate({
  parameters: z.object({
    ...is.brand,
    accountAddress: is.address,
    /** Different addresses that are not the account's. */
    addresses: is.count,
    since: is.epochMs,
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { accountAddress: account, addresses: count } = parameters;
    const finding = say("securityAlert.text", { count, since: time(parameters.since, timeZone) });
    return {
      subject: say("securityAlert.subject", { account }),
      preview: finding,
      heading: say("securityAlert.heading", { account }),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "paragraph", text: say("securityAlert.meaning") },
        { kind: "facts", rows: [addressFact(language, say("common.mailboxLabel"), account)] },
        {
          kind: "button",
          label: say("securityAlert.button"),
          url: pageLink({ publicUrl }, { to: "mailboxes", account }),
          fallback: say("common.buttonFallback"),
        },
        { kind: "note", text: say("securityAlert.budget") },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
