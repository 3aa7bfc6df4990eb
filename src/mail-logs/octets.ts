/**
 * Log lines are kept as "octet strings": every character is one byte (latin1), so that no encoding can fail and offsets
 * stay byte offsets. Only what leaves this room is turned into text.
 */

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

function isAscii(octets: string): boolean {
  for (let index = 0; index < octets.length; index += 1) {
    if (octets.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

/** UTF-8 where the octets are valid UTF-8, latin1 otherwise. Shares memory with the octets: see `toText`. */
export function decodeOctets(octets: string): string {
  if (isAscii(octets)) return octets;
  const bytes = Buffer.from(octets, "latin1");
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return detach(octets);
  }
}

/**
 * As `decodeOctets`, but always a fresh copy: a slice would keep the whole chunk that it was cut from in memory for as
 * long as the record lives.
 */
export function toText(octets: string): string {
  return decodeOctets(detach(octets));
}

export function toOctets(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** A copy that shares no memory with the string it was cut from. */
export function detach(octets: string): string {
  // V8 makes no slices of less than 13 characters: those are copies already.
  return octets.length < 13 ? octets : Buffer.from(octets, "latin1").toString("latin1");
}

/** A short, printable excerpt for messages to people: what follows 160 octets is dropped. */
export function excerpt(octets: string): string {
  return printable(toText(octets.slice(0, 160)));
}

/** Without control characters: logs hold what attackers wrote, and a terminal must not obey it. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
