import { type EmailAddress, withoutSubaddress } from "../kernel/index.js";
import type { SenderQuestion } from "./decision.types.js";
import { parseSenderAddress } from "./sender-address.js";

/**
 * Keys of every authorization that the verdict on a question can depend on: each address as it stands and without its
 * subaddress. A snapshot made from rows must have these at hand. Each key once, in no particular order.
 */
export function candidateAddressKeys(question: SenderQuestion, delimiters: string): string[] {
  const keys = new Set<string>();
  for (const address of addressesOf(question)) {
    keys.add(address.key);
    const base = withoutSubaddress(address, delimiters);
    if (base !== null) keys.add(base.key);
  }
  return [...keys];
}

/** Domains of every domain authorization that the verdict can depend on, each once; address literals included. */
export function candidateDomains(question: SenderQuestion): string[] {
  return [...new Set(addressesOf(question).map((address) => address.domain))];
}

function addressesOf({ reversePath, fromAddresses = [] }: SenderQuestion): EmailAddress[] {
  return [reversePath, ...fromAddresses].flatMap((text) => {
    const parsed = parseSenderAddress(text);
    return parsed.ok ? [parsed.address] : [];
  });
}
