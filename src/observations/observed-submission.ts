import { externalReversePath, parseEmailAddress } from "../kernel/index.js";
import type { SubmissionFormat, SubmissionRecord } from "../mail-logs/index.js";

export type ObservationSource = SubmissionFormat | "report";

export const SOURCE_BITS: Readonly<Record<ObservationSource, number>> = {
  postfix: 1,
  exim: 2,
  haraka: 4,
  zonemta: 8,
  report: 16,
};

/** One submission (or several alike) by a login, from whichever source. */
export interface ObservedSubmission {
  readonly source: ObservationSource;
  readonly login: string;
  /** `""` is the null reverse-path; null where the source does not say. */
  readonly reversePath: string | null;
  readonly fromAddresses: readonly string[];
  /** Epoch milliseconds; null where the source does not say. */
  readonly at: number | null;
  readonly count: number;
  /** The server turned the message away. */
  readonly isRefused: boolean;
  readonly queueId: string | null;
  readonly messageId: string | null;
  /** What the trace header of the message holds, where an agent gave it one. */
  readonly traceToken?: string | null;
}

/** The key of `addressKey` for the null reverse-path, for what is no address, and for the rest beyond the bound. */
export const NULL_KEY = "";
export const MALFORMED_KEY = "?";
export const OVERFLOW_KEY = "*";

export function observationKeyOf(address: string): string {
  if (address === "") return NULL_KEY;
  const parsed = parseEmailAddress(address);
  if (parsed.ok) return parsed.address.key;
  const internal = parseEmailAddress(externalReversePath(address));
  return internal.ok ? internal.address.key : MALFORMED_KEY;
}

export function fromLog(record: SubmissionRecord): ObservedSubmission {
  return {
    source: record.format,
    login: record.login,
    reversePath: record.sender,
    fromAddresses: record.headerFromAddresses,
    at: record.at,
    count: 1,
    isRefused: record.outcome === "REFUSED",
    queueId: record.queueId === "NOQUEUE" ? null : record.queueId,
    messageId: record.messageId,
  };
}
