import { parseDomainName } from "../../kernel/index.js";
import { type HeaderField, valuesOf } from "./header-fields.js";

/** A DKIM signature (RFC 6376) by a listed domain that would cover what a report is read by. */
export interface UsableSignature {
  /** `d=`, as the operator listed it. */
  readonly domain: string;
  /** Where its key stands: `selector._domainkey.domain`. */
  readonly keyName: string;
}

/** More than this nobody honest puts on a report, and each costs a hash over all of it. */
const MAX_SIGNATURES = 5;
/** Without these anybody could have a signed report read otherwise, or send on one that was written for somebody else. */
const SIGNED_FIELDS = ["from", "to", "content-type"];

/**
 * Those that are worth a look at their keys. A body length (`l=`) lets others add to the report, and SHA-1 lets them
 * write it (RFC 8301): such signatures say nothing here.
 */
export function usableSignatures(fields: readonly HeaderField[], listed: readonly string[]): UsableSignature[] {
  const values = valuesOf(fields, "dkim-signature");
  if (values.length > MAX_SIGNATURES || !SIGNED_FIELDS.every((name) => valuesOf(fields, name).length === 1)) return [];
  return values.flatMap((value) => {
    const tags = tagsOf(value);
    const domain = parseDomainName(tags?.get("d") ?? "");
    const selector = tags?.get("s") ?? "";
    if (tags === null || domain === null || !listed.includes(domain) || !/^[A-Za-z0-9._-]{1,200}$/.test(selector))
      return [];
    if (tags.has("l") || !/-sha256$/i.test(tags.get("a") ?? "")) return [];
    const signed = (tags.get("h") ?? "")
      .toLowerCase()
      .split(":")
      .map((name) => name.trim());
    if (!SIGNED_FIELDS.every((name) => signed.includes(name))) return [];
    return [{ domain, keyName: `${selector}._domainkey.${domain}`.toLowerCase() }];
  });
}

/** RFC 6376 3.2; null for a list that names a tag twice, which voids it. */
function tagsOf(value: string): ReadonlyMap<string, string> | null {
  const tags = new Map<string, string>();
  for (const part of value.split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0) continue;
    const name = part.slice(0, equals).trim();
    if (tags.has(name)) return null;
    tags.set(name, part.slice(equals + 1).replace(/\s+/g, ""));
  }
  return tags;
}
