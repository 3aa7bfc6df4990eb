import { z } from "zod";
import { dayOf, pageLink, required, type TimeZone } from "../../kernel/index.js";
import type { Language } from "../../texts/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const item = z.object({
  address: is.address,
  outcome: z.enum([
    "ALLOWED",
    "DENIED",
    "WITHDRAWN",
    "APPROVED",
    "REFUSED",
    "WAITING",
    "EXPIRED",
    "UNDELIVERABLE",
    "HELD",
    "RESUMED",
    "ENDED",
  ]),
  /** When what was allowed ends; null for no end. */
  until: is.epochMs.nullable(),
  askAgainAt: is.epochMs.nullable(),
});

type Item = z.infer<typeof item>;

/** To an account that asked for addresses: what became of them. */
export const askerNews = mailTemplate({
  parameters: z.object({ ...is.brand, accountAddress: is.address, items: z.array(item).min(1), more: is.count }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, timeZone, publicUrl }) {
    const { say } = language;
    const { accountAddress: account, items, more } = parameters;
    const first = required(items[0]);
    const isOne = items.length === 1 && more === 0;
    const title = isOne ? titleOf(first, language) : say("askerNews.several", { count: items.length + more });
    const address = isOne ? first.address : undefined;
    return {
      subject: title,
      preview: isOne ? meaningOf(first, language, timeZone) : titleOf(first, language),
      heading: title,
      blocks: [
        isOne
          ? { kind: "paragraph", text: meaningOf(first, language, timeZone) }
          : {
              kind: "list",
              isDetailBelow: true,
              rows: items.map((each) => ({
                text: titleOf(each, language),
                detail: meaningOf(each, language, timeZone),
              })),
            },
        ...(more > 0 ? [{ kind: "paragraph" as const, text: say("askerNews.more", { count: more }) }] : []),
        {
          kind: "button",
          label: say("askerNews.button"),
          url: pageLink({ publicUrl, panelUrl: parameters.panelUrl }, { to: "senders", address, account }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("askerNews.footer", { account })),
    };
  },
});

function titleOf({ outcome, address: whole }: Item, { say }: Language): string {
  const address = shortAddress(whole);
  switch (outcome) {
    case "ALLOWED":
    case "APPROVED":
      return say("askerNews.maySend", { address });
    case "RESUMED":
      return say("askerNews.maySendAgain", { address });
    case "DENIED":
    case "REFUSED":
      return say("askerNews.mayNotSend", { address });
    case "WITHDRAWN":
    case "ENDED":
      return say("askerNews.noLonger", { address });
    case "WAITING":
      return say("askerNews.waitsAgain", { address });
    case "HELD":
      return say("askerNews.held", { address });
    case "EXPIRED":
      return say("askerNews.noAnswer", { address });
    case "UNDELIVERABLE":
      return say("askerNews.notArrived", { address });
  }
}

function meaningOf({ outcome, until, askAgainAt }: Item, { say, time, day }: Language, zone: TimeZone): string {
  const again = askAgainAt === null ? "" : ` ${say("askerNews.askAgainOn", { date: day(dayOf(askAgainAt, zone)) })}`;
  switch (outcome) {
    case "ALLOWED":
      return until === null
        ? say("askerNews.ownerAllowed")
        : say("askerNews.ownerAllowedUntil", { until: time(until, zone) });
    case "APPROVED":
      return say("askerNews.approved");
    case "RESUMED":
      return say("askerNews.resumed");
    case "DENIED":
      return `${say("askerNews.ownerDenied")}${again}`;
    case "REFUSED":
      return `${say("askerNews.refused")}${again}`;
    case "WAITING":
      return say("askerNews.decisionTakenBack");
    case "WITHDRAWN":
      return `${say("askerNews.withdrawn")}${again}`;
    case "ENDED":
      return say("askerNews.ended");
    case "HELD":
      return say("askerNews.heldMeaning");
    case "EXPIRED":
      return say("askerNews.expired");
    case "UNDELIVERABLE":
      return say("askerNews.undeliverable");
  }
}
