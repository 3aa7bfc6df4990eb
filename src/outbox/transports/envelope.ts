import MimeNode from "nodemailer/lib/mime-node/index.js";
import { parseEmailAddress } from "../../kernel/index.js";

/** What the mail would be sent to is not what was asked for: it must not leave. */
export class EnvelopeMismatchError extends Error {
  constructor(to: string, recipients: readonly string[]) {
    super(`The mail transport would send to ${JSON.stringify(recipients)} instead of ${JSON.stringify(to)}`);
    this.name = "EnvelopeMismatchError";
  }
}

/**
 * The transport reads addresses by rules of its own (it replaces brackets in a quoted local part, and follows display
 * names and groups). Throws EnvelopeMismatchError unless it would send to this address alone, its local part byte for
 * byte: only the target's server may say what that means (RFC 5321 2.4).
 */
export function requireSameEnvelope(to: string): void {
  const node = new MimeNode("text/plain");
  node.setEnvelope({ to });
  const recipients = node.getEnvelope().to;
  const [recipient] = recipients;
  if (recipients.length === 1 && recipient !== undefined && isSame(to, recipient)) return;
  throw new EnvelopeMismatchError(to, recipients);
}

function isSame(to: string, recipient: string): boolean {
  if (to === recipient) return true;
  const [wanted, found] = [parseEmailAddress(to), parseEmailAddress(recipient)];
  return (
    wanted.ok && found.ok && wanted.address.key === found.address.key && localPartOf(to) === localPartOf(recipient)
  );
}

function localPartOf(address: string): string {
  return address.slice(0, address.lastIndexOf("@"));
}
