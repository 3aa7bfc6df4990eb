import { IsNull } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { AccountAlarm, startOfDay, weekOf } from "../../observations/index.js";
import { queueMail } from "../../outbox/index.js";
import { Account, brandingFor } from "../../tenancy/index.js";
import type { AlertKeys } from "./alert-keys.js";
import { claimAlert } from "./claim-alert.js";
import { administratorsOf } from "./recipients.queries.js";

/**
 * Tells the administrators of an account that uses too many foreign addresses, once a week at most; the account itself
 * is not told, because whoever holds its password reads its mail. Returns how many alarms were dealt with.
 */
export async function sendSecurityAlerts(tx: Transaction, writer: AlertKeys, limit = 100): Promise<number> {
  const alarms = await tx.manager.find(AccountAlarm, {
    where: { notifiedAt: IsNull() },
    order: { raisedAt: "ASC" },
    take: limit,
  });
  for (const alarm of alarms) {
    const { accountId, day } = alarm;
    await tx.manager.update(AccountAlarm, { accountId, day }, { notifiedAt: tx.now });
    const account = await tx.manager.findOneBy(Account, { id: accountId });
    if (account === null) continue;
    const { language, ...brand } = await brandingFor(tx.manager, account.resellerPath);
    const week = weekOf(tx.now, brand.timeZone);
    if (!(await claimAlert(tx, "SECURITY", accountId, week))) continue;
    for (const { administrator, mailbox } of await administratorsOf(tx.manager, account)) {
      await queueMail(tx, writer.sealer, {
        uniqueKey: `security:${accountId}:${week}:${administrator.id}`,
        template: "security-alert",
        language: administrator.language ?? language,
        to: mailbox,
        subjectId: accountId,
        parameters: {
          ...brand,
          accountAddress: account.address,
          addresses: alarm.addresses,
          since: startOfDay(day, brand.timeZone).getTime(),
        },
      });
    }
  }
  return alarms.length;
}
