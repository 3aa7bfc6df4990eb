import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { parseDomainName, parseEmailAddress } from "../../kernel/index.js";
import { type HeaderField, headerFieldsOf, valuesOf } from "./header-fields.js";
import { networkOf, receivedFrom } from "./received-from.js";
import { type ReportSource, SourceUnknownError, type TrustedReporters } from "./report-source.js";
import { type UsableSignature, usableSignatures } from "./signatures.js";

/** What a name server says of a TXT record: its texts, none, or null where it cannot say. */
export type FindTexts = (name: string) => Promise<readonly string[] | null>;

export interface JudgedReport {
  readonly message: Buffer;
  /** Where our mail server delivered it. */
  readonly forwardPaths: readonly string[];
}

export interface JudgeParts {
  readonly trusted: TrustedReporters;
  /** Domains of our own: a report is written to us, and not sent on by whom it was written to. */
  readonly ownDomains: readonly string[];
  readonly findTexts: FindTexts;
  readonly now: Date;
}

/** A report is some kilobytes; what is larger is nobody's testimony. */
export const MAX_JUDGED_OCTETS = 1024 * 1024;
const MIN_KEY_BITS = 1_024;

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
  const signer = signatures.length === 0 ? null : await verifiedSigner(message, signatures, parts);
  if (signer !== null) return { reporter: signer, isTrusted: true };
  return { reporter: claimedDomain(fields), isTrusted: false };
}

async function verifiedSigner(
  message: Buffer,
  signatures: readonly UsableSignature[],
  { findTexts, now }: JudgeParts,
): Promise<string | null> {
  const { results } = await dkimVerify(message, {
    curTime: now,
    minBitLength: MIN_KEY_BITS,
    resolver: async (name: string) => {
      const isAsked = signatures.some(({ keyName }) => keyName === name.toLowerCase());
      const texts = isAsked ? await findTexts(name) : [];
      if (texts === null) throw Object.assign(new Error("no answer"), { code: "ESERVFAIL" });
      if (texts.length === 0) throw Object.assign(new Error("no key"), { code: "ENODATA" });
      return texts.map((text) => [text]);
    },
  });
  for (const { domain, keyName } of signatures) {
    const own = results.filter(
      ({ signingDomain, selector }) => `${selector}._domainkey.${signingDomain}`.toLowerCase() === keyName,
    );
    // The library counts an expired signature as none; one from the future it takes, as it may (RFC 6376 3.5).
    if (own.some(({ status }) => status.result === "pass")) return domain;
  }
  if (results.some(({ status }) => status.result === "temperror")) throw new SourceUnknownError();
  return null;
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
