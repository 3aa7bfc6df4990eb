import type { Transaction } from "../database/index.js";
import { queuePlainMail } from "../outbox/index.js";
import { brandingFor, PLATFORM_BRANDING } from "../tenancy/index.js";
import type { Administrator } from "./administrator.entity.js";

/** What a person is told of their own way in, as the mail's template names it. */
export type CredentialEvent = "PASSWORD_RESET" | "EMAIL_CHANGED";

type Told = Pick<Administrator, "id" | "login" | "email" | "language" | "resellerPath">;

/** Mails an administrator what somebody else did to their way in, where an address is known. */
export async function tellAdministrator(tx: Transaction, administrator: Told, event: CredentialEvent): Promise<void> {
  const { id, login, email, resellerPath } = administrator;
  if (email === null) return;
  const { language, ...brand } =
    resellerPath === null ? PLATFORM_BRANDING : await brandingFor(tx.manager, resellerPath);
  await queuePlainMail(tx, {
    uniqueKey: `credential:${event}:${id}:${tx.now.getTime()}`,
    template: "credential-notice",
    language: administrator.language ?? language,
    to: email,
    parameters: { ...brand, login, event, at: tx.now.getTime() },
  });
}
