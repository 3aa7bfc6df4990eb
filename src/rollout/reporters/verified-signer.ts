import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { SourceUnknownError } from "./report-source.js";
import type { UsableSignature } from "./signatures.js";

/** What a name server says of a TXT record: its texts, none, or null where it cannot say. */
export type FindTexts = (name: string) => Promise<readonly string[] | null>;

export interface VerificationParts {
  readonly findTexts: FindTexts;
  readonly now: Date;
}

const MIN_KEY_BITS = 1_024;

/** The domain of the first of these signatures that holds, or null. Throws SourceUnknownError where name servers cannot tell. */
export async function verifiedSigner(
  message: Buffer,
  signatures: readonly UsableSignature[],
  { findTexts, now }: VerificationParts,
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
