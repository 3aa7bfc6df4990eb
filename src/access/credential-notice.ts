import type { Transaction } from "../database/index.js";
import { queuePlainMail } from "../outbox/index.js";
import { brandingFor, PLATFORM_BRANDING } from "../tenancy/index.js";
import type { Administrator } from "./administrator.entity.js";
import { mailboxOfAdministrator } from "./administrator-mailbox.js";

/** What a person is told of their own way in, as the mail's template names it. */
export type CredentialEvent =
  | "PASSWORD_RESET"
  | "EMAIL_CHANGED"
  | "SECOND_FACTOR_ADDED"
  | "SECOND_FACTOR_REMOVED"
  | "SECOND_FACTOR_RESET"
  | "SECOND_FACTOR_GUESSED"
  | "RECOVERY_CODE_USED"
  | "RECOVERY_CODES_RENEWED";

type Told = Pick<Administrator, "id" | "login" | "email" | "emailConfirmedAt" | "language" | "resellerPath">;

/**
 * Mails an administrator what happened to their way in, where a confirmed address is known. `uniqueKey` is for what is told once,
 * however often it happens.
 */
export async function tellAdministrator(
  tx: Transaction,
  administrator: Told,
  event: CredentialEvent,
  uniqueKey = `credential:${event}:${administrator.id}:${tx.now.getTime()}`,
): Promise<void> {
  const { login, resellerPath } = administrator;
  const to = mailboxOfAdministrator(administrator);
  if (to === null) return;
  const { language, ...brand } =
    resellerPath === null ? PLATFORM_BRANDING : await brandingFor(tx.manager, resellerPath);
  await queuePlainMail(tx, {
    uniqueKey,
    template: "credential-notice",
    language: administrator.language ?? language,
    to,
    parameters: { ...brand, login, event, at: tx.now.getTime() },
  });
}
