import { z } from "zod";
import { calendarDay, pageLink, type TimeZone } from "../../kernel/index.js";
import type { Language } from "../../texts/index.js";
import { heldBelow, heldBelowInWords } from "./held-below.js";
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
    /** Of mails that were queued before they said more of it. */
    enforcedAt: is.epochMs.nullish(),
    enforcement: z
      .object({
        kind: z.enum(["ENFORCED", "PLANNED", "HELD", "NONE"]),
        at: is.epochMs.nullable(),
        heldBelow,
      })
      .optional(),
    /** Left out of the figures: what accounts sent while they were probably used by somebody else. */
    alarmed: z.object({ messages: is.count, accounts: is.count }).default({ messages: 0, accounts: 0 }),
    most: z.array(z.object({ accountAddress: is.address, address: is.address, messages: is.count })).max(20),
  }),
  secrets: is.unsubscribeSecret,
  write(parameters, { unsubscribeToken }, { language, timeZone, publicUrl }) {
    const { say, day, dayOnly, number } = language;
    const { scopeName: scope, most, alarmed } = parameters;
    const state = parameters.enforcement ?? plannedFrom(parameters.enforcedAt ?? null);
    const period = {
      scope,
      from: dayOnly(calendarDay(parameters.fromDay, timeZone)),
      until: day(calendarDay(parameters.untilDay, timeZone)),
    };
    const enforcement = enforcementInWords(state, language, timeZone);
    const further = [
      ...heldBelowInWords(language, state.heldBelow),
      ...(alarmed.messages > 0 ? [say("digestReseller.leftOut", { count: alarmed.messages })] : []),
    ];
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
        ...further.map((text) => ({ kind: "paragraph" as const, text })),
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

interface Enforcement {
  readonly kind: "ENFORCED" | "PLANNED" | "HELD" | "NONE";
  readonly at: number | null;
  readonly heldBelow: z.infer<typeof heldBelow>;
}

function plannedFrom(at: number | null): Enforcement {
  return { kind: at === null ? "NONE" : "PLANNED", at, heldBelow: { resellers: 0, domains: 0 } };
}

function enforcementInWords({ kind, at }: Enforcement, { say, time }: Language, zone: TimeZone): string {
  if (kind === "ENFORCED") return say("digestReseller.enforcedNow");
  if (at === null || kind === "NONE") return say("digestReseller.notEnforced");
  const date = time(at, zone);
  return kind === "HELD" ? say("digestReseller.held", { date }) : say("digestReseller.enforced", { date });
}
