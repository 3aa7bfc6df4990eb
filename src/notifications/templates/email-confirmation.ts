import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To an address that somebody named as an administrator's: the only mail it gets until whoever reads it says yes. */
export const emailConfirmation = mailTemplate({
  parameters: z.object({ ...is.brand, address: is.address, endsAt: is.epochMs }),
  secrets: z.object({ token: is.token }),
  write(parameters, { token }, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { address, brandName: brand } = parameters;
    const finding = say("emailConfirmation.text", { brand });
    return {
      subject: say("emailConfirmation.subject", { brand }),
      preview: finding,
      heading: say("emailConfirmation.heading"),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "facts", rows: [addressFact(language, say("emailConfirmation.addressLabel"), address)] },
        {
          kind: "button",
          label: say("emailConfirmation.button"),
          url: pageLink({ publicUrl }, { to: "confirm-email", token }),
          fallback: say("common.buttonFallback"),
        },
        { kind: "note", text: say("emailConfirmation.otherwise", { until: time(parameters.endsAt, timeZone) }) },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
