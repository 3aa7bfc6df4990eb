import { additiveUpsert, type Transaction, type Upsert } from "../database/index.js";
import { required } from "../kernel/index.js";
import { MIN_ALARM_ADDRESSES_PER_DAY, policyChains, resolveSettings } from "../policy/index.js";
import { countRows, groupByAccountAndDay, groupKey } from "./bound-addresses.js";
import type { DayCounts } from "./count-submissions.js";

const ALARM: Upsert = { table: "account_alarm", key: ["accountId", "day"], most: ["addresses"] };

/** Notes accounts that have used too many foreign addresses today; a job tells their administrators once. */
export async function raiseAlarms(tx: Transaction, rows: readonly DayCounts[]): Promise<void> {
  const foreign = rows.filter(({ unauthorized, refused }) => unauthorized + refused > 0);
  if (foreign.length === 0) return;
  const groups = groupByAccountAndDay(foreign);
  const counts = await countRows(tx.manager, [...groups.values()], "unauthorized + refused > 0");
  const many = [...groups.values()].flatMap((group) => {
    const { place, day } = required(group[0]);
    const addresses = counts.get(groupKey(place.accountId, day)) ?? 0;
    return addresses > MIN_ALARM_ADDRESSES_PER_DAY ? [{ place, day, addresses }] : [];
  });
  // Few come this far, so that most batches ask for no policy.
  if (many.length === 0) return;
  const chains = await policyChains(
    tx.manager,
    many.map(({ place }) => place),
  );
  const alarms = many
    .filter(({ addresses }, index) => addresses > resolveSettings(chains[index] ?? []).alarmAddressesPerDay)
    .map(({ place: { accountId, domainId }, day, addresses }) => {
      return { accountId, day, domainId, addresses, raisedAt: tx.now.getTime(), notifiedAt: null };
    });
  await additiveUpsert(tx, ALARM, alarms);
}
