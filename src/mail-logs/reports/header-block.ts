import { toText } from "../octets.js";

/** Header fields of a message, a part, or a group of a report: names in lower case, in their order. */
export class HeaderBlock {
  private readonly fields: { name: string; value: string }[] = [];
  private size = 0;
  isOverlong = false;

  constructor(private readonly maximumOctets: number) {}

  /** Takes one line as octets; a folded line goes on the field before (RFC 5322 2.2.3). */
  add(line: string): void {
    this.size += line.length;
    if (this.size > this.maximumOctets) {
      this.isOverlong = true;
      return;
    }
    const first = line.charCodeAt(0);
    if (first === 0x20 || first === 0x09) {
      const last = this.fields[this.fields.length - 1];
      if (last !== undefined) last.value += ` ${line.trim()}`;
      return;
    }
    const colon = line.indexOf(":");
    if (colon <= 0) return;
    this.fields.push({ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() });
  }

  /** Whether a field bears such a name, in lower case. */
  hasAny(name: RegExp): boolean {
    return this.fields.some((candidate) => name.test(candidate.name));
  }

  get isEmpty(): boolean {
    return this.fields.length === 0;
  }

  /** The only field of the name, as text; null when there are none or several, or may be more beyond the bound. */
  getOnly(name: string): string | null {
    const found = this.fields.filter((candidate) => candidate.name === name);
    return found.length === 1 && !this.isOverlong ? this.get(name) : null;
  }

  /** The first field of the name, as text; null when there is none, or nothing in it. */
  get(name: string): string | null {
    const field = this.fields.find((candidate) => candidate.name === name);
    return field === undefined || field.value === "" ? null : toText(field.value);
  }
}

export interface ContentType {
  /** `multipart/report`, in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** RFC 2045 5.1; by 5.2 an absent or unreadable field is text/plain. */
export function readContentType(value: string | null): ContentType {
  const parameters = new Map<string, string>();
  const match = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)/.exec(value ?? "");
  if (value === null || match === null) return { type: "text/plain", parameters };
  const parameter = /;\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s"]+)/g;
  for (const found of value.slice(match[0].length).matchAll(parameter)) {
    const [, name = "", text = ""] = found;
    if (parameters.size >= 50) break;
    parameters.set(name.toLowerCase(), text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text);
  }
  return { type: (match[1] ?? "").toLowerCase(), parameters };
}

/** Undoes a part's Content-Transfer-Encoding; the result is octets again. */
export function decodeTransfer(lines: readonly string[], encoding: string | null): string[] {
  switch ((encoding ?? "7bit").trim().toLowerCase()) {
    case "base64":
      return Buffer.from(lines.join(""), "base64").toString("latin1").split(/\r?\n/);
    case "quoted-printable":
      return lines
        .map((line) => line.replace(/[ \t]+$/, ""))
        .join("\n")
        .replace(/=\n/g, "")
        .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .split(/\r?\n/);
    default:
      return [...lines];
  }
}
