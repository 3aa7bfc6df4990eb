import { parseFromHeader } from "../kernel/index.js";

/** What is to be judged beside the reverse-path, each once; the same names as in a CheckRequest. */
export interface JudgedSenders {
  readonly fromAddresses: readonly string[];
  /** Left out of a message that was not resent. */
  readonly resentFromAddresses?: readonly string[];
  readonly unreadableFields: readonly string[];
}

export interface SenderFieldsContext {
  /** More fields than were kept. */
  readonly isCut?: boolean;
  /** Addresses of From fields that somebody else has taken apart. */
  readonly alsoAddresses?: readonly string[];
  /** Of the most recent block of Resent fields. */
  readonly resentFields?: readonly SenderField[];
  readonly alsoResentAddresses?: readonly string[];
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
  { isCut = false, alsoAddresses = [], resentFields = [], alsoResentAddresses = [] }: SenderFieldsContext = {},
): JudgedSenders {
  const addresses = new Set(alsoAddresses);
  const resent = new Set(alsoResentAddresses);
  const unreadable = new Set<string>();
  readInto(addresses, unreadable, fields);
  readInto(resent, unreadable, resentFields);
  const isTooMany = isCut || addresses.size + resent.size + unreadable.size > MAX_JUDGED_SENDERS;
  const fromAddresses = isTooMany ? [...addresses].slice(0, MAX_JUDGED_SENDERS - 1) : [...addresses];
  return {
    fromAddresses,
    // Past the limit the message is refused under ENFORCE whoever resends it.
    ...(resent.size > 0 && !isTooMany ? { resentFromAddresses: [...resent] } : {}),
    unreadableFields: isTooMany ? [TOO_MANY] : [...unreadable],
  };
}

function readInto(addresses: Set<string>, unreadable: Set<string>, fields: readonly SenderField[]): void {
  for (const { name, value } of fields) {
    const parsed = parseFromHeader(value);
    for (const address of parsed.addresses) addresses.add(address);
    if (!parsed.isComplete) unreadable.add(`${name}: ${value.trim()}`);
  }
}
