import { z } from "zod";
import { ownValue } from "../../kernel/index.js";
import { footerLines, mailTemplate, pageUrl } from "./mail-template.js";
import * as is from "./parameters.js";

/** Several questions to one mailbox. The secrets hold `ownerToken`, and `token0`, `token1`, … in the questions' order. */
export const questionDigest = mailTemplate({
  parameters: z.object({
    ...is.brand,
    address: is.address,
    questions: z.array(z.object({ accountAddress: is.address, expiresAt: is.epochMs })).min(1),
  }),
  secrets: z.record(z.string(), is.token),
  write(parameters, secrets, { language, publicUrl }) {
    const { say, time } = language;
    const { address, questions } = parameters;
    const names = { address, count: questions.length };
    const pageOf = (...path: [string, string]) =>
      pageUrl(publicUrl, path[0], is.token.parse(ownValue(secrets, path[1])));
    return {
      subject: say("questionDigest.subject", names),
      preview: say("question.silence"),
      heading: say("questionDigest.heading", names),
      blocks: [
        { kind: "paragraph", text: say("questionDigest.text") },
        {
          kind: "links",
          rows: questions.map(({ accountAddress }, index) => ({
            text: accountAddress,
            label: say("questionDigest.answer"),
            url: pageOf("confirm", `token${index}`),
          })),
        },
        {
          kind: "facts",
          rows: [
            { label: say("common.throughLabel"), value: parameters.brandName },
            { label: say("common.untilLabel"), value: time(Math.min(...questions.map(({ expiresAt }) => expiresAt))) },
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
