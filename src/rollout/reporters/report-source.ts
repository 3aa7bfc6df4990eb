/** Who reports, as far as the message proves it (RFC 5965 8.2: a report is testimony, and anybody can write one). */
export interface ReportSource {
  /** A domain or network of the operator's lists where it is trusted; else what the report claims of itself, or null. */
  readonly reporter: string | null;
  /** Only what trusted sources say moves anything; the rest is counted and shown as such. */
  readonly isTrusted: boolean;
}

/** Whom the operator believes. */
export interface TrustedReporters {
  /** Domains that sign reports (DKIM `d=`), A-labels. */
  readonly domains: readonly string[];
  /** Addresses and CIDR ranges from which reports come. */
  readonly networks: readonly string[];
}

/** A name server did not answer, or not clearly: whether the report is signed is unknown, and may be known later. */
export class SourceUnknownError extends Error {
  constructor() {
    super("The key of a reporting domain could not be looked up");
    this.name = "SourceUnknownError";
  }
}
