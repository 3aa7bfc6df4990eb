import { parseDomainName, parseEmailAddress } from "../../kernel/index.js";
import { type HeaderField, headerFieldsOf, valuesOf } from "./header-fields.js";
import { networkOf, receivedFrom } from "./received-from.js";
import type { ReportSource, TrustedReporters } from "./report-source.js";
import { usableSignatures } from "./signatures.js";
import type { VerificationParts } from "./verified-signer.js";

export interface JudgedReport {
  readonly message: Buffer;
  /** Where our mail server delivered it. */
  readonly forwardPaths: readonly string[];
}

export interface JudgeParts extends VerificationParts {
  readonly trusted: TrustedReporters;
  /** Domains of our own: a report is written to us, and not sent on by whom it was written to. */
  readonly ownDomains: readonly string[];
}

/** A report is some kilobytes; what is larger is nobody's testimony. */
export const MAX_JUDGED_OCTETS = 1024 * 1024;

/**
 * Who wrote a report: a listed network that handed it to our mail server, or a listed domain that signed it, with its
 * recipient and its structure, to us. Name servers are asked for keys of listed domains only. Throws SourceUnknownError
 * when they cannot tell.
 */
export async function judgeReport({ message, forwardPaths }: JudgedReport, parts: JudgeParts): Promise<ReportSource> {
  const fields = message.length > MAX_JUDGED_OCTETS ? null : headerFieldsOf(message);
  if (fields === null) return { reporter: null, isTrusted: false };
  const { domains, networks } = parts.trusted;
  const client = receivedFrom(fields);
  const network = client === null ? null : networkOf(client, networks);
  if (network !== null) return { reporter: network, isTrusted: true };
  const signatures = isWrittenToUs(fields, [...forwardPaths.map(domainOf), ...parts.ownDomains])
    ? usableSignatures(fields, domains)
    : [];
  if (signatures.length > 0) {
    // Only where there is something to verify: the library is large, and most processes judge no report.
    const { verifiedSigner } = await import("./verified-signer.js");
    const signer = await verifiedSigner(message, signatures, parts);
    if (signer !== null) return { reporter: signer, isTrusted: true };
  }
  return { reporter: claimedDomain(fields), isTrusted: false };
}

/** What others were sent they may send on, with its signature: only a report that names us as its reader is for us. */
function isWrittenToUs(fields: readonly HeaderField[], ownDomains: readonly string[]): boolean {
  const to = valuesOf(fields, "to")[0] ?? "";
  const domains = [...to.matchAll(/@([^\s<>,;()"]+)/g)].map(([, domain]) => parseDomainName(domain ?? ""));
  return domains.some((domain) => domain !== null && ownDomains.includes(domain));
}

function domainOf(path: string): string {
  const parsed = parseEmailAddress(path);
  return parsed.ok ? parsed.address.domain : "";
}

/** Of the From field: a claim, shown as one. */
function claimedDomain(fields: readonly HeaderField[]): string | null {
  const from = valuesOf(fields, "from")[0] ?? "";
  return parseDomainName(/@([^\s<>,;()"]+)/.exec(from)?.[1] ?? "");
}
