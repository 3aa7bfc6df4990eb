import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const TEXTS = {
  REFUSED: "ownerOverruled.refused",
  WITHDRAWN: "ownerOverruled.withdrawn",
  BLOCKED: "ownerOverruled.blocked",
  UNANSWERED: "ownerOverruled.unanswered",
} as const;

/** To the owner of an address: the operator has given it against the owner's word, or without waiting for it. */
export const ownerOverruled = mailTemplate({
  parameters: z.object({
    ...is.brand,
    accountAddress: is.address,
    address: is.address,
    word: z.enum(Object.keys(TEXTS) as (keyof typeof TEXTS)[]),
    at: is.epochMs,
  }),
  secrets: z.object({ ownerToken: is.token }),
  write(parameters, { ownerToken }, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { accountAddress: account, brandName: brand, word } = parameters;
    const address = shortAddress(parameters.address);
    const names = { account, brand };
    return {
      subject: say("ownerOverruled.subject", names),
      preview: say(TEXTS[word], names),
      heading: say("ownerOverruled.subject", names),
      blocks: [
        { kind: "paragraph", text: say(TEXTS[word], names) },
        {
          kind: "facts",
          rows: [
            addressFact(language, say("common.addressLabel"), address),
            addressFact(language, say("common.accountLabel"), account),
            { label: say("ownerOverruled.givenLabel"), value: time(parameters.at, timeZone) },
          ],
        },
        { kind: "paragraph", text: say("ownerOverruled.meaning") },
        {
          kind: "button",
          label: say("question.ownerLink"),
          url: pageLink({ publicUrl }, { to: "owner", token: ownerToken }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("ownerOverruled.footer")),
    };
  },
});
