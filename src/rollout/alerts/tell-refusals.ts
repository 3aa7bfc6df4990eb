import type { Transaction } from "../../database/index.js";
import { dayOf, isoDay } from "../../kernel/index.js";
import { queueMail, refusedMails } from "../../outbox/index.js";
import { platformBranding } from "../../tenancy/index.js";
import type { AlertKeys } from "./alert-keys.js";
import { claimAlert } from "./claim-alert.js";
import { administratorsOf } from "./recipients.queries.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Tells the operators that other mail servers refuse our mails for our sake, in those servers' words: once a day, for as
 * long as it goes on. Returns how many were refused since the day before; 0 where there is nothing new to tell.
 */
export async function tellRefusals(tx: Transaction, { sealer }: AlertKeys): Promise<number> {
  const { count, refusals } = await refusedMails(tx.manager, new Date(tx.now.getTime() - DAY_MS));
  if (count === 0) return 0;
  const operators = await administratorsOf(tx.manager, { resellerPath: null, domainId: null });
  const { language, ...brand } = await platformBranding(tx.manager);
  const day = isoDay(dayOf(tx.now, brand.timeZone));
  if (operators.length === 0 || !(await claimAlert(tx, "REFUSALS", "", day))) return 0;
  for (const { administrator: operator, mailbox } of operators) {
    await queueMail(tx, sealer, {
      uniqueKey: `refusals:${day}:${operator.id}`,
      template: "mail-refusals",
      language: operator.language ?? language,
      to: mailbox,
      parameters: { ...brand, count, refusals },
    });
  }
  return count;
}
