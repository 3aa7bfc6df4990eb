import { isIPv6 } from "node:net";
import { countOne, isOpen, prolong, uncountOne, windowFromFirst } from "../counters/index.js";
import type { Transaction } from "../database/index.js";
import { DomainError } from "../kernel/index.js";
import { canonicalLogin } from "./subject.js";

const WINDOW_MS = 15 * 60 * 1000;

/** For how long a network from which a login has signed in is known as its own. */
const KNOWN_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Tries within a window. The first stops somebody who guesses; the second stops many hosts that guess at one login,
 * and is high enough that one host alone cannot lock a login's owner out; the third stops one host that tries many
 * logins.
 */
const MAX_ATTEMPTS = { loginFromNetwork: 10, login: 50, network: 100 };

/** How many tries of one kind, named by its parts, a window may hold. */
export interface Limit {
  readonly parts: readonly string[];
  readonly max: number;
  readonly windowMs: number;
}

/** What one try was counted in; with the seconds to wait where it is one too many and counted in nothing. */
export type CountedTry =
  | { readonly secondsToWait: null; readonly limits: readonly Limit[] }
  | { readonly secondsToWait: number };

/**
 * Counts a try before the password is looked at, so that a burst of parallel tries is counted whole. In the database,
 * so that it holds over all processes. The count must be committed either way, so throwing is left to the caller.
 *
 * What is refused already costs nobody anything: its try is not counted. Where the login has signed in lately, or is
 * signed in, only its own tries from that network can stop it: neither a neighbour nor hosts elsewhere that guess at it
 * lock its owner out.
 */
export async function countAttempt(
  tx: Transaction,
  login: string,
  remoteAddress: string | null,
  { isSignedIn = false } = {},
): Promise<CountedTry> {
  const [own, ...shared] = limitsOf(login, remoteAddress);
  const isKnown = isSignedIn || (await hasSignedInLately(tx, login, remoteAddress));
  const limits = isKnown ? [own] : [own, ...shared];
  const secondsToWait = await countTry(tx, limits);
  return secondsToWait === null ? { secondsToWait, limits } : { secondsToWait };
}

/**
 * Counts one try within all of the limits; the seconds to wait where that is one too many, else null. One that is
 * refused is counted in none: the right passwords of a burst take their own tries back, and the count must not stay above
 * the limit without them.
 */
export async function countTry(tx: Transaction, limits: readonly Limit[]): Promise<number | null> {
  for (const [index, { parts, windowMs, max }] of limits.entries()) {
    const { used, endsAt } = await countOne(tx, windowFromFirst(parts, windowMs, tx.now));
    if (used <= max) continue;
    await takeBackTry(tx, limits.slice(0, index + 1));
    return Math.max(1, Math.ceil((endsAt.getTime() - tx.now.getTime()) / 1000));
  }
  return null;
}

/**
 * Takes a right one back from what it was counted in, and from nothing else: somebody who signs in often must not give a
 * guesser new tries, nor may a guesser who owns one account here reset the count of its network.
 */
export async function takeBackTry(tx: Transaction, limits: readonly Limit[]): Promise<void> {
  for (const { parts, windowMs } of limits) await uncountOne(tx, windowFromFirst(parts, windowMs, tx.now));
}

/** From now on the network is known as one of the login's own. */
export async function noteSuccess(tx: Transaction, login: string, remoteAddress: string | null): Promise<void> {
  await prolong(tx, windowFromFirst(successParts(login, remoteAddress), KNOWN_MS, tx.now));
}

function hasSignedInLately(tx: Transaction, login: string, remoteAddress: string | null): Promise<boolean> {
  return isOpen(tx, windowFromFirst(successParts(login, remoteAddress), KNOWN_MS, tx.now));
}

function successParts(login: string, remoteAddress: string | null): readonly string[] {
  return ["signed in", nameOf(login), networkOf(remoteAddress)];
}

export function tooManyAttempts(secondsToWait: number): DomainError {
  return new DomainError("TOO_MANY_FAILED_SIGN_INS", "Too many sign-ins have failed; wait and try again", {
    retryAfterSeconds: secondsToWait,
  });
}

function nameOf(login: string): string {
  return canonicalLogin(login)?.key ?? login;
}

/** Always in the same order, so that two transactions never wait for each other; the first concerns nobody else. */
function limitsOf(login: string, remoteAddress: string | null): [Limit, Limit, Limit] {
  const name = nameOf(login);
  const network = networkOf(remoteAddress);
  return [
    { parts: ["login and network", name, network], max: MAX_ATTEMPTS.loginFromNetwork, windowMs: WINDOW_MS },
    { parts: ["network", network], max: MAX_ATTEMPTS.network, windowMs: WINDOW_MS },
    { parts: ["login", name], max: MAX_ATTEMPTS.login, windowMs: WINDOW_MS },
  ];
}

/** One IPv4 address, or the 64 bits of IPv6 that one customer has at least (RFC 6177). */
export function networkOf(remoteAddress: string | null): string {
  if (remoteAddress === null) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(remoteAddress);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [address = ""] = remoteAddress.split("%");
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === "" ? [] : tail.split(":");
  const groups = address.includes("::")
    ? [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill("0"), ...last]
    : first;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
