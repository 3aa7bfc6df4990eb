import type { Transaction } from "../../database/index.js";
import { hashOfLinkToken, newLinkToken } from "../../kernel/index.js";
import { cancelMails, queueMail, type Sealer } from "../../outbox/index.js";
import { brandingFor } from "../../tenancy/index.js";
import { Administrator } from "../administrator.entity.js";
import { unconfirmedMailbox } from "../administrator-mailbox.js";

/** A mail may wait for a week for its turn, and then needs time to be read. */
const CONFIRMATION_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Begins anew with an administrator's address: it counts as unconfirmed, whatever still waits to be mailed is taken
 * back, older links end, and whoever reads the mailbox is asked. Nothing that the asker has chosen stands in that mail.
 * `administrator` is changed and saved.
 */
export async function askToConfirmEmail(tx: Transaction, sealer: Sealer, administrator: Administrator): Promise<void> {
  const { id, email, resellerPath } = administrator;
  await cancelMails(tx, id);
  const token = email === null ? null : newLinkToken();
  const state = {
    emailConfirmedAt: null,
    confirmationHash: token === null ? null : hashOfLinkToken(token),
    confirmationEndsAt: token === null ? null : new Date(tx.now.getTime() + CONFIRMATION_DAYS * DAY_MS),
  };
  Object.assign(administrator, state);
  await tx.manager.update(Administrator, { id }, state);
  if (email === null || token === null) return;
  const { language, ...brand } = await brandingFor(tx.manager, resellerPath);
  await queueMail(tx, sealer, {
    uniqueKey: `email-confirmation:${id}:${state.confirmationHash?.slice(0, 32)}`,
    template: "email-confirmation",
    language: administrator.language ?? language,
    to: unconfirmedMailbox({ email, resellerPath }),
    subjectId: id,
    parameters: { ...brand, address: email, endsAt: state.confirmationEndsAt?.getTime() },
    secrets: { token },
  });
}
