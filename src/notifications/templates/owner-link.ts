import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** The way back to the page of an address, for its owner. */
export const ownerLink = mailTemplate({
  parameters: z.object({ ...is.brand, address: is.address }),
  secrets: z.object({ ownerToken: is.token }),
  write(parameters, { ownerToken }, { language, publicUrl }) {
    const { say } = language;
    const names = { address: shortAddress(parameters.address) };
    return {
      subject: say("ownerLink.subject"),
      preview: say("ownerLink.text"),
      heading: say("ownerLink.heading", names),
      blocks: [
        { kind: "paragraph", text: say("ownerLink.text") },
        {
          kind: "button",
          label: say("ownerLink.button"),
          url: pageLink({ publicUrl }, { to: "owner", token: ownerToken }),
          fallback: say("common.buttonFallback"),
        },
        { kind: "note", text: say("ownerLink.keep") },
      ],
      footer: footerLines(language, parameters, say("ownerLink.footer")),
    };
  },
});
