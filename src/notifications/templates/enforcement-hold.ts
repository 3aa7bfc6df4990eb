import { z } from "zod";
import { calendarDay, pageLink } from "../../kernel/index.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** To administrators: enforcement did not begin in their part, because too much would have been refused. */
export const enforcementHold = mailTemplate({
  parameters: z.object({
    ...is.brand,
    /** Name of the reseller or the domain; null for the platform. */
    scopeName: z.string().min(1).nullable(),
    /** Of a domain's hold: its name, so that the link leads to its schedule whoever reads it. */
    domain: z.string().min(1).nullish(),
    /** What `releaseHold` takes; mails that were queued before it stood in them have none. */
    holdId: z.string().min(1).nullish(),
    enforcedAt: is.epochMs,
    /** Messages of these days, all whole, that would have been refused. */
    messages: is.count,
    fromDay: is.dayNumber,
    untilDay: is.dayNumber,
    threshold: is.count,
  }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, timeZone, publicUrl }) {
    const { say, day, dayOnly, time, number } = language;
    const { brandName, holdId, messages: count } = parameters;
    const scope = parameters.scopeName ?? brandName;
    const finding = say("enforcementHold.text", {
      scope,
      date: time(parameters.enforcedAt, timeZone),
      from: dayOnly(calendarDay(parameters.fromDay, timeZone)),
      until: day(calendarDay(parameters.untilDay, timeZone)),
      count,
    });
    return {
      subject: say("enforcementHold.subject", { scope }),
      preview: finding,
      heading: say("enforcementHold.heading", { scope }),
      blocks: [
        { kind: "paragraph", text: finding },
        { kind: "paragraph", text: say("enforcementHold.limit", { threshold: number(parameters.threshold) }) },
        { kind: "paragraph", text: say("enforcementHold.todo") },
        { kind: "paragraph", text: say("enforcementHold.howTo") },
        ...(holdId ? [{ kind: "facts" as const, rows: [{ label: "releaseHold", value: holdId }] }] : []),
        {
          kind: "button",
          label: say("enforcementHold.button"),
          url: pageLink(
            { publicUrl },
            parameters.domain ? { to: "schedule", domain: parameters.domain } : { to: "schedule" },
          ),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters),
    };
  },
});
