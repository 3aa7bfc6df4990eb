import { z } from "zod";
import { ownValue, pageLink } from "../../kernel/index.js";
import { shortAddress } from "../rendering/short-address.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** Several questions to one mailbox. The secrets hold `ownerToken`, and `token0`, `token1`, … in the questions' order. */
export const questionDigest = mailTemplate({
  parameters: z.object({
    ...is.brand,
    address: is.address,
    /** Each bears the name of whom its account is a customer of. */
    questions: z.array(z.object({ ...is.brand, accountAddress: is.address, expiresAt: is.epochMs })).min(1),
    isNumberAsked: z.boolean().default(true),
  }),
  secrets: z.record(z.string(), is.token),
  write(parameters, secrets, { language, platformLanguage, timeZone, publicUrl }) {
    const { say, time } = language;
    const { questions } = parameters;
    const address = shortAddress(parameters.address);
    const names = { address, count: questions.length };
    const pageOf = (to: "confirm" | "owner", secret: string) =>
      pageLink({ publicUrl }, { to, token: is.token.parse(ownValue(secrets, secret)) });
    return {
      subject: say("questionDigest.subject", { count: questions.length }),
      preview: say("question.silence"),
      heading: say("questionDigest.heading", names),
      blocks: [
        ...(platformLanguage.code === language.code
          ? []
          : [{ kind: "note" as const, text: platformLanguage.say("questionDigest.otherLanguage", names) }]),
        { kind: "paragraph", text: say("questionDigest.text") },
        {
          kind: "links",
          rows: questions.map(({ accountAddress, brandName: brand, supportContact: contact }, index) => ({
            text: accountAddress,
            note: contact
              ? say("questionDigest.throughWithHelp", { brand, contact })
              : say("questionDigest.through", { brand }),
            label: say("questionDigest.answer"),
            url: pageOf("confirm", `token${index}`),
          })),
        },
        {
          kind: "choices",
          rows: [
            { term: say("question.allowTerm"), text: say("questionDigest.allowText") },
            { term: say("question.denyTerm"), text: say("question.denyText") },
            { term: say("question.blockTerm"), text: say("question.blockText") },
          ],
        },
        ...(parameters.isNumberAsked ? [{ kind: "paragraph" as const, text: say("questionDigest.number") }] : []),
        {
          kind: "facts",
          rows: [
            {
              label: say("common.untilLabel"),
              value: time(Math.min(...questions.map(({ expiresAt }) => expiresAt)), timeZone),
            },
          ],
        },
        {
          kind: "note",
          text: say("question.ownerText", names),
          label: say("question.ownerLink"),
          url: pageOf("owner", "ownerToken"),
        },
      ],
      footer: footerLines(language, parameters, say("question.footer", names)),
    };
  },
});
