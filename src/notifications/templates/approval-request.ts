import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To the administrators of a hosted domain: somebody asks for an address in it. */
export const approvalRequest = mailTemplate({
  parameters: z.object({
    ...is.brand,
    accountAddress: is.address,
    address: is.address,
    domain: z.string().min(1),
    /** Requests that wait in the domain, this one included. */
    count: is.count,
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, publicUrl }) {
    const { say } = language;
    const { accountAddress: account, domain, count } = parameters;
    const address = shortAddress(parameters.address);
    return {
      subject: say("approvalRequest.subject", { domain, count }),
      preview: say("approvalRequest.waiting", { count }),
      heading: say("approvalRequest.heading", { account, address }),
      blocks: [
        { kind: "paragraph", text: say("approvalRequest.text", { domain }) },
        {
          kind: "facts",
          rows: [
            addressFact(language, say("common.senderLabel"), address),
            addressFact(language, say("common.mailboxLabel"), account),
          ],
        },
        { kind: "paragraph", text: say("approvalRequest.waiting", { count }) },
        {
          kind: "button",
          label: say("approvalRequest.button"),
          url: pageLink({ publicUrl }, { to: "requests", domain }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("approvalRequest.footer", { domain })),
    };
  },
});
