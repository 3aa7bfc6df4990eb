import { z } from "zod";
import { actorNameIn, readKeptName } from "../../audit/index.js";
import { pageLink, required } from "../../kernel/index.js";
import type { Language } from "../../texts/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

const item = z.object({
  address: is.address,
  by: z.string(),
  /** Absent where it would stay as it is; empty where nobody would be named any more. */
  replyTo: z.array(is.address).optional(),
  bcc: z.array(is.address).optional(),
});

type Item = z.infer<typeof item>;

/** Of a list the first; the page has them all. */
const MAX_SHOWN = 5;

/** To an account: an administrator suggests that answers to its mail, or copies of it, go elsewhere. */
export const profileProposal = mailTemplate({
  parameters: z.object({ ...is.brand, accountAddress: is.address, items: z.array(item).min(1), more: is.count }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language, publicUrl }) {
    const { say } = language;
    const { accountAddress: account, items, more } = parameters;
    const first = required(items[0]);
    const title = say("profileProposal.title", { address: shortAddress(first.address) });
    return {
      subject: title,
      preview: detailOf(first, language),
      heading: title,
      blocks: [
        { kind: "paragraph", text: say("profileProposal.text") },
        {
          kind: "list",
          isDetailBelow: true,
          rows: items.map((each) => ({ text: shortAddress(each.address), detail: detailOf(each, language) })),
        },
        ...(more > 0 ? [{ kind: "paragraph" as const, text: say("askerNews.more", { count: more }) }] : []),
        {
          kind: "button",
          label: say("askerNews.button"),
          url: pageLink(
            { publicUrl, panelUrl: parameters.panelUrl },
            { to: "senders", address: first.address, account },
          ),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("profileProposal.footer", { account })),
    };
  },
});

function detailOf({ replyTo, bcc, by }: Item, language: Language): string {
  const { say } = language;
  const listed = (addresses: readonly string[]) =>
    [...addresses.slice(0, MAX_SHOWN).map(shortAddress), ...(addresses.length > MAX_SHOWN ? ["…"] : [])].join(", ");
  const lines: string[] = [];
  if (replyTo !== undefined) {
    lines.push(
      replyTo.length === 0
        ? say("profileProposal.noReplyTo")
        : say("profileProposal.replyTo", { addresses: listed(replyTo) }),
    );
  }
  if (bcc !== undefined) {
    lines.push(
      bcc.length === 0 ? say("profileProposal.noBcc") : say("profileProposal.bcc", { addresses: listed(bcc) }),
    );
  }
  return [...lines, say("profileProposal.by", { who: actorNameIn(language, readKeptName(by), "afterBy") })].join(" ");
}
