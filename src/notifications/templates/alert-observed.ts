import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To an account that sends under an address nobody has confirmed: what will happen when, and how to keep it. */
export const alertObserved = mailTemplate({
  parameters: z.object({
    ...is.brand,
    accountAddress: is.address,
    address: is.address,
    messages: is.count,
    lastSeenAt: is.epochMs,
    /** When such mail begins to be refused; null while that is not decided. */
    enforcedAt: is.epochMs.nullish(),
    /** Set once the owner has been asked: what the owner must type. */
    matchNumber: z.string().nullish(),
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { accountAddress: account, address, messages: count, enforcedAt, matchNumber } = parameters;
    const consequence = enforcedAt
      ? say("alertObserved.until", { date: time(enforcedAt, timeZone) })
      : say("alertObserved.soon");
    return {
      subject: say("alertObserved.subject", { address }),
      preview: consequence,
      heading: say("alertObserved.heading", { address }),
      blocks: [
        { kind: "paragraph", text: say("alertObserved.text", { account, address, count }) },
        { kind: "paragraph", text: consequence },
        {
          kind: "facts",
          rows: [
            addressFact(language, say("common.senderLabel"), address),
            addressFact(language, say("common.mailboxLabel"), account),
            { label: say("alertObserved.lastLabel"), value: time(parameters.lastSeenAt, timeZone) },
          ],
        },
        {
          kind: "paragraph",
          text: matchNumber ? say("alertObserved.asked", { number: matchNumber }) : say("alertObserved.keep"),
        },
        {
          kind: "button",
          label: say("alertObserved.button"),
          url: pageLink({ publicUrl, panelUrl: parameters.panelUrl }, { to: "senders", address, account }),
          fallback: say("common.buttonFallback"),
        },
        { kind: "note", text: say("alertObserved.unknown") },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
