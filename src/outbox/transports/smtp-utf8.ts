import { LRUCache } from "lru-cache";
import { refuseInsideTransaction } from "../../database/index.js";
import type { SmtpSettings } from "./smtp-options.js";
import { offersSmtpUtf8 } from "./try-smtp.js";

const KEPT_MS = 5 * 60 * 1_000;
/** Somebody waits for the answer. */
const WAIT_MS = 1_000;

/** By `SMTP_URL`. What is under way is shared, so that nobody can have us connect more than once in a while. */
const known = new LRUCache<string, Promise<boolean | null>>({ max: 10, ttl: KEPT_MS });

/** Whether a mail to this address needs SMTPUTF8 (RFC 6531): letters beyond ASCII before the `@`. */
export function needsSmtpUtf8(address: string): boolean {
  return /\P{ASCII}/u.test(address.slice(0, address.lastIndexOf("@")));
}

/** Whether the next server is known not to take such addresses; what it does not say within a second is not known. */
export async function lacksSmtpUtf8(settings: SmtpSettings): Promise<boolean> {
  refuseInsideTransaction("the mail server");
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS, null);
  });
  const offers = await Promise.race([whatServerOffers(settings), tooLate]);
  clearTimeout(timer);
  return offers === false;
}

/** Null where the server did not answer. */
function whatServerOffers(settings: SmtpSettings): Promise<boolean | null> {
  const kept = known.get(settings.smtpUrl);
  if (kept !== undefined) return kept;
  const asked: Promise<boolean | null> = offersSmtpUtf8(settings).catch(() => null);
  known.set(settings.smtpUrl, asked);
  return asked;
}
