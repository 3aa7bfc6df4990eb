import { z } from "zod";
import { pageLink } from "../../kernel/index.js";
import { addressFact, footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const TEXTS = {
  MISSING: { subject: "proofGone.missingSubject", text: "proofGone.missingText" },
  PAUSED: { subject: "proofGone.pausedSubject", text: "proofGone.pausedText" },
} as const;

/** To administrators, and to the account whose right it is: the DNS record that proves a domain is not there any more. */
export const proofGone = mailTemplate({
  parameters: z.object({
    ...is.brand,
    event: z.enum(["MISSING", "PAUSED"]),
    domain: z.string().min(1),
    /** The account that sends as everybody in the domain; null where the domain is hosted here. */
    accountAddress: is.address.nullable(),
    recordName: z.string().min(1),
    recordValue: z.string().min(1),
    goneSince: is.epochMs,
    pausesAt: is.epochMs,
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { domain, accountAddress } = parameters;
    const texts = TEXTS[parameters.event];
    const finding = say(texts.text, {
      domain,
      since: time(parameters.goneSince, timeZone),
      until: time(parameters.pausesAt, timeZone),
    });
    const account = accountAddress === null ? [] : [addressFact(language, say("common.mailboxLabel"), accountAddress)];
    return {
      subject: say(texts.subject, { domain }),
      preview: finding,
      heading: say(texts.subject, { domain }),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "paragraph", text: say(accountAddress === null ? "proofGone.hosted" : "proofGone.authorized") },
        {
          kind: "facts",
          rows: [
            ...account,
            { label: say("proofGone.nameLabel"), value: parameters.recordName },
            { label: say("proofGone.valueLabel"), value: parameters.recordValue, isCode: true },
          ],
        },
        { kind: "paragraph", text: say("proofGone.todo") },
        {
          kind: "button",
          label: say("proofGone.button"),
          url: pageLink(
            { publicUrl },
            // A right to a whole domain is with the mailbox whose it is; the domain itself may be hosted nowhere here.
            accountAddress === null ? { to: "proof", domain } : { to: "senders", account: accountAddress },
          ),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
