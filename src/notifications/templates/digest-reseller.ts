import { z } from "zod";
import { calendarDay, pageLink } from "../../kernel/index.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const FIGURES = [
  ["messages", "digestReseller.messages"],
  ["accounts", "digestReseller.accounts"],
  ["addresses", "digestReseller.addresses"],
  ["pending", "digestReseller.pending"],
] as const;

/** What a reseller or a domain's administrators should know: who sends without permission, and how much. */
export const digestReseller = mailTemplate({
  parameters: z.object({
    ...is.brand,
    /** Name of the reseller, or the domain. */
    scopeName: z.string().min(1),
    /** The first and the last of the days that the figures are of, both whole. */
    fromDay: is.dayNumber,
    untilDay: is.dayNumber,
    messages: is.count,
    accounts: is.count,
    addresses: is.count,
    pending: is.count,
    enforcedAt: is.epochMs.nullish(),
    most: z.array(z.object({ accountAddress: is.address, address: is.address, messages: is.count })).max(20),
  }),
  secrets: is.unsubscribeSecret,
  write(parameters, { unsubscribeToken }, { language, timeZone, publicUrl }) {
    const { say, day, dayOnly, time, number } = language;
    const { scopeName: scope, most, enforcedAt } = parameters;
    const period = {
      scope,
      from: dayOnly(calendarDay(parameters.fromDay, timeZone)),
      until: day(calendarDay(parameters.untilDay, timeZone)),
    };
    const enforcement = enforcedAt
      ? say("digestReseller.enforced", { date: time(enforcedAt, timeZone) })
      : say("digestReseller.notEnforced");
    const figures = FIGURES.map(([what, label]) => ({
      figure: number(parameters[what]),
      label: say(label, { count: parameters[what] }),
    }));
    const rows = most.map(({ accountAddress, address, messages }) => ({
      text: accountAddress,
      detail: say("digestReseller.row", { address, count: messages }),
    }));
    return {
      subject: say("digestReseller.subject", period),
      preview: enforcement,
      heading: say("digestReseller.heading", period),
      blocks: [
        { kind: "paragraph", text: say("digestReseller.text", period) },
        { kind: "figures", rows: figures },
        { kind: "paragraph", text: enforcement },
        ...(rows.length === 0
          ? []
          : [
              { kind: "paragraph" as const, text: say("digestReseller.most") },
              { kind: "list" as const, rows },
            ]),
        {
          kind: "button",
          label: say("digestReseller.button"),
          url: pageLink({ publicUrl }, { to: "readiness" }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("digestReseller.footer", { scope })),
      ...(unsubscribeToken !== undefined && {
        unsubscribe: {
          label: say("common.unsubscribe"),
          url: pageLink({ publicUrl }, { to: "unsubscribe", token: unsubscribeToken }),
        },
      }),
    };
  },
});
