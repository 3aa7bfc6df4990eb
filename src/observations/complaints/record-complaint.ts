import { createHash } from "node:crypto";
import { In } from "typeorm";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import {
  Authorization,
  AuthorizationState,
  identityIdOf,
  lockAuthorizationOf,
  pauseLocked,
} from "../../identities/index.js";
import { newIdentifier, SYSTEM_ACTOR } from "../../kernel/index.js";
import { queueMail } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { Account, brandingFor, findAccountReceivingAt } from "../../tenancy/index.js";
import { DAY_MS, weekOf } from "../aggregate/days.js";
import { observationKeyOf } from "../aggregate/observed-submission.js";
import type { AlertWriter } from "../alerts/alert-writer.js";
import { claimAlert } from "../alerts/claim-alert.js";
import { administratorsOf } from "../alerts/recipients.queries.js";
import { Complaint } from "./complaint.entity.js";
import { SubmissionTrace } from "./submission-trace.entity.js";
import { tracesOf } from "./traces.js";

/** What a feedback report or a filter says of a message. */
export interface ComplaintToRecord {
  readonly kind: Complaint["kind"];
  readonly feedbackType: string;
  readonly queueId: string | null;
  readonly messageId: string | null;
  /** Of the enclosed message's trace header. */
  readonly traceToken?: string | null;
  /** Reverse-path of the message, where the report has it. */
  readonly reversePath: string | null;
  /** Login, where the reporter knows it (a filter of our own). */
  readonly login?: string | null;
  readonly reportedAt: Date;
  /** Everything that makes the report itself; the same again counts once. */
  readonly identity: string;
}

/** Complaints of this many days count towards the threshold. */
const COUNTED_DAYS = 30;

export type ComplaintOutcome = "COUNTED" | "UNJOINED" | "REPEATED";

/**
 * Counts a complaint once, on the account and address whose message it is about: by trace token, Message-ID or queue
 * id, else by a reverse-path that is an account's own. At the policy's `complaintThreshold` the authorization of that address is
 * paused and the administrators are told, for an account's own address they are told only.
 */
export async function recordComplaint(
  tx: Transaction,
  writer: AlertWriter,
  complaint: ComplaintToRecord,
): Promise<ComplaintOutcome> {
  const found = await findSubmission(tx, complaint);
  const row = {
    id: newIdentifier(),
    fingerprint: createHash("sha256").update(`${complaint.kind}\n${complaint.identity}`).digest("hex"),
    kind: complaint.kind,
    feedbackType: complaint.feedbackType.slice(0, 32),
    accountId: found?.account.id ?? null,
    domainId: found?.account.domainId ?? null,
    addressKey: found?.addressKey ?? null,
    isMismatched: found === null ? null : Number(found.isMismatched),
    reportedAt: complaint.reportedAt,
  };
  try {
    await tx.manager.insert(Complaint, row);
  } catch (error) {
    if (isUniqueViolation(error)) return "REPEATED";
    throw error;
  }
  if (found === null) return "UNJOINED";
  await actOnThreshold(tx, writer, found);
  return "COUNTED";
}

interface FoundSubmission {
  readonly account: Account;
  readonly addressKey: string;
  readonly isMismatched: boolean;
}

async function findSubmission(tx: Transaction, complaint: ComplaintToRecord): Promise<FoundSubmission | null> {
  const traces = tracesOf(complaint);
  const rows = traces.length === 0 ? [] : await tx.manager.find(SubmissionTrace, { where: { trace: In(traces) } });
  const traced = traces.flatMap((trace) => rows.find((row) => row.trace === trace) ?? [])[0];
  if (traced !== undefined) {
    const account = await tx.manager.findOneBy(Account, { id: traced.accountId });
    if (account !== null) return { account, addressKey: traced.addressKey, isMismatched: true };
  }
  const addressKey = complaint.reversePath === null ? "" : observationKeyOf(complaint.reversePath);
  if (complaint.login) {
    const account = await findAccountReceivingAt(tx.manager, observationKeyOf(complaint.login));
    if (account !== null) return { account, addressKey, isMismatched: !(await isOwn(tx, account, addressKey)) };
  }
  if (!addressKey.includes("@")) return null;
  const account = await findAccountReceivingAt(tx.manager, addressKey);
  return account === null ? null : { account, addressKey, isMismatched: false };
}

async function isOwn(tx: Transaction, account: Account, addressKey: string): Promise<boolean> {
  return addressKey === "" || (await findAccountReceivingAt(tx.manager, addressKey))?.id === account.id;
}

async function actOnThreshold(
  tx: Transaction,
  writer: AlertWriter,
  { account, addressKey, isMismatched }: FoundSubmission,
): Promise<void> {
  const { id: accountId, domainId, resellerPath } = account;
  const { complaintThreshold } = await effectivePolicy(tx.manager, { accountId, domainId, resellerPath });
  if (complaintThreshold <= 0) return;
  const [counted]: { n: number }[] = await tx.manager.query(
    "SELECT COUNT(*) AS n FROM complaint WHERE accountId = ? AND addressKey = ? AND reportedAt > ?",
    [accountId, addressKey, tx.now.getTime() - COUNTED_DAYS * DAY_MS],
  );
  const complaints = Number(counted?.n ?? 0);
  if (complaints < complaintThreshold) return;
  const isPaused = isMismatched && (await pause(tx, accountId, addressKey, complaints));
  const subject = createHash("sha256").update(`${accountId} ${addressKey}`).digest("hex");
  if (!(await claimAlert(tx, "COMPLAINTS", subject, weekOf(tx.now)))) return;
  const { language, ...brand } = await brandingFor(tx.manager, resellerPath);
  for (const { administrator, mailbox } of await administratorsOf(tx.manager, account)) {
    await queueMail(tx, writer.sealer, {
      uniqueKey: `complaints:${subject.slice(0, 32)}:${weekOf(tx.now)}:${administrator.id}`,
      template: "complaint-alert",
      language: administrator.language ?? language,
      to: mailbox,
      subjectId: accountId,
      parameters: {
        ...brand,
        accountAddress: account.address,
        address: addressKey || account.address,
        complaints,
        isPaused,
      },
    });
  }
}

async function pause(tx: Transaction, accountId: string, addressKey: string, complaints: number): Promise<boolean> {
  const authorization: Authorization | null = await lockAuthorizationOf(tx, accountId, identityIdOf(addressKey));
  if (authorization?.state !== AuthorizationState.AUTHORIZED) return false;
  await pauseLocked(tx, SYSTEM_ACTOR, authorization, `${complaints} complaints of recipients in ${COUNTED_DAYS} days`);
  return true;
}
