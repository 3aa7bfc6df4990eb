import { type BinaryTable, walk } from "./binary-table.js";
import { IDENTIFIER_LENGTH, identifierBytes, identifierText, NUMBER_LENGTH, numberKey, numberOfKey } from "./keys.js";

export interface StoredAccount {
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
const LOGIN_AT = NUMBER_LENGTH + 1 + IDENTIFIER_LENGTH;

/** Number → account. One whose domain is gone does not count any more; a sweep removes it. */
export class AccountTable {
  constructor(private readonly table: BinaryTable) {}

  get(number: number): StoredAccount | null {
    const value = this.table.get(numberKey(number));
    return value === undefined ? null : decodeAccount(value);
  }

  has(number: number): boolean {
    return this.table.get(numberKey(number)) !== undefined;
  }

  put(number: number, account: StoredAccount): void {
    this.table.putSync(numberKey(number), encodeAccount(account));
  }

  remove(number: number): void {
    this.table.removeSync(numberKey(number));
  }

  *numbers(): Generator<number> {
    for (const key of this.table.getKeys()) yield numberOfKey(key);
  }

  /** False when the copy was replaced. */
  walk(isCurrent: () => boolean, visit: (number: number, account: StoredAccount) => void): Promise<boolean> {
    return walk(this.table, isCurrent, (key, value) => visit(numberOfKey(key), decodeAccount(value)));
  }
}

export function encodeAccount(account: StoredAccount): Buffer {
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

export function decodeAccount(value: Buffer): StoredAccount {
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

/** The domain's name is not kept with each of its accounts. */
export function shortenLogin(loginKey: string, domainName: string): Pick<StoredAccount, "login" | "isLoginWhole"> {
  const suffix = `@${domainName}`;
  return loginKey.endsWith(suffix)
    ? { login: loginKey.slice(0, -suffix.length), isLoginWhole: false }
    : { login: loginKey, isLoginWhole: true };
}

export function wholeLogin({ login, isLoginWhole }: StoredAccount, domainName: string): string {
  return isLoginWhole ? login : `${login}@${domainName}`;
}
