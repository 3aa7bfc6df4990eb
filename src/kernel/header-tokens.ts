/** A piece of a structured header field (RFC 5322 3.2). Comments and white space lie between and are gone. */
export interface HeaderToken {
  /** An encoded word is an atom; a special is one of `<>@.,;:`. */
  readonly kind: "atom" | "quoted" | "literal" | "special";
  /** Of a quoted string what it means, without quotes, backslashes and folds; else the text as it stands. */
  readonly content: string;
}

export interface HeaderTokens {
  readonly tokens: readonly HeaderToken[];
  /** False where something is not closed, misplaced, or open to another reading. */
  readonly isWellFormed: boolean;
}

interface Reader {
  readonly text: string;
  position: number;
  isWellFormed: boolean;
}

const SPECIALS = "<>@.,;:";
const ATOM = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+/y;
/** RFC 2047. Its text may hold no specials, but often does; more of a word right behind it makes it a plain word. */
const ENCODED_WORD = /=\?[\w.+*'!#$%&{}|~^-]+\?[bq]\?[^?\s]*\?=(?![A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-])/iy;

/** Cuts a header value, folded or not, into its tokens. One pass: the time grows with the length and no faster. */
export function tokenizeHeader(value: string): HeaderTokens {
  const reader: Reader = { text: value.replace(/\r?\n$/, ""), position: 0, isWellFormed: true };
  const tokens: HeaderToken[] = [];
  while (reader.position < reader.text.length) {
    const token = readToken(reader);
    if (token !== null) tokens.push(token);
  }
  return { tokens, isWellFormed: reader.isWellFormed };
}

/** Null for what is no token: white space, a comment, a character that may not stand here. */
function readToken(reader: Reader): HeaderToken | null {
  const character = reader.text.charAt(reader.position);
  if (isWhiteSpace(character)) return skipWhiteSpace(reader);
  if (character === "(") return skipComment(reader);
  if (character === '"') return { kind: "quoted", content: readDelimited(reader, '"') };
  if (character === "[") return { kind: "literal", content: `[${readDelimited(reader, "]").replace(/[ \t]/g, "")}]` };
  const atom = (character === "=" ? takeEncodedWord(reader) : null) ?? take(reader, ATOM);
  if (atom !== null) return { kind: "atom", content: atom };
  reader.position++;
  if (SPECIALS.includes(character)) return { kind: "special", content: character };
  reader.isWellFormed = false;
  return null;
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.position;
  const match = pattern.exec(reader.text);
  if (match === null) return null;
  reader.position += match[0].length;
  return match[0];
}

/** To a reader who does not know encoded words, a special inside one could open, close or part something. */
function takeEncodedWord(reader: Reader): string | null {
  const word = take(reader, ENCODED_WORD);
  if (word === null) return null;
  if (/["()[\]\\<>]/.test(word) || (word.includes("@") && /[,;:]/.test(word))) reader.isWellFormed = false;
  return word;
}

function isWhiteSpace(character: string): boolean {
  return character === " " || character === "\t" || character === "\r" || character === "\n";
}

function skipWhiteSpace(reader: Reader): null {
  noteLineEnd(reader);
  reader.position++;
  return null;
}

/** A fold is a line end before white space (RFC 5322 2.2.3); any other CR or LF is out of place. */
function noteLineEnd(reader: Reader): void {
  const { text, position } = reader;
  const character = text.charAt(position);
  const next = text.charAt(position + 1);
  if (character === "\r" && next !== "\n") reader.isWellFormed = false;
  if (character === "\n" && next !== " " && next !== "\t") reader.isWellFormed = false;
}

function skipComment(reader: Reader): null {
  const { text } = reader;
  let depth = 0;
  for (; reader.position < text.length; reader.position++) {
    const character = text.charAt(reader.position);
    noteLineEnd(reader);
    if (character === "\\") reader.position++;
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) {
      reader.position++;
      return null;
    }
  }
  reader.isWellFormed = false;
  return null;
}

/** From an opening quote or bracket to its end: quoted pairs are resolved, folds opened. */
function readDelimited(reader: Reader, end: string): string {
  const { text } = reader;
  const parts: string[] = [];
  reader.position++;
  for (; reader.position < text.length; reader.position++) {
    const character = text.charAt(reader.position);
    noteLineEnd(reader);
    if (character === end) {
      reader.position++;
      return parts.join("");
    }
    if (character === "\\") parts.push(text.charAt(++reader.position));
    else if (character !== "\r" && character !== "\n") parts.push(character);
  }
  reader.isWellFormed = false;
  return parts.join("");
}
