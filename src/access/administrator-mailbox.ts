import { RESELLER_LABEL_LENGTH } from "../kernel/index.js";
import { knownPerson, type Recipient, strangerAt } from "../outbox/index.js";
import type { Administrator } from "./administrator.entity.js";

/** SQL, for queries over `administrator`: who is written to. */
export const HAS_CONFIRMED_MAILBOX =
  "administrator.isDisabled = 0 AND administrator.email IS NOT NULL AND administrator.emailConfirmedAt IS NOT NULL";

type WithMailbox = Pick<Administrator, "email" | "emailConfirmedAt">;

/** Where mail for an administrator goes; null until whoever reads the mailbox has said that it is theirs. */
export function mailboxOfAdministrator({ email, emailConfirmedAt }: WithMailbox): Recipient | null {
  return email === null || emailConfirmedAt === null ? null : knownPerson(email);
}

/** For the one mail that an address which nobody has confirmed gets. */
export function unconfirmedMailbox({
  email,
  resellerPath,
}: Pick<Administrator, "resellerPath"> & { readonly email: string }): Recipient {
  return strangerAt(email, (resellerPath ?? "").slice(0, RESELLER_LABEL_LENGTH));
}
