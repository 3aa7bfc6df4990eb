import { z } from "zod";
import { dayOf, pageLink } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** Once a year, to the owner of an address: who may send as it, and whether that is still right. */
export const ownerReminder = mailTemplate({
  parameters: z.object({
    ...is.brand,
    address: is.address,
    accounts: z.array(z.object({ account: is.address, since: is.epochMs })).min(1),
    unlisted: is.count,
  }),
  secrets: z.object({ token: is.token }),
  write(parameters, { token }, { language, platformLanguage, timeZone, publicUrl }) {
    const { say, day } = language;
    const { accounts, unlisted } = parameters;
    const names = { address: shortAddress(parameters.address) };
    return {
      subject: say("ownerReminder.subject"),
      preview: say("ownerReminder.text"),
      heading: say("ownerReminder.heading", names),
      blocks: [
        ...(platformLanguage.code === language.code
          ? []
          : [{ kind: "note" as const, text: platformLanguage.say("ownerReminder.otherLanguage", names) }]),
        {
          kind: "list",
          rows: [
            ...accounts.map(({ account, since }) => ({
              text: account,
              detail: say("ownerReminder.since", { day: day(dayOf(since, timeZone)) }),
            })),
            ...(unlisted === 0 ? [] : [{ text: say("ownerReminder.unlisted", { count: unlisted }), detail: "" }]),
          ],
        },
        { kind: "paragraph", text: say("ownerReminder.text") },
        {
          kind: "button",
          label: say("ownerReminder.button"),
          url: pageLink({ publicUrl }, { to: "confirm-senders", token }),
          fallback: say("common.buttonFallback"),
        },
        { kind: "paragraph", text: say("ownerReminder.wrong") },
      ],
      footer: footerLines(language, parameters, say("ownerReminder.footer", names)),
    };
  },
});
