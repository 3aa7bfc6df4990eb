import { badInput, requireEmailAddress } from "../kernel/index.js";

/** What webmail puts into a message for an authorization, as a caller gives it. */
export interface ProfileInput {
  readonly displayName?: string | null;
  readonly organization?: string | null;
  readonly replyTo?: string | null;
  readonly bcc?: string | null;
  readonly signature?: string | null;
  readonly isDefault?: boolean | null;
}

export interface Profile {
  displayName: string;
  organization: string | null;
  replyTo: string | null;
  bcc: string | null;
  signature: string | null;
  isDefault: boolean;
}

/** In characters; RFC 5322 2.1.1 lets a header line have 998, encoded. */
const MAX_NAME_LENGTH = 200;
export const MAX_SIGNATURE_LENGTH = 10_000;

/** Line ends and NUL would make one header two; the others hide or turn round what a reader sees. */
const REFUSED_IN_HEADER = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff]/u;
/** A signature has lines and tabs, and nothing else that is not shown. */
const REFUSED_IN_SIGNATURE = /\p{Cs}|(?![\t\r\n])\p{Cc}/u;

/** The whole profile of a new authorization. Throws BAD_USER_INPUT that names the field. */
export function requireProfile(input: ProfileInput, field = "input"): Profile {
  return {
    displayName: requireName(input.displayName, `${field}.displayName`),
    organization: optionalName(input.organization, `${field}.organization`),
    replyTo: optionalAddress(input.replyTo, `${field}.replyTo`),
    bcc: optionalAddress(input.bcc, `${field}.bcc`),
    signature: optionalSignature(input.signature, `${field}.signature`),
    isDefault: input.isDefault ?? false,
  };
}

/** The parts that a change sets: absent ones stay as they are, null empties what may be empty. */
export function profileChanges(input: ProfileInput, field = "input"): Partial<Profile> {
  const changes: Partial<Profile> = {};
  if (input.displayName !== undefined) changes.displayName = requireName(input.displayName, `${field}.displayName`);
  if (input.organization !== undefined) {
    changes.organization = optionalName(input.organization, `${field}.organization`);
  }
  if (input.replyTo !== undefined) changes.replyTo = optionalAddress(input.replyTo, `${field}.replyTo`);
  if (input.bcc !== undefined) changes.bcc = optionalAddress(input.bcc, `${field}.bcc`);
  if (input.signature !== undefined) changes.signature = optionalSignature(input.signature, `${field}.signature`);
  if (input.isDefault !== undefined && input.isDefault !== null) changes.isDefault = input.isDefault;
  return changes;
}

/** Also for reasons: one line of text that people read. Null when there is none. */
export function optionalLine(text: string | null | undefined, field: string, longest = 500): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return null;
  if (trimmed.length > longest) throw badInput(field, `At most ${longest} characters`, `up to ${longest} characters`);
  if (REFUSED_IN_HEADER.test(trimmed)) {
    throw badInput(field, "Line ends and control characters are not allowed here", "text on one line");
  }
  return trimmed;
}

function requireName(text: string | null | undefined, field: string): string {
  const name = optionalName(text, field);
  if (name === null) throw badInput(field, "A display name is required", "a name as recipients will see it");
  return name;
}

function optionalName(text: string | null | undefined, field: string): string | null {
  // Refused rather than trimmed away: a trailing line end is an attempt, not a slip.
  if (text !== null && text !== undefined && /\p{Cc}/u.test(text)) {
    throw badInput(field, "Line ends and control characters are not allowed here", "text on one line");
  }
  return optionalLine(text, field, MAX_NAME_LENGTH);
}

function optionalAddress(text: string | null | undefined, field: string): string | null {
  return text === null || text === undefined || text === "" ? null : requireEmailAddress(text, field).typed;
}

function optionalSignature(text: string | null | undefined, field: string): string | null {
  if (text === null || text === undefined || text.trim() === "") return null;
  if (text.length > MAX_SIGNATURE_LENGTH) {
    throw badInput(field, `At most ${MAX_SIGNATURE_LENGTH} characters`, `up to ${MAX_SIGNATURE_LENGTH} characters`);
  }
  if (REFUSED_IN_SIGNATURE.test(text)) {
    throw badInput(field, "Control characters are not allowed in a signature", "lines of text");
  }
  return text;
}
