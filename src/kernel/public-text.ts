import { badInput } from "./domain-error.js";

declare const isPublic: unique symbol;

/**
 * One line of text that people see who never dealt with whoever wrote it: names and contacts in mails and on pages. No
 * mail program makes a link of it, and it reads as it is written. Made by `readPublicText` and `requirePublicText` only.
 */
export type PublicText = string & { readonly [isPublic]: true };

export type ReadPublicText =
  | { readonly ok: true; readonly text: PublicText }
  | { readonly ok: false; readonly problem: string };

export const PUBLIC_TEXT_RULE = "words without a web address, @ or angle brackets, on one line";

/**
 * Controls, broken and unassigned characters, and all that has no shape of its own or turns the direction of writing
 * (Unicode's Cf with its bidirectional marks, and the default-ignorable code points, fillers among them).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/u;
/** Every blank but the plain one, and the Braille pattern without a dot, which looks like one. */
const STRANGE_BLANK = /[^\P{Z} ]|\u2800/u;
/** In compatibility form; the brackets that stay what they are there follow. */
const AT_OR_BRACKET = /[@<>\u2039\u203a\u2329\u232a\u27e8\u27e9\u3008\u3009\u276c-\u2771\u02c2\u02c3\u1438\u1433]/u;
/** `https://…`, `//host`, `mailto:…`: what programs make a link of without a name of a host. */
const SCHEME = /\/\/|\\\\|\bwww\b\.?|\b(?:https?|ftp|mailto|tel|sms|callto|skype|javascript|data|file|xmpp|sip)\s*:/iu;
/** Names of hosts: labels with a full stop of any script between, the last of two letters at least. */
const HOST_NAME = /[\p{L}\p{N}\p{M}_-][.\u3002](?:xn--|[\p{L}\p{M}]{2,})/u;
const ADDRESS_LITERAL = /\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|[0-9a-f]{1,4}(?:::?[0-9a-f]{1,4}){3,}/iu;

/** `"  Nord  Mail "` is `Nord Mail`; null bytes, `evil.example`, `a@b` and the like are refused. */
export function readPublicText(text: string, maxLength: number): ReadPublicText {
  // Nothing longer can become short enough, and the rules need not look at megabytes.
  const line = text.slice(0, 4 * maxLength + 1).normalize("NFC");
  if (UNSEEN.test(line)) return refuse("This text has a character that cannot be seen");
  if (STRANGE_BLANK.test(line)) return refuse("This text has a blank that is not the plain one");
  const plain = line.trim().replace(/ {2,}/g, " ");
  if (plain.length === 0 || plain.length > maxLength) return refuse(`This text must have 1 to ${maxLength} characters`);
  // As programs that look for links may fold it: full width forms, small forms, one dot leaders.
  const folded = plain.normalize("NFKC");
  if (AT_OR_BRACKET.test(folded)) return refuse("This text may have no @ and no angle bracket");
  if (SCHEME.test(folded) || HOST_NAME.test(folded) || ADDRESS_LITERAL.test(folded)) {
    return refuse("This text may have no web address, and nothing that mail programs take for one");
  }
  return { ok: true, text: plain as PublicText };

  function refuse(problem: string): ReadPublicText {
    return { ok: false, problem };
  }
}

/**
 * The host of our own pages, where the platform has no name: mail programs may make a link of it, and it leads where every
 * link of the mail does.
 */
export function ownHostAsText(host: string): PublicText {
  return host as PublicText;
}

/** Throws BAD_USER_INPUT that names the field. */
export function requirePublicText(text: string, field: string, maxLength: number): PublicText {
  const read = readPublicText(text, maxLength);
  if (!read.ok)
    throw badInput("TEXT_NOT_ALLOWED", field, read.problem, `1…${maxLength} characters: ${PUBLIC_TEXT_RULE}`);
  return read.text;
}

/** `undefined` leaves a value as it is, null or nothing but blanks removes it. */
export function optionalPublicText(
  text: string | null | undefined,
  field: string,
  maxLength: number,
): PublicText | null | undefined {
  if (text === undefined) return undefined;
  return text === null || text.trim() === "" ? null : requirePublicText(text, field, maxLength);
}
