import type { Transaction } from "../database/index.js";
import { queuePlainMail, type Recipient } from "../outbox/index.js";
import { Account, brandingFor, mailboxOfAccount } from "../tenancy/index.js";
import { Administrator } from "./administrator.entity.js";
import { mailboxOfAdministrator } from "./administrator-mailbox.js";
import type { Subject } from "./subject.js";

/** What a person is told of their own way in, as the mail's template names it. */
export type CredentialEvent =
  | "PASSWORD_RESET"
  | "EMAIL_CHANGED"
  | "APP_ADDED"
  | "APP_REMOVED"
  | "PASSKEY_ADDED"
  | "PASSKEY_REMOVED"
  | "SECOND_FACTOR_RESET"
  | "SECOND_FACTOR_GUESSED"
  | "RECOVERY_CODE_USED"
  | "RECOVERY_CODES_RENEWED"
  | "VIEWED";

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
  const { login, resellerPath, language } = administrator;
  const to = mailboxOfAdministrator(administrator);
  if (to !== null) await queueNotice(tx, { login, to, resellerPath, language, event, uniqueKey });
}

/** The same for whoever it is: an administrator where a confirmed address is known, a mailbox at its own. */
export async function tellSubject(tx: Transaction, { kind, id }: Subject, event: CredentialEvent): Promise<void> {
  if (kind === "ADMINISTRATOR") {
    await tellAdministrator(tx, await tx.manager.findOneByOrFail(Administrator, { id }), event);
    return;
  }
  const account = await tx.manager.findOneByOrFail(Account, { id });
  const { address: login, resellerPath, language } = account;
  const to = await mailboxOfAccount(tx.manager, account);
  const uniqueKey = `credential:${event}:${id}:${tx.now.getTime()}`;
  await queueNotice(tx, { login, to, resellerPath, language, event, uniqueKey });
}

interface Notice {
  readonly login: string;
  readonly to: Recipient;
  readonly resellerPath: string | null;
  readonly language: string | null;
  readonly event: CredentialEvent;
  readonly uniqueKey: string;
}

async function queueNotice(
  tx: Transaction,
  { login, to, resellerPath, event, uniqueKey, ...told }: Notice,
): Promise<void> {
  const { language, ...brand } = await brandingFor(tx.manager, resellerPath);
  await queuePlainMail(tx, {
    uniqueKey,
    template: "credential-notice",
    language: told.language ?? language,
    to,
    parameters: { ...brand, login, event, at: tx.now.getTime() },
  });
}
