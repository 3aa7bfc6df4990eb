import { SIP_HASH_LENGTH } from "../../replication/index.js";

/**
 * How a copy is laid out. Ten million authorizations decide the size, so theirs is the one table that counts: a key of
 * twelve bytes (hash of the address, number of the account) and a value of one, seven with an end. Addresses are not
 * kept, only their hashes under a key of the copy's own: nobody who does not hold the copy can find two addresses that
 * share one, and nobody who holds it can read whom its accounts write as.
 */
export const COPY_FORMAT = 4;

export const NUMBER_LENGTH = 4;
export const SENDER_KEY_LENGTH = SIP_HASH_LENGTH + NUMBER_LENGTH;
export const IDENTIFIER_BYTES = 16;
/** Epoch milliseconds in six bytes reach beyond the year 10000. */
const TIME_LENGTH = 6;

const STATE_BITS = 0x07;
const ALIAS_BIT = 0x08;

/** What an account holds for one address: an authorization, or that it is its alias, or both. */
export interface SenderValue {
  /** Code of a state (replication/replica-record); 0 for none. */
  readonly stateCode: number;
  readonly isAlias: boolean;
  /** Epoch milliseconds. */
  readonly expiresAt: number | null;
}

export const NO_SENDER: SenderValue = { stateCode: 0, isAlias: false, expiresAt: null };

/** Most have no end: theirs are made once. Never written to. */
const WITHOUT_END: readonly Buffer[] = Array.from({ length: 2 * ALIAS_BIT }, (_, bits) => Buffer.from([bits]));

export function encodeSender({ stateCode, isAlias, expiresAt }: SenderValue): Buffer {
  const bits = stateCode | (isAlias ? ALIAS_BIT : 0);
  if (expiresAt === null) return WITHOUT_END[bits] as Buffer;
  const value = Buffer.allocUnsafe(1 + TIME_LENGTH);
  value[0] = bits;
  value.writeUIntBE(expiresAt, 1, TIME_LENGTH);
  return value;
}

export function decodeSender(value: Buffer): SenderValue {
  const bits = value[0] as number;
  return {
    stateCode: bits & STATE_BITS,
    isAlias: (bits & ALIAS_BIT) !== 0,
    expiresAt: value.length > TIME_LENGTH ? value.readUIntBE(1, TIME_LENGTH) : null,
  };
}

/** A domain authorization: there is one, and epoch milliseconds of its end. */
export function encodeDomainSender(expiresAt: number | null): Buffer {
  const value = Buffer.alloc(expiresAt === null ? 1 : 1 + TIME_LENGTH);
  value[0] = 1;
  if (expiresAt !== null) value.writeUIntBE(expiresAt, 1, TIME_LENGTH);
  return value;
}

export function decodeDomainSender(value: Buffer): { expiresAt: number | null } {
  return { expiresAt: value.length > TIME_LENGTH ? value.readUIntBE(1, TIME_LENGTH) : null };
}

export interface AccountValue {
  readonly id: string;
  readonly domainNumber: number;
  readonly isSuspended: boolean;
  readonly hasAliases: boolean;
  readonly hasPolicy: boolean;
  /** The login without `@` and its domain where that is the account's domain, else the whole of it. */
  readonly login: string;
  readonly isLoginWhole: boolean;
}

const SUSPENDED = 1;
const WITH_ALIASES = 2;
const WITH_POLICY = 4;
const WHOLE_LOGIN = 8;
const LOGIN_AT = NUMBER_LENGTH + 1 + IDENTIFIER_BYTES;

export function encodeAccount(account: AccountValue): Buffer {
  const value = Buffer.alloc(LOGIN_AT + Buffer.byteLength(account.login));
  value.writeUInt32BE(account.domainNumber, 0);
  value[NUMBER_LENGTH] =
    (account.isSuspended ? SUSPENDED : 0) |
    (account.hasAliases ? WITH_ALIASES : 0) |
    (account.hasPolicy ? WITH_POLICY : 0) |
    (account.isLoginWhole ? WHOLE_LOGIN : 0);
  identifierBytes(account.id).copy(value, NUMBER_LENGTH + 1);
  value.write(account.login, LOGIN_AT, "utf8");
  return value;
}

export function decodeAccount(value: Buffer): AccountValue {
  const flags = value[NUMBER_LENGTH] as number;
  return {
    id: identifierText(value.subarray(NUMBER_LENGTH + 1, LOGIN_AT)),
    domainNumber: value.readUInt32BE(0),
    isSuspended: (flags & SUSPENDED) !== 0,
    hasAliases: (flags & WITH_ALIASES) !== 0,
    hasPolicy: (flags & WITH_POLICY) !== 0,
    isLoginWhole: (flags & WHOLE_LOGIN) !== 0,
    login: value.toString("utf8", LOGIN_AT, value.length),
  };
}

/** Aliases of an account: those that it may send as, and those in domains that are not proven, to sign in with only. */
export interface AliasesValue {
  readonly proven: readonly string[];
  readonly unproven: readonly string[];
}

export const NO_ALIASES: AliasesValue = { proven: [], unproven: [] };

/** One a line, the unproven behind an empty line. No key holds a line feed. */
export function encodeAliases({ proven, unproven }: AliasesValue): Buffer {
  return Buffer.from(proven.join("\n") + (unproven.length === 0 ? "" : `\n\n${unproven.join("\n")}`));
}

export function decodeAliases(value: Buffer): AliasesValue {
  const [proven = "", unproven = ""] = value.toString("utf8").split("\n\n");
  return { proven: linesOf(proven), unproven: linesOf(unproven) };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

export function domainNumberOf(accountValue: Buffer): number {
  return accountValue.readUInt32BE(0);
}

/** The domain's name is not kept with each of its accounts. */
export function shortenLogin(loginKey: string, domainName: string): Pick<AccountValue, "login" | "isLoginWhole"> {
  const suffix = `@${domainName}`;
  return loginKey.endsWith(suffix)
    ? { login: loginKey.slice(0, -suffix.length), isLoginWhole: false }
    : { login: loginKey, isLoginWhole: true };
}

export function wholeLogin({ login, isLoginWhole }: AccountValue, domainName: string): string {
  return isLoginWhole ? login : `${login}@${domainName}`;
}

export function numberKey(number: number): Buffer {
  const key = Buffer.allocUnsafe(NUMBER_LENGTH);
  key.writeUInt32BE(number, 0);
  return key;
}

/** Numbers of the things that share a hash: one, but for an accident. */
export function decodeNumbers(value: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 0; at + NUMBER_LENGTH <= value.length; at += NUMBER_LENGTH) numbers.push(value.readUInt32BE(at));
  return numbers;
}

export function encodeNumbers(numbers: readonly number[]): Buffer {
  const value = Buffer.alloc(numbers.length * NUMBER_LENGTH);
  for (const [index, number] of numbers.entries()) value.writeUInt32BE(number, index * NUMBER_LENGTH);
  return value;
}

const IDENTIFIER = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The sixteen bytes of a UUID. Throws for any other text. */
export function identifierBytes(id: string): Buffer {
  if (!IDENTIFIER.test(id)) throw new TypeError("an identifier of the source is no UUID");
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

export function identifierText(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
