import { z } from "zod";
import { shortAddress } from "../rendering/short-address.js";
import { footerLines, mailTemplate } from "./mail-template.js";
import * as is from "./parameters.js";

/** For whoever replied to a question: how to answer. The same whatever became of it, and without a link that decides. */
export const replyHelp = mailTemplate({
  parameters: z.object({ ...is.brand, address: is.address, answeredMessageId: z.string().nullish() }),
  secrets: is.noSecrets,
  write(parameters, _secrets, { language }) {
    const { say } = language;
    return {
      subject: say("replyHelp.subject"),
      preview: say("replyHelp.text"),
      heading: say("replyHelp.heading"),
      blocks: [
        { kind: "paragraph", text: say("replyHelp.text") },
        {
          kind: "choices",
          rows: [
            { term: say("replyHelp.answerTerm"), text: say("replyHelp.answerText") },
            { term: say("replyHelp.refuseTerm"), text: say("replyHelp.refuseText") },
            { term: say("replyHelp.aloneTerm"), text: say("replyHelp.aloneText") },
            { term: say("replyHelp.lostTerm"), text: say("replyHelp.lostText") },
          ],
        },
      ],
      footer: footerLines(language, parameters, say("replyHelp.footer", { address: shortAddress(parameters.address) })),
      answers: parameters.answeredMessageId ?? null,
    };
  },
});
