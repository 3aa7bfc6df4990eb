import { atDomain, type EmailAddress, withoutSubaddress } from "../kernel/index.js";
import type { AddressRules } from "./domain-alias.js";
import { parseSenderAddress } from "./sender-address.js";

/** A login that an MTA reports, as it is compared and looked up. */
export interface SignedInLogin {
  /** The canonical key of an address, of a bare name its lower case. */
  readonly key: string;
  /** Null for a bare name and for what is no address. */
  readonly address: EmailAddress | null;
}

export function readLogin(login: string): SignedInLogin {
  const parsed = parseSenderAddress(login);
  if (parsed.ok) return { key: parsed.address.key, address: parsed.address };
  return { key: login.normalize("NFC").toLowerCase(), address: null };
}

/** What a login is compared and looked up by: the canonical key of an address, of a bare name its lower case. */
export function loginKeyOf(login: string): string {
  return readLogin(login).key;
}

/** Where logins are looked up, whatever the rows or the copy behind it. */
export interface LoginDirectory<Account> {
  /** The account whose own address, or alias, this is; aliases in domains that are not proven are names to sign in with too. */
  accountAt(addressKey: string): Account | null;
  /** The domain that this one stands for, proven or not: whoever signs in has the mailbox. Null where it stands for none. */
  loginTargetOf(domainName: string): string | null;
  /** Characters that begin a subaddress for logins of the domain; empty where it is not hosted here. */
  delimitersOf(domainName: string): string;
  /** Of these, all that any level names, in force or not: `everyDelimiterOfLogin`. */
  everyDelimiterOf(domainName: string): string;
  /** The account itself, whatever holds for its domain. */
  isSuspended(account: Account): boolean;
}

/**
 * Whose login it is: that of an account's address, of an alias, the same at a domain alias, or what only a subaddress
 * separates from one of them, in this order. Null for one that is not known, which is judged by its own domain where that
 * is hosted here, else by the platform's policy alone.
 *
 * A suspended account is also whoever signs in with a subaddress of it that only some level of its policy knows: its own
 * domain must not lift the suspension by setting other delimiters than mail servers take.
 */
export function accountOfLogin<Account>(
  { key, address }: SignedInLogin,
  directory: LoginDirectory<Account>,
): Account | null {
  const exact = directory.accountAt(key);
  if (exact !== null || address === null) return exact;
  const target = directory.loginTargetOf(address.domain);
  const counted = target === null ? address : atDomain(address, target);
  if (counted === null) return null;
  const held = counted === address ? null : directory.accountAt(counted.key);
  if (held !== null) return held;
  const base = withoutSubaddress(counted, directory.delimitersOf(counted.domain));
  const divided = base === null ? null : directory.accountAt(base.key);
  return divided ?? suspendedAccountOf(counted, directory);
}

function suspendedAccountOf<Account>(address: EmailAddress, directory: LoginDirectory<Account>): Account | null {
  for (const { key } of possibleBases(address, directory.everyDelimiterOf(address.domain))) {
    const account = directory.accountAt(key);
    if (account !== null && directory.isSuspended(account)) return account;
  }
  return null;
}

/**
 * Who somebody is that no account is found for: at a proven domain alias the same as at the domain that it stands for,
 * else as they signed in.
 */
export function keyOfUnknownLogin(signedInKey: string, rules: Pick<AddressRules, "targetOf">): string {
  const at = signedInKey.lastIndexOf("@") + 1;
  const target = at === 0 ? null : rules.targetOf(signedInKey.slice(at));
  return target === null ? signedInKey : signedInKey.slice(0, at) + target;
}

/**
 * Under which names a login may have to be looked up when its domain's delimiters are among these; `target` is what the
 * domain stands for.
 */
export function namesOfLogin(
  { key, address }: SignedInLogin,
  possibleDelimiters: string,
  target: string | null = null,
): readonly string[] {
  if (address === null) return [key];
  const counted = target === null ? address : atDomain(address, target);
  if (counted === null) return [key];
  return [...new Set([key, counted.key, ...possibleBases(counted, possibleDelimiters).map((base) => base.key)])];
}

/**
 * The address without its subaddress, for each of the characters alone: the first of several divides the local part, so
 * whatever set of them holds, its result is one of these.
 */
export function possibleBases(address: EmailAddress, delimiters: string): EmailAddress[] {
  const bases = new Map<string, EmailAddress>();
  for (const delimiter of new Set(address.localPart)) {
    if (!delimiters.includes(delimiter)) continue;
    const base = withoutSubaddress(address, delimiter);
    if (base !== null) bases.set(base.key, base);
  }
  return [...bases.values()];
}
