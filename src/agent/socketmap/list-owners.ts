import type { Decision } from "../../decision/index.js";
import { POSSIBLE_DELIMITERS, parseSenderAddress, possibleBases } from "../../decision/index.js";
import { type EmailAddress, parseReversePath, writtenReversePath } from "../../kernel/index.js";
import { type DecisionSource, isPromise, type OwnerDirectory } from "../decision-source.js";

/**
 * Every login that may send as the address, which is what `smtpd_sender_login_maps` asks. Postfix gives a socketmap
 * the full address only, so the steps that it takes itself for a file are taken here: without the subaddress, and the
 * whole domain. The owners of all steps form one list, since a list for `user@domain` must not hide those of `@domain`.
 *
 * The directory proposes and the rules dispose: who is suspended, whose permission has expired, and whether a
 * subaddress counts for this account, are for `decide` to say. The mode is not looked at: Postfix has one list
 * for all logins, so an account under MONITOR is listed only where ENFORCE would let it pass.
 */
export function listOwners(
  source: DecisionSource,
  directory: OwnerDirectory,
  key: string,
): readonly string[] | Promise<readonly string[]> {
  const address = parseKey(key);
  if (address === null) return [];
  const proposals = [address, ...possibleBases(address, POSSIBLE_DELIMITERS)].map((step) =>
    directory.ownersOfAddress(step.key),
  );
  proposals.push(directory.ownersOfDomain(address.domain));
  return afterAll(proposals, (lists) => {
    const logins = [...new Set(lists.flat())];
    return keepPermitted(source, logins, address);
  });
}

function keepPermitted(
  source: DecisionSource,
  logins: readonly string[],
  address: EmailAddress,
): readonly string[] | Promise<readonly string[]> {
  const decisions = logins.map((login) => source.decide({ login, reversePath: writtenReversePath(address.key) }));
  return afterAll(decisions, (made: readonly Decision[]) =>
    logins.filter((_, index) => made[index]?.verdict === "ALLOW" && !made[index]?.wouldDeny),
  );
}

/** Postfix asks with the external form first, then with the internal one where that differs (mail_addr_find.c). */
function parseKey(key: string): EmailAddress | null {
  const external = parseSenderAddress(key);
  if (external.ok) return external.address;
  // A whole domain as the key is a step of ours, and no address with an empty local part.
  if (key.startsWith("@")) return null;
  const internal = parseReversePath(key);
  return internal.ok ? internal.address : null;
}

/** Stays synchronous when every answer is at hand. */
function afterAll<T, R>(
  answers: readonly (T | Promise<T>)[],
  then: (answers: readonly T[]) => R | Promise<R>,
): R | Promise<R> {
  if (answers.some(isPromise)) return Promise.all(answers).then(then);
  return then(answers as readonly T[]);
}
