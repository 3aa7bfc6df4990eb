import { alertWriter, type ReportPorts } from "../observations/index.js";
import type { Services } from "../request/index.js";
import { noteReturnedMail, returnPathTagOf } from "../verification/index.js";

/** Where complaints and bounces go: observations know nothing of questions, here the two meet. */
export function reportPortsOf({ configuration }: Pick<Services, "configuration">): ReportPorts {
  return {
    writer: alertWriter(configuration),
    bounces: {
      async returned(tx, returnPath, reports) {
        const tag = returnPathTagOf(returnPath);
        if (tag === null) return false;
        const mails = reports.map(({ status, action, diagnostic, finalRecipient, reportingServer }) => ({
          failure: { status, action, text: diagnostic ?? "" },
          recipient: finalRecipient,
          reportingServer,
        }));
        return noteReturnedMail(tx, tag, mails);
      },
    },
  };
}
