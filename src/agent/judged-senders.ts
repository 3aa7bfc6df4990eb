import { parseFromHeader } from "../kernel/index.js";

/** What is to be judged beside the reverse-path, each once; the same names as in a CheckRequest. */
export interface JudgedSenders {
  readonly fromAddresses: readonly string[];
  readonly unreadableFields: readonly string[];
}

/** A header field that says who a message is from. */
export interface SenderField {
  /** As it is shown: `From`. */
  readonly name: string;
  readonly value: string;
}

/** What the API takes of one question, unreadable fields among them. */
export const MAX_JUDGED_SENDERS = 100;
const TOO_MANY = "From: too many mailboxes";

/**
 * Every address in every one of the fields, as programs differ in which they show, and the fields that cannot be read
 * to their end or that name nobody. More than anybody has a use for is as unreadable as what cannot be parsed.
 * `From: a@example.org, <` gives the address `a@example.org` and the whole field.
 */
export function judgeSenderFields(
  fields: readonly SenderField[],
  { isCut = false, alsoAddresses = [] }: { readonly isCut?: boolean; readonly alsoAddresses?: readonly string[] } = {},
): JudgedSenders {
  const addresses = new Set(alsoAddresses);
  const unreadable = new Set<string>();
  for (const { name, value } of fields) {
    const parsed = parseFromHeader(value);
    for (const address of parsed.addresses) addresses.add(address);
    if (!parsed.isComplete) unreadable.add(`${name}: ${value.trim()}`);
  }
  if (!isCut && addresses.size + unreadable.size <= MAX_JUDGED_SENDERS) {
    return { fromAddresses: [...addresses], unreadableFields: [...unreadable] };
  }
  return { fromAddresses: [...addresses].slice(0, MAX_JUDGED_SENDERS - 1), unreadableFields: [TOO_MANY] };
}
