/** Providers that deliver an address to one mailbox wherever dots stand in it, by each of their names. */
const DOTS_DO_NOT_COUNT = new Map([
  ["gmail.com", "gmail.com"],
  ["googlemail.com", "gmail.com"],
]);

/**
 * The mailbox that an address is delivered to, as far as we know: the address without its subaddress. Where nothing is
 * known of the target, everything from the first `+` counts as one; two mailboxes that share a budget by mistake wait,
 * a mailbox that is flooded through its subaddresses does not stop.
 */
export function mailboxOf(addressKey: string, delimiters = "+"): string {
  const at = addressKey.lastIndexOf("@");
  const localPart = addressKey.slice(0, at);
  const isQuoted = localPart.startsWith('"');
  const bare = isQuoted ? localPart.slice(1, -1) : localPart;
  // RFC 5233: what comes first is the mailbox, so a delimiter in front belongs to it.
  const found = [...delimiters].map((each) => bare.indexOf(each, 1)).filter((index) => index > 0);
  const mailbox = bare.slice(0, Math.min(bare.length, ...found)).toLowerCase();
  const domain = addressKey.slice(at + 1).toLowerCase();
  const provider = DOTS_DO_NOT_COUNT.get(domain);
  return provider === undefined ? `${mailbox}@${domain}` : `${mailbox.replaceAll(".", "")}@${provider}`;
}
