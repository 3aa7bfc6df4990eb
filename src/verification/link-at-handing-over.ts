import type { MailToRender } from "../outbox/index.js";
import type { VerificationKeys } from "./verification-keys.js";

/**
 * A mail from before there were short links, its signed link to the owner page signed anew: the day for which that shows
 * begins when the mail leaves, however long it has waited for its turn or for a server. Any other mail is as it was.
 */
export function withLinkFromNow<Mail extends Pick<MailToRender, "secrets">>(
  mail: Mail,
  { ownerLinks }: Pick<VerificationKeys, "ownerLinks">,
  now: Date,
): Mail {
  const link = ownerLinks.read(mail.secrets.ownerToken ?? "");
  if (link === null) return mail;
  return { ...mail, secrets: { ...mail.secrets, ownerToken: ownerLinks.sign({ ...link, issuedAt: now }) } };
}
