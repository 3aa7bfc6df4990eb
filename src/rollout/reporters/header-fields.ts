export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  /** Unfolded (RFC 5322 2.2.3), as octets. */
  readonly value: string;
}

const MAX_HEADER_OCTETS = 256 * 1024;
const MAX_FIELDS = 2_000;

/** The fields of a message's header in their order; null where it is longer than any honest one. */
export function headerFieldsOf(message: Buffer): HeaderField[] | null {
  const text = message.toString("latin1", 0, MAX_HEADER_OCTETS);
  const end = /\r?\n\r?\n/.exec(text)?.index ?? (message.length > MAX_HEADER_OCTETS ? null : text.length);
  if (end === null) return null;
  const fields: { name: string; value: string }[] = [];
  for (const line of text.slice(0, end).split(/\r?\n/)) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) last.value += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    if (fields.length >= MAX_FIELDS) return null;
    fields.push({ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() });
  }
  return fields;
}

export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value);
}
