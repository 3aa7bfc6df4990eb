import type { Services } from "../graphql/index.js";
import type { ReplyPort } from "../intake/index.js";
import { parseEmailAddress } from "../kernel/index.js";
import { effectivePolicy } from "../policy/index.js";
import { alertKeys, type FindTexts, judgeReport, type ReportPorts } from "../rollout/index.js";
import { answerReply, noteReportedQuestion, noteReturnedMail, returnPathTagOf } from "../verification/index.js";

/** Where complaints and bounces go: observations know nothing of questions and name servers, here they meet. */
export function reportPortsOf(services: Services): ReportPorts {
  const { configuration, database, clock, resolver } = services;
  const findTexts: FindTexts = async (name) => {
    const finding = await resolver.lookCached({ name, type: "TXT" });
    if (finding.kind === "FOUND") return finding.values;
    return finding.kind === "NOTHING" ? [] : null;
  };
  return {
    async judge(report) {
      const { reportingDomains, reportingNetworks } = await effectivePolicy(database.reader, {});
      return judgeReport(report, {
        trusted: { domains: reportingDomains, networks: reportingNetworks },
        ownDomains: domainsOf(configuration.mailFrom),
        findTexts,
        now: clock.now(),
      });
    },
    writer: alertKeys(configuration),
    questions: { reported: noteReportedQuestion },
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

/** Where it goes what people write back. */
export function replyPortOf({ configuration }: Services): ReplyPort {
  return {
    came: (tx, reply, envelope) => answerReply(tx, configuration.mailFrom, { ...reply, ...envelope }),
  };
}

function domainsOf(mailFrom: string): string[] {
  const parsed = parseEmailAddress(/<([^<>]*)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim());
  return parsed.ok ? [parsed.address.domain] : [];
}
