import { z } from "zod";
import { pageLink, required } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** `DENY`: what an account had asked for was withdrawn before it was allowed. */
const ACTS = ["WITHDRAW", "DENY", "BLOCK", "UNBLOCK", "TAKE_BACK"] as const;

/** To an address on whose page something was changed: what it was, and how to turn it round. */
export const ownerNotice = mailTemplate({
  parameters: z.object({
    ...is.brand,
    address: is.address,
    /** Newest first. */
    acts: z
      .array(
        z.object({
          act: z.enum(ACTS),
          isTurnedRound: z.boolean(),
          account: is.address.nullable(),
          at: is.epochMs,
        }),
      )
      .min(1),
    until: is.epochMs,
  }),
  secrets: z.object({ ownerToken: is.token }),
  write(parameters, { ownerToken }, { language, timeZone, publicUrl }) {
    const { say, time } = language;
    const { acts } = parameters;
    const names = { address: shortAddress(parameters.address), until: time(parameters.until, timeZone) };
    const words = ({ act, account }: (typeof acts)[number]) =>
      act === "WITHDRAW" || act === "DENY" ? say(OF_ACCOUNT[act], { account: account ?? "?" }) : say(OF_ADDRESS[act]);
    return {
      subject: say("ownerNotice.subject"),
      preview: words(required(acts[0])),
      heading: say("ownerNotice.heading", names),
      blocks: [
        {
          kind: "list",
          rows: acts.map((each) => ({
            text: words(each),
            detail: each.isTurnedRound ? say("ownerNotice.turnedRound") : time(each.at, timeZone),
          })),
        },
        { kind: "paragraph", text: say("ownerNotice.otherwise", names) },
        {
          kind: "button",
          label: say("ownerNotice.button"),
          url: pageLink({ publicUrl }, { to: "owner", token: ownerToken }),
          fallback: say("common.buttonFallback"),
        },
      ],
      footer: footerLines(language, parameters, say("ownerNotice.footer", names)),
    };
  },
});

const OF_ACCOUNT = {
  WITHDRAW: "ownerNotice.withdrawn",
  DENY: "ownerNotice.denied",
} as const;

const OF_ADDRESS = {
  BLOCK: "ownerNotice.blocked",
  UNBLOCK: "ownerNotice.unblocked",
  TAKE_BACK: "ownerNotice.takenBack",
} as const;
