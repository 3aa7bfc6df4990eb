import { badInput, type EmailAddress, optionalAddressList, parseEmailAddress } from "../../kernel/index.js";
import { optionalLine } from "../one-line.js";
import { optionalHtmlSignature, optionalSignature } from "./signature.js";

/** What webmail puts into a message for an authorization, as a caller gives it. */
export interface ProfileInput {
  readonly displayName?: string | null;
  readonly organization?: string | null;
  readonly replyTo?: string | null;
  readonly bcc?: string | null;
  readonly signature?: string | null;
  readonly signatureHtml?: string | null;
  readonly isDefault?: boolean | null;
}

/** The parts of a profile that travel with it; which one is the default is decided beside them. */
export interface ProfileFields {
  /** Empty where recipients see the address alone. */
  displayName: string;
  organization: string | null;
  replyTo: string | null;
  bcc: string | null;
  signature: string | null;
  signatureHtml: string | null;
}

export interface ProfileChanges extends Partial<ProfileFields> {
  readonly isDefault?: boolean;
}

/** In characters; RFC 5322 2.1.1 lets a header line have 998, encoded. */
const MAX_NAME_LENGTH = 200;

/** The whole of a new profile. Throws BAD_USER_INPUT that names the field. */
export function requireProfile(input: ProfileInput, identity: IdentityKey, field = "input"): Required<ProfileChanges> {
  const nothing = { displayName: "", organization: null, replyTo: null, bcc: null };
  return {
    ...nothing,
    signature: null,
    signatureHtml: null,
    isDefault: false,
    ...profileChanges(input, identity, field),
  };
}

type IdentityKey = Pick<EmailAddress, "key">;

/** The parts that a change sets: absent ones stay as they are, null empties what may be empty. */
export function profileChanges(input: ProfileInput, identity: IdentityKey, field = "input"): ProfileChanges {
  const { displayName, organization, replyTo, bcc, signature, signatureHtml, isDefault } = input;
  return {
    ...(displayName !== undefined && { displayName: displayNameOf(displayName, identity, `${field}.displayName`) }),
    ...(organization !== undefined && { organization: nameOf(organization, `${field}.organization`) }),
    ...(replyTo !== undefined && { replyTo: optionalAddressList(replyTo, `${field}.replyTo`)?.text ?? null }),
    ...(bcc !== undefined && { bcc: optionalAddressList(bcc, `${field}.bcc`)?.text ?? null }),
    ...(signature !== undefined && { signature: optionalSignature(signature, `${field}.signature`) }),
    ...(signatureHtml !== undefined && {
      signatureHtml: optionalHtmlSignature(signatureHtml, `${field}.signatureHtml`),
    }),
    ...(isDefault !== undefined && isDefault !== null && { isDefault }),
  };
}

/** Whether a field means the same as before: lists of addresses are compared by whom they name. */
export function isSameValue(name: keyof ProfileFields, before: string | null, after: string | null): boolean {
  if (before === after) return true;
  if (before === null || after === null || (name !== "replyTo" && name !== "bcc")) return false;
  return optionalAddressList(before, name)?.comparable === optionalAddressList(after, name)?.comparable;
}

function nameOf(text: string | null, field: string): string | null {
  // Refused rather than trimmed away: a trailing line end is an attempt, not a slip.
  if (text !== null && /\p{Cc}/u.test(text)) {
    throw badInput(
      "CHARACTER_NOT_ALLOWED",
      field,
      "Line ends and control characters are not allowed here",
      "text on one line",
    );
  }
  return optionalLine(text, field, MAX_NAME_LENGTH);
}

function displayNameOf(text: string | null, identity: IdentityKey, field: string): string {
  const name = nameOf(text, field) ?? "";
  const other = otherAddressIn(name, identity);
  if (other !== null) {
    throw badInput(
      "NAME_LOOKS_LIKE_ADDRESS",
      field,
      `The name holds ${other}: mail programs show the name instead of the address, and it would look as if that address sent it`,
      "a name without an address, or with the address of this identity",
    );
  }
  return name;
}

/** What reads as another address than that of the identity; null where nothing does. */
function otherAddressIn(name: string, { key }: IdentityKey): string | null {
  // As screens show it: full-width letters are letters, and what has no shape hides nothing.
  const seen = name.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  // RFC 2047: what mail programs decode could hold an address, whoever encodes the name again.
  const encoded = /=\?[^?\s]+\?[bq]\?[^?\s]*\?=/iu.exec(seen);
  if (encoded !== null) return encoded[0];
  for (const [, text = ""] of seen.matchAll(/([^\s<>"'()[\],;:|]+\s*@\s*[^\s<>"'()[\],;:|@]+)/gu)) {
    const parsed = parseEmailAddress(text.replace(/\s/gu, "").replace(/\.$/u, ""));
    if (parsed.ok && parsed.address.key === key) continue;
    // "Anna @ Bakery" reads as a place, "me@8" as a time.
    const isAddress = /@\s*\S+\.\S/u.test(text) || (parsed.ok && !/\s/u.test(text));
    if (isAddress) return text;
  }
  return null;
}
