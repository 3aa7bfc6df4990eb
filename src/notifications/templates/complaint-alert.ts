import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To administrators: recipients complain about mail of an account. */
export const complaintAlert = mailTemplate({
  parameters: z.object({
    ...is.brand,
    accountAddress: is.address,
    /** The sender address of that mail. */
    address: is.address,
    complaints: is.count,
    /** Whether the account may not send under the address for now. */
    isPaused: z.boolean(),
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, publicUrl }) {
    const { say } = language;
    const { accountAddress: account, address, complaints: count } = parameters;
    const finding = say("complaintAlert.text", { account, address, count });
    return {
      subject: say("complaintAlert.subject", { account }),
      preview: finding,
      heading: say("complaintAlert.heading", { account }),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "paragraph", text: say(parameters.isPaused ? "complaintAlert.paused" : "complaintAlert.notPaused") },
        {
          kind: "facts",
          rows: [
            addressFact(language, say("common.senderLabel"), address),
            addressFact(language, say("common.mailboxLabel"), account),
          ],
        },
        {
          kind: "button",
          label: say("complaintAlert.button"),
          url: pageLink({ publicUrl }, { to: "mailboxes", account }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
