/** Addresses of an RFC5322.From header as a log shows it. */
export interface HeaderFrom {
  readonly addresses: readonly string[];
  /** The header was cut, or is not well formed, so there may be addresses that are not listed. */
  readonly isPartial: boolean;
}

const ATOM_ADDRESS = /^[^\s<>()[\]\\,;:"@]+@(?:[^\s<>()[\]\\,;:"@]+|\[[^\s[\]\\]*\])$/;
const QUOTED_ADDRESS = /^"(?:[^"\\]|\\.)*"@(?:[^\s<>()[\]\\,;:"@]+|\[[^\s[\]\\]*\])$/;

/**
 * Reads the value of a From header: mailboxes with display names, comments, quoted strings and groups (RFC 5322 3.4).
 * The log shows a line break in a folded header as `?`. Never guesses: what is not a whole address is left out.
 */
export function readHeaderFrom(value: string, isCut: boolean): HeaderFrom {
  const addresses: string[] = [];
  let isPartial = isCut;
  const mailboxes = splitMailboxes(value);
  if (mailboxes === null) return readUnbalanced(value, isCut);
  for (const [index, mailbox] of mailboxes.entries()) {
    if (mailbox.trim() === "") continue;
    const isLast = index === mailboxes.length - 1;
    const address = readMailbox(mailbox, isCut && isLast);
    if (address === null) isPartial = true;
    else addresses.push(address);
  }
  return { addresses, isPartial };
}

/** Splits at commas outside of quotes, comments and brackets, without comments; null when one of them is left open. */
function splitMailboxes(value: string): string[] | null {
  const parts: string[] = [];
  let part = "";
  let isQuoted = false;
  let isBracketed = false;
  let depth = 0;
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (character === "\\" && (isQuoted || depth > 0)) {
      if (depth === 0) part += character + value.charAt(index + 1);
      index += 1;
      continue;
    }
    if (depth > 0) {
      if (character === "(") depth += 1;
      else if (character === ")") depth -= 1;
      continue;
    }
    if (isQuoted) {
      isQuoted = character !== '"';
    } else if (character === '"') {
      isQuoted = true;
    } else if (character === "(") {
      depth += 1;
      continue;
    } else if (character === "<") {
      isBracketed = true;
    } else if (character === ">") {
      isBracketed = false;
    } else if (!isBracketed && (character === "," || character === ";")) {
      parts.push(part);
      part = "";
      continue;
    } else if (!isBracketed && character === ":") {
      // What stands before it is a group's name.
      part = "";
      continue;
    }
    part += character;
  }
  if (isQuoted || depth > 0 || isBracketed) return null;
  parts.push(part);
  return parts;
}

/** The addresses in front of the place where a cut header breaks off; nothing at all of a malformed one. */
function readUnbalanced(value: string, isCut: boolean): HeaderFrom {
  if (!isCut) return { addresses: [], isPartial: true };
  for (let end = value.lastIndexOf(","); end > 0; end = value.lastIndexOf(",", end - 1)) {
    const parts = splitMailboxes(value.slice(0, end));
    if (parts === null) continue;
    const addresses = parts.map((part) => readMailbox(part, false)).filter((address) => address !== null);
    return { addresses, isPartial: true };
  }
  return { addresses: [], isPartial: true };
}

function readMailbox(mailbox: string, isCut: boolean): string | null {
  const trimmed = mailbox.trim();
  if (trimmed.endsWith(">") || /[>][\s?]*$/.test(trimmed)) {
    const close = trimmed.lastIndexOf(">");
    const open = openingBracket(trimmed, close);
    if (open < 0) return null;
    return asAddress(trimmed.slice(open + 1, close).replace(/^@[^:]*:/, ""));
  }
  // A bare address at the very end of a cut header may go on.
  if (isCut) return null;
  return asAddress(trimmed.replace(/^(?:\?+[ \t]*)+/, "").replace(/[?\s]+$/, ""));
}

/** The bracket that belongs to `close`; -1 when there are several, which is no mailbox. */
function openingBracket(mailbox: string, close: number): number {
  let isQuoted = false;
  let open = -1;
  for (let index = 0; index < close; index += 1) {
    const character = mailbox.charAt(index);
    if (character === "\\" && isQuoted) index += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === "<") {
      if (open >= 0) return -1;
      open = index;
    }
  }
  return open;
}

function asAddress(text: string): string | null {
  const address = text.replace(/^[\s?]+(?=")/, "").trim();
  return ATOM_ADDRESS.test(address) || QUOTED_ADDRESS.test(address) ? address : null;
}
