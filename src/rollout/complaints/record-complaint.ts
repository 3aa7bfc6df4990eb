import { createHash } from "node:crypto";
import { In } from "typeorm";
import {
  AuthorizationReason,
  AuthorizationState,
  identityIdOf,
  lockAuthorizationOf,
  pauseLocked,
  reasonBecause,
} from "../../authorizations/index.js";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import { newIdentifier, rowAcrossTenants, SYSTEM_ACTOR } from "../../kernel/index.js";
import { DAY_MS, observationKeyOf, SubmissionTrace, tracesOf, weekOf } from "../../observations/index.js";
import { queueMail, spend } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { Account, brandingFor, findAccountReceivingAt, timeZoneAt } from "../../tenancy/index.js";
import type { AlertKeys } from "../alerts/alert-keys.js";
import { claimAlert } from "../alerts/claim-alert.js";
import { administratorsOf } from "../alerts/recipients.queries.js";
import type { ReportSource } from "../reporters/report-source.js";
import { Complaint } from "./complaint.entity.js";
import { ComplaintJoin } from "./complaint-join.js";

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
  readonly source: ReportSource;
  /** What tells the message from others where it has no ids. */
  readonly besides: string;
}

/** Complaints of this many days count towards the threshold. */
const COUNTED_DAYS = 30;

export type ComplaintOutcome = "COUNTED" | "UNJOINED" | "REPEATED";

/** Of untrusted reports in one day; beyond that they are not kept, since anybody can write them. */
const MAX_UNTRUSTED_PER_DAY = 10_000;

/**
 * Counts one complaint for a message and reporter, on the account and address whose message it is: found by trace token,
 * Message-ID or queue id, else by a reverse-path that is an account's own. Those of trusted reporters count towards the
 * policy's `complaintThreshold`: at half of it the administrators are told, and at all of it the authorization of that
 * address is paused, never before they were told; for an account's own address they are told only.
 */
export async function recordComplaint(
  tx: Transaction,
  writer: AlertKeys,
  complaint: ComplaintToRecord,
): Promise<ComplaintOutcome> {
  const found = await findSubmission(tx, complaint);
  const { source } = complaint;
  if (!source.isTrusted && !(await spend(tx, UNTRUSTED_BUDGET))) return "REPEATED";
  const row = {
    id: newIdentifier(),
    fingerprint: fingerprintOf(complaint, found?.message ?? null),
    kind: complaint.kind,
    feedbackType: complaint.feedbackType.slice(0, 32),
    accountId: found?.account.id ?? null,
    domainId: found?.account.domainId ?? null,
    addressKey: found?.addressKey ?? null,
    isMismatched: found === null ? null : Number(found.isMismatched),
    isTrusted: source.isTrusted,
    joinedBy: found?.joinedBy ?? null,
    reporter: source.reporter,
    reportedAt: complaint.reportedAt,
  };
  try {
    await tx.manager.insert(Complaint, row);
  } catch (error) {
    if (isUniqueViolation(error)) return "REPEATED";
    throw error;
  }
  if (found === null) return "UNJOINED";
  if (source.isTrusted) await actOnThreshold(tx, writer, found);
  return "COUNTED";
}

const UNTRUSTED_BUDGET = { name: "untrusted complaints", windowMs: DAY_MS, max: MAX_UNTRUSTED_PER_DAY };

/** Whoever is not believed is one reporter, under whatever names. */
function fingerprintOf(complaint: ComplaintToRecord, message: string | null): string {
  const { kind, source, besides } = complaint;
  const reporter = source.isTrusted ? source.reporter : "untrusted";
  const about = message ?? tracesOf(complaint)[0] ?? besides;
  return createHash("sha256")
    .update(JSON.stringify([kind, source.isTrusted, reporter, about]))
    .digest("hex");
}

interface FoundSubmission {
  readonly account: Account;
  readonly addressKey: string;
  readonly isMismatched: boolean;
  readonly joinedBy: ComplaintJoin;
  /** The one name of the message; null where it is known by its reverse-path only. */
  readonly message: string | null;
}

async function findSubmission(tx: Transaction, complaint: ComplaintToRecord): Promise<FoundSubmission | null> {
  const traces = tracesOf(complaint);
  const rows = traces.length === 0 ? [] : await tx.manager.find(SubmissionTrace, { where: { trace: In(traces) } });
  const traced = traces.flatMap((trace) => rows.find((row) => row.trace === trace) ?? [])[0];
  if (traced !== undefined) {
    const account = await tx.manager.findOneBy(Account, { id: traced.accountId });
    if (account !== null) {
      return {
        account,
        addressKey: traced.addressKey,
        isMismatched: true,
        joinedBy: joinOf(complaint, traced.trace),
        message: traced.message ?? traced.trace,
      };
    }
  }
  const addressKey = complaint.reversePath === null ? "" : observationKeyOf(complaint.reversePath);
  if (complaint.login) {
    const account = await accountAt(tx, observationKeyOf(complaint.login));
    if (account !== null) {
      const isMismatched = !(await isOwn(tx, account, addressKey));
      return { account, addressKey, isMismatched, joinedBy: ComplaintJoin.LOGIN, message: null };
    }
  }
  if (!addressKey.includes("@")) return null;
  const account = await accountAt(tx, addressKey);
  if (account === null) return null;
  return { account, addressKey, isMismatched: false, joinedBy: ComplaintJoin.REVERSE_PATH, message: null };
}

