import { additiveUpsert, type Transaction, type Upsert } from "../database/index.js";
import { required } from "../kernel/index.js";
import { countRows, groupByAccountAndDay, groupKey } from "./bound-addresses.js";
import type { DayCounts } from "./count-submissions.js";

/** More different foreign addresses than this in one day are no person's. */
export const SUSPICIOUS_ADDRESSES_PER_DAY = 25;

const ALARM: Upsert = { table: "account_alarm", key: ["accountId", "day"], most: ["addresses"] };

/** Notes accounts that have used too many foreign addresses today; a job tells their administrators once. */
export async function raiseAlarms(tx: Transaction, rows: readonly DayCounts[]): Promise<void> {
  const foreign = rows.filter(({ unauthorized, refused }) => unauthorized + refused > 0);
  if (foreign.length === 0) return;
  const groups = groupByAccountAndDay(foreign);
  const counts = await countRows(tx.manager, [...groups.values()], "unauthorized + refused > 0");
  const alarms = [...groups.values()].flatMap((group) => {
    const { place, day } = required(group[0]);
    const { accountId, domainId } = place;
    const addresses = counts.get(groupKey(accountId, day)) ?? 0;
    if (addresses <= SUSPICIOUS_ADDRESSES_PER_DAY) return [];
    return [{ accountId, day, domainId, addresses, raisedAt: tx.now.getTime(), notifiedAt: null }];
  });
  await additiveUpsert(tx, ALARM, alarms);
}
