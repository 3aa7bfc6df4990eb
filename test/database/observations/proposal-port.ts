import { alertWriter, type ProposalPort, type ReportPorts } from "../../../src/observations/index.js";
import type { Services } from "../../../src/request/index.js";
import {
  markUndeliverable,
  proposeIdentity,
  questionMailer,
  returnPathTagOf,
  Verification,
} from "../../../src/verification/index.js";

/** Asks with the real room, as the jobs do. */
export function realProposalPort({ configuration }: Pick<Services, "configuration">): ProposalPort {
  const mailer = questionMailer(configuration);
  return {
    async propose(tx, proposal) {
      const outcome = await proposeIdentity(tx, mailer, proposal);
      if (outcome.kind === "IMPOSSIBLE") return outcome;
      const authorizationId = outcome.authorization.id;
      if (outcome.kind === "KNOWN") return { kind: "KNOWN", authorizationId };
      const question = await tx.manager.findOneBy(Verification, { authorizationId });
      return { kind: "PROPOSED", authorizationId, matchNumber: question?.matchNumber ?? null };
    },
  };
}

/** Complaints and bounces with the real rooms, as `mayfrom ingest` has them. */
export function realReportPorts({ configuration }: Pick<Services, "configuration">): ReportPorts {
  return {
    writer: alertWriter(configuration),
    bounces: {
      async bounced(tx, returnPath, evidence) {
        const tag = returnPathTagOf(returnPath);
        return tag !== null && markUndeliverable(tx, tag, evidence);
      },
    },
  };
}
