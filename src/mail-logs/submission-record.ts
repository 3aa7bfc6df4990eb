/** The mail servers whose logs name a login and the reverse-path it used. */
export type SubmissionFormat = "postfix" | "exim" | "haraka" | "zonemta";

/** How a submission ended, as far as the log says. */
export type SubmissionOutcome =
  /** The server took responsibility for the message. */
  | "QUEUED"
  /** The server refused it: at MAIL or RCPT, by a filter, or after the data. */
  | "REFUSED"
  /** The log ends, or its state was evicted, before it says how the submission ended. */
  | "UNFINISHED";

/** One submission by an authenticated client, put together from the log lines that speak of it. */
export interface SubmissionRecord {
  readonly format: SubmissionFormat;
  /** The host that logged it; null where the log's form has none. */
  readonly host: string | null;
  /** Syslog name of the server's instance (`postfix`, `postfix-out`); null where the form has none. */
  readonly instance: string | null;
  /** The server's own id of the message; `NOQUEUE` for Postfix before there is one; null where there is none. */
  readonly queueId: string | null;
  /** The SASL login exactly as logged. */
  readonly login: string;
  /** Reverse-path; "" is the null reverse-path, null means that the log does not say. */
  readonly sender: string | null;
  /** Addresses of RFC5322.From joined by ", "; null where the log has none, or only a part of one. */
  readonly headerFrom: string | null;
  readonly headerFromAddresses: readonly string[];
  /** Message-ID as logged, with its brackets where the log has them; the client's own words. Null where it has none. */
  readonly messageId: string | null;
  /** Epoch milliseconds of the line that names the login; null where its line has no readable time. */
  readonly at: number | null;
  readonly queued: boolean;
  readonly outcome: SubmissionOutcome;
  /** The sender comes from a weaker line than the queue manager's, or several readings were possible. */
  readonly ambiguous: boolean;
  /** The file and the line, counted from 1, that names the login. */
  readonly source: string;
  readonly line: number;
}

/** One RFC 5965 feedback report, or one recipient of an RFC 3464 delivery status notification or of a plain bounce. */
export interface ReportRecord {
  readonly format: "arf" | "dsn";
  /** `abuse`, `fraud`, … in lower case; null for a delivery status notification. */
  readonly feedbackType: string | null;
  readonly originalMailFrom: string | null;
  /** With its angle brackets. */
  readonly originalMessageId: string | null;
  /** Of the enclosed message's one trace header; null for a delivery status notification. */
  readonly originalTraceToken: string | null;
  readonly originalRecipient: string | null;
  /** Whom the report is about at the server that failed: behind an alias another than the one written to. */
  readonly finalRecipient: string | null;
  /** What the server said (RFC 3464 2.3.6 without its type, or a plain bounce's words), at most 2,000 characters. */
  readonly diagnostic: string | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly arrivalDate: string | null;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  readonly action: string | null;
  /** RFC 3463 code such as `5.1.1`. */
  readonly status: string | null;
  /** Queue id of the original at the host that made the report (X-Postfix-Queue-ID and the like). */
  readonly originalQueueId: string | null;
  /** The address the report itself was sent to: a per-message return path, for our own mails. */
  readonly reportedTo: string | null;
  /** Domain that reports, as it names itself; free text from outside. */
  readonly reportingServer: string | null;
  readonly source: string;
  readonly line: number;
}
