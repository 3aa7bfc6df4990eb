import type { Transaction } from "../../database/index.js";
import { queueMail } from "../../outbox/index.js";
import { type ProofAlerts, type ProofNews, recordNameOf } from "../../proofs/index.js";
import { brandingFor, mailboxOfAccount } from "../../tenancy/index.js";
import type { AlertKeys } from "./alert-keys.js";
import { claimAlert } from "./claim-alert.js";
import { administratorsOf } from "./recipients.queries.js";

/** Tells administrators, and the account that sends as everybody in a domain, that a domain's proof is gone. */
export function proofAlerts({ sealer }: AlertKeys): ProofAlerts {
  return {
    async tell(tx, news) {
      const { event, claim, resellerPath } = news;
      const period = `${event} ${(claim.goneSince ?? tx.now).getTime()}`;
      if (!(await claimAlert(tx, "PROOF", claim.id, period))) return;
      const { language, ...brand } = await brandingFor(tx.manager, resellerPath);
      for (const { key, to, language: own } of await recipientsOf(tx, news)) {
        await queueMail(tx, sealer, {
          uniqueKey: `proof:${claim.id}:${period}:${key}`,
          template: "proof-gone",
          language: own ?? language,
          to,
          subjectId: claim.id,
          parameters: {
            ...brand,
            event,
            domain: claim.domain,
            accountAddress: news.account?.address ?? null,
            recordName: recordNameOf(claim.domain),
            recordValue: claim.value,
            goneSince: (claim.goneSince ?? tx.now).getTime(),
            pausesAt: news.pausesAt.getTime(),
          },
        });
      }
    },
  };
}

async function recipientsOf(tx: Transaction, { account, resellerPath, domainId }: ProofNews) {
  const administrators = await administratorsOf(tx.manager, { resellerPath, domainId });
  return [
    ...(account === null
      ? []
      : [
          {
            key: "account",
            to: await mailboxOfAccount(tx.manager, { ...account, domainId, resellerPath }),
            language: account.language,
          },
        ]),
    ...administrators.map(({ administrator: { id, language }, mailbox }) => ({ key: id, to: mailbox, language })),
  ];
}
