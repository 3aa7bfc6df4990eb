import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const TEXTS = {
  ALLOWED: { title: "answerNotice.allowed", who: "answerNotice.allowedBy", otherwise: "answerNotice.allowedOtherwise" },
  DENIED: { title: "answerNotice.denied", who: "answerNotice.deniedBy", otherwise: "answerNotice.deniedOtherwise" },
} as const;

/** To an address about which a question was answered: what the answer was, and how to change it. */
export const answerNotice = mailTemplate({
  parameters: z.object({
    ...is.brand,
    accountAddress: is.address,
    address: is.address,
    answer: z.enum(["ALLOWED", "DENIED"]),
    at: is.epochMs,
    /** When what was allowed ends; null for no end. */
    until: is.epochMs.nullable(),
    /** For as long the question's own link changes the answer. */
    changeableUntil: is.epochMs,
  }),
  secrets: z.object({ ownerToken: is.token }),
  write(parameters, { ownerToken }, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { accountAddress: account, answer, until } = parameters;
    const texts = TEXTS[answer];
    const names = { account, until: time(parameters.changeableUntil, timeZone) };
    return {
      subject: say(texts.title, names),
      preview: say(texts.who),
      heading: say(texts.title, names),
      blocks: [
        { kind: "paragraph", text: say(texts.who) },
        {
          kind: "facts",
          rows: [
            addressFact(language, say("common.addressLabel"), shortAddress(parameters.address)),
            addressFact(language, say("common.accountLabel"), account),
            { label: say("answerNotice.answeredLabel"), value: time(parameters.at, timeZone) },
            ...(until === null ? [] : [{ label: say("answerNotice.untilLabel"), value: time(until, timeZone) }]),
          ],
        },
        { kind: "paragraph", text: say(texts.otherwise, names) },
        {
          kind: "button",
          label: say("question.ownerLink"),
          url: pageLink({ publicUrl }, { to: "owner", token: ownerToken }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("answerNotice.footer")),
    };
  },
});
