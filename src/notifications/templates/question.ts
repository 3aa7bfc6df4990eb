import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/**
 * The question to the owner of an address. Nothing in it is of the asker's choosing beyond the two addresses: it must be
 * useless for sending somebody a message.
 */
export const question = mailTemplate({
  parameters: z.object({
    ...is.brand,
    accountAddress: is.address,
    address: is.address,
    askedAt: is.epochMs,
    expiresAt: is.epochMs,
    /** False where the platform's policy does without number matching. */
    isNumberAsked: z.boolean().default(true),
  }),
  secrets: z.object({ token: is.token, ownerToken: is.token }),
  write(parameters, { token, ownerToken }, { language, platformLanguage, timeZone, publicUrl }) {
    const { say, time } = language;
    const { accountAddress: account, brandName: brand } = parameters;
    const address = shortAddress(parameters.address);
    const names = { account, address, brand };
    return {
      subject: say("question.subject", { account }),
      preview: say("question.silence"),
      heading: say("question.ask", names),
      blocks: [
        // Whoever owns the address need not speak the language of whoever asks.
        ...(platformLanguage.code === language.code
          ? []
          : [{ kind: "note" as const, text: platformLanguage.say("question.otherLanguage", names) }]),
        { kind: "paragraph", text: say("question.why", names) },
        {
          kind: "facts",
          rows: [
            addressFact(language, say("common.addressLabel"), address),
            addressFact(language, say("common.accountLabel"), account),
            { label: say("common.throughLabel"), value: brand },
            { label: say("common.askedLabel"), value: time(parameters.askedAt, timeZone) },
            { label: say("common.untilLabel"), value: time(parameters.expiresAt, timeZone) },
          ],
        },
        {
          kind: "button",
          label: say("question.button"),
          url: pageLink({ publicUrl }, { to: "confirm", token }),
          fallback: say("common.buttonFallback"),
        },
        { kind: "paragraph", text: say("question.opens") },
        {
          kind: "choices",
          rows: [
            { term: say("question.allowTerm"), text: say("question.allowText", names) },
            { term: say("question.denyTerm"), text: say("question.denyText") },
            { term: say("question.blockTerm"), text: say("question.blockText") },
          ],
        },
        ...(parameters.isNumberAsked ? [{ kind: "paragraph" as const, text: say("question.number") }] : []),
        { kind: "paragraph", text: say("question.silence") },
        {
          kind: "note",
          text: say("question.ownerText", names),
          label: say("question.ownerLink"),
          url: pageLink({ publicUrl }, { to: "owner", token: ownerToken }),
        },
      ],
      footer: footerLines(language, parameters, say("question.footer", names)),
    };
  },
});
