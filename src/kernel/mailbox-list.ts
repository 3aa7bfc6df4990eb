import { quoteLocalPart } from "./email-address.js";
import { type HeaderToken, tokenizeHeader } from "./header-tokens.js";

export interface FromHeader {
  /** Every address that a reader could take for an author, in order, in external form. Not checked any further. */
  readonly addresses: string[];
  /** False where the value is not what RFC 5322 allows, so that other readers may find other addresses in it. */
  readonly isComplete: boolean;
}

interface Cursor {
  readonly tokens: readonly HeaderToken[];
  index: number;
  isInGroup: boolean;
  isComplete: boolean;
  readonly addresses: string[];
}

/**
 * The addresses of a From or Sender header value (RFC 5322 3.4 and 4.4, RFC 6854 groups, RFC 6532 UTF-8), folded or
 * not. What stands in display names, quotes, comments, encoded words and routes is no address. A value that names
 * nobody is not complete.
 */
export function parseFromHeader(value: string): FromHeader {
  const { tokens, isWellFormed } = tokenizeHeader(value);
  const cursor: Cursor = { tokens, index: 0, isInGroup: false, isComplete: isWellFormed, addresses: [] };
  while (cursor.index < tokens.length) readElement(cursor);
  const isComplete = cursor.isComplete && !cursor.isInGroup && cursor.addresses.length > 0;
  return { addresses: cursor.addresses, isComplete };
}

/**
 * A mailbox, the beginning or the end of a group, or the comma after one. Where it is broken off, the next call goes on
 * at the next token, so that an address behind the fault is found all the same.
 */
function readElement(cursor: Cursor): void {
  if (takeSpecial(cursor, ",")) return;
  if (takeSpecial(cursor, ";")) {
    endGroup(cursor);
    return;
  }
  const words = takeWords(cursor);
  if (takeSpecial(cursor, ":")) {
    beginGroup(cursor, words);
    return;
  }
  if (takeSpecial(cursor, "@")) {
    // `ceo@bank.example <eve@evil.example>` is no mailbox, but common; readers disagree, so both addresses count.
    readDomain(cursor, words);
    if (takeSpecial(cursor, "<")) readAngleAddress(cursor);
  } else if (takeSpecial(cursor, "<")) {
    readAngleAddress(cursor);
  } else {
    cursor.isComplete = false;
    if (words.length === 0) cursor.index++;
    return;
  }
  expectEndOfMailbox(cursor);
}

function beginGroup(cursor: Cursor, name: readonly HeaderToken[]): void {
  if (name.length === 0 || cursor.isInGroup) cursor.isComplete = false;
  cursor.isInGroup = true;
}

function endGroup(cursor: Cursor): void {
  if (!cursor.isInGroup) cursor.isComplete = false;
  cursor.isInGroup = false;
  if (cursor.index < cursor.tokens.length && !isSpecial(cursor, ",")) cursor.isComplete = false;
}

function expectEndOfMailbox(cursor: Cursor): void {
  const isEnd = cursor.index >= cursor.tokens.length || isSpecial(cursor, ",");
  if (!isEnd && !(cursor.isInGroup && isSpecial(cursor, ";"))) cursor.isComplete = false;
}

/** After the opening bracket, which may be followed by an obsolete route: `<@one.example,@two.example:user@domain>`. */
function readAngleAddress(cursor: Cursor): void {
  if (isSpecial(cursor, "@") || isSpecial(cursor, ",")) skipRoute(cursor);
  const words = takeWords(cursor);
  if (takeSpecial(cursor, "@")) readDomain(cursor, words);
  else cursor.isComplete = false;
  if (!takeSpecial(cursor, ">")) cursor.isComplete = false;
}

function skipRoute(cursor: Cursor): void {
  while (takeSpecial(cursor, ",") || takeSpecial(cursor, "@")) takeDomain(cursor);
  if (!takeSpecial(cursor, ":")) cursor.isComplete = false;
}

/** After the @: the words before it must be one local part, else the last of them are taken for it. */
function readDomain(cursor: Cursor, words: readonly HeaderToken[]): void {
  const localPart = words.slice(startOfLastRun(words));
  const domain = takeDomain(cursor);
  if (localPart.length < words.length || !isLocalPart(localPart) || domain === "") cursor.isComplete = false;
  if (localPart.length === 0 || domain === "") return;
  const content = localPart.map((token) => token.content).join("");
  cursor.addresses.push(`${quoteLocalPart(content)}@${domain}`);
}

/** Where the last words begin that only dots part. */
function startOfLastRun(words: readonly HeaderToken[]): number {
  let start = words.length;
  while (start > 0 && (start === words.length || isDot(words[start]) || isDot(words[start - 1]))) start--;
  return start;
}

/**
 * Words with single dots between them (RFC 5322 4.4 allows quoted ones and space around them). Encoded words are
 * forbidden here (RFC 2047 5), because who decodes first would read another address.
 */
function isLocalPart(tokens: readonly HeaderToken[]): boolean {
  if (tokens.length % 2 === 0) return false;
  return tokens.every((token, position) => isDot(token) === (position % 2 === 1) && !/^=\?.*\?=$/.test(token.content));
}

/** Words and dots, as they are found in a display name and in a local part. */
function takeWords(cursor: Cursor): readonly HeaderToken[] {
  const start = cursor.index;
  while (isWord(cursor.tokens[cursor.index]) || isDot(cursor.tokens[cursor.index])) cursor.index++;
  return cursor.tokens.slice(start, cursor.index);
}

/** An address literal, or atoms that dots part; empty where neither stands here. */
function takeDomain(cursor: Cursor): string {
  const first = cursor.tokens[cursor.index];
  if (first?.kind === "literal") {
    cursor.index++;
    return first.content;
  }
  let domain = "";
  for (let previous: HeaderToken | undefined; ; cursor.index++) {
    const token = cursor.tokens[cursor.index];
    const follows = token?.kind === "atom" && (previous === undefined || isDot(previous));
    if (token === undefined || !(follows || isDot(token))) return domain;
    domain += token.content;
    previous = token;
  }
}

function isWord(token: HeaderToken | undefined): boolean {
  return token?.kind === "atom" || token?.kind === "quoted";
}

function isDot(token: HeaderToken | undefined): boolean {
  return token?.kind === "special" && token.content === ".";
}

function isSpecial(cursor: Cursor, content: string): boolean {
  const token = cursor.tokens[cursor.index];
  return token?.kind === "special" && token.content === content;
}

function takeSpecial(cursor: Cursor, content: string): boolean {
  if (!isSpecial(cursor, content)) return false;
  cursor.index++;
  return true;
}