function joinOf({ queueId, messageId, traceToken }: ComplaintToRecord, trace: string): ComplaintJoin {
  const nothing = { queueId: null, messageId: null, traceToken: null };
  if (tracesOf({ ...nothing, traceToken: traceToken ?? null }).includes(trace)) return ComplaintJoin.TRACE;
  if (tracesOf({ ...nothing, messageId }).includes(trace)) return ComplaintJoin.MESSAGE_ID;
  return tracesOf({ ...nothing, queueId }).includes(trace) ? ComplaintJoin.QUEUE_ID : ComplaintJoin.REVERSE_PATH;
}

async function accountAt(tx: Transaction, addressKey: string): Promise<Account | null> {
  return rowAcrossTenants(
    await findAccountReceivingAt(tx.manager, addressKey),
    "a report is about whoever has sent it",
  );
}

async function isOwn(tx: Transaction, account: Account, addressKey: string): Promise<boolean> {
  return addressKey === "" || (await accountAt(tx, addressKey))?.id === account.id;
}

async function actOnThreshold(
  tx: Transaction,
  writer: AlertKeys,
  { account, addressKey, isMismatched }: FoundSubmission,
): Promise<void> {
  const { id: accountId, domainId, resellerPath } = account;
  const { complaintThreshold } = await effectivePolicy(tx.manager, { accountId, domainId, resellerPath });
  if (complaintThreshold <= 0) return;
  const [counted]: { n: number }[] = await tx.manager.query(
    "SELECT COUNT(*) AS n FROM complaint WHERE accountId = ? AND addressKey = ? AND isTrusted = 1 AND reportedAt > ?",
    [accountId, addressKey, tx.now.getTime() - COUNTED_DAYS * DAY_MS],
  );
  const complaints = Number(counted?.n ?? 0);
  if (complaints < warningThreshold(complaintThreshold)) return;
  const subject = createHash("sha256").update(`${accountId} ${addressKey}`).digest("hex");
  // Asked before this transaction tells anybody: an alert that goes out with the pause comes too late.
  const isTold = await wasTold(tx, subject);
  const week = weekOf(tx.now, await timeZoneAt(tx.manager, resellerPath));
  const tell = (isPaused: boolean) =>
    tellAdministrators(tx, writer, account, { addressKey, complaints, isPaused, subject, week });
  if (await claimAlert(tx, "COMPLAINTS", subject, week)) await tell(false);
  if (complaints < complaintThreshold || !isMismatched || !isTold) return;
  if (await pause(tx, accountId, addressKey, complaints)) await tell(true);
}

/** Half of the complaints that pause, so that somebody can still do something. */
function warningThreshold(complaintThreshold: number): number {
  return Math.ceil(complaintThreshold / 2);
}

async function wasTold(tx: Transaction, subject: string): Promise<boolean> {
  const since = tx.now.getTime() - COUNTED_DAYS * DAY_MS;
  const rows: unknown[] = await tx.manager.query(
    "SELECT 1 FROM alert_log WHERE kind = 'COMPLAINTS' AND subject = ? AND sentAt > ?",
    [subject, since],
  );
  return rows.length > 0;
}

interface ComplaintNews {
  readonly addressKey: string;
  readonly complaints: number;
  readonly isPaused: boolean;
  readonly subject: string;
  /** The period in which they are told once. */
  readonly week: string;
}

async function tellAdministrators(
  tx: Transaction,
  writer: AlertKeys,
  account: Account,
  { addressKey, complaints, isPaused, subject, week }: ComplaintNews,
): Promise<void> {
  const { language, ...brand } = await brandingFor(tx.manager, account.resellerPath);
  for (const { administrator, mailbox } of await administratorsOf(tx.manager, account)) {
    const what = isPaused ? "paused" : "complaints";
    await queueMail(tx, writer.sealer, {
      uniqueKey: `${what}:${subject.slice(0, 32)}:${isPaused ? tx.now.getTime() : week}:${administrator.id}`,
      template: "complaint-alert",
      language: administrator.language ?? language,
      to: mailbox,
      subjectId: account.id,
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
  const authorization = await lockAuthorizationOf(tx, accountId, identityIdOf(addressKey));
  if (authorization?.state !== AuthorizationState.AUTHORIZED) return false;
  await pauseLocked(
    tx,
    SYSTEM_ACTOR,
    authorization,
    reasonBecause(AuthorizationReason.COMPLAINTS, { complaints, days: COUNTED_DAYS }),
  );
  return true;
}
