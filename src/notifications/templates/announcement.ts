import { z } from "zod";
import { dayOf, pageLink } from "../../kernel/index.js";
import { heldBelow, heldBelowInWords } from "./held-below.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const FIGURES = [
  ["messages", "announcement.messages"],
  ["accounts", "announcement.accounts"],
  ["addresses", "announcement.addresses"],
] as const;

/** Tells a reseller that enforcement comes, in words it can pass on, with the figures of its own customers. */
export const announcement = mailTemplate({
  parameters: z.object({
    ...is.brand,
    enforcedAt: is.epochMs,
    messages: is.count,
    accounts: is.count,
    addresses: is.count,
    heldBelow,
  }),
  secrets: is.unsubscribeSecret,
  write(parameters, { unsubscribeToken }, { language, timeZone, publicUrl }) {
    const { say, day, time, number } = language;
    const { enforcedAt, brandName, addresses } = parameters;
    const isNothingToDo = addresses === 0;
    const todo = isNothingToDo ? say("announcement.nothing") : say("announcement.todo");
    const names = { date: day(dayOf(enforcedAt, timeZone)) };
    return {
      subject: say("announcement.subject", names),
      preview: todo,
      heading: say("announcement.heading", names),
      blocks: [
        { kind: "paragraph", text: say("announcement.text", { date: time(enforcedAt, timeZone), brand: brandName }) },
        { kind: "paragraph", text: todo },
        ...(isNothingToDo
          ? []
          : [
              { kind: "paragraph" as const, text: say("announcement.figures") },
              {
                kind: "figures" as const,
                rows: FIGURES.map(([what, label]) => ({
                  figure: number(parameters[what]),
                  label: say(label, { count: parameters[what] }),
                })),
              },
            ]),
        ...heldBelowInWords(language, parameters.heldBelow).map((text) => ({ kind: "paragraph" as const, text })),
        {
          kind: "button",
          label: say("announcement.button"),
          url: pageLink({ publicUrl }, { to: "readiness" }),
          fallback: say("common.buttonFallback"),
        },
        { kind: "note", text: say("announcement.forward") },
      ],
      footer: footerLines(language, parameters),
      ...(unsubscribeToken !== undefined && {
        unsubscribe: {
          label: say("common.unsubscribe"),
          url: pageLink({ publicUrl }, { to: "unsubscribe", token: unsubscribeToken }),
        },
      }),
    };
  },
});
