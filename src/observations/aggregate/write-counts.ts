import type { Transaction } from "../../database/index.js";
import { additiveUpsert, type Upsert } from "./additive-upsert.js";
import type { DayCounts } from "./count-submissions.js";

const DAY: Upsert = {
  table: "observation_day",
  key: ["domainId", "accountId", "day", "addressKey"],
  add: ["own", "authorized", "unauthorized", "refused", "besides"],
  least: ["firstSeenAt"],
  most: ["lastSeenAt"],
  bits: ["sources"],
};

const TOTAL: Upsert = {
  table: "observation_total",
  key: ["domainId", "day"],
  add: ["own", "authorized", "unauthorized", "refused"],
};

/** Adds the counts to the rows per address and to the totals per domain. */
export async function writeCounts(tx: Transaction, rows: readonly DayCounts[]): Promise<void> {
  await additiveUpsert(
    tx.manager,
    tx.engine,
    DAY,
    rows.map(({ place, isLogin, ...counts }) => ({
      domainId: place.domainId,
      accountId: place.accountId,
      isLogin: Number(isLogin),
      ...counts,
    })),
  );
  await additiveUpsert(tx.manager, tx.engine, TOTAL, totalsOf(rows));
}

function totalsOf(rows: readonly DayCounts[]) {
  const totals = new Map<string, ReturnType<typeof emptyTotal>>();
  for (const { place, day, own, authorized, unauthorized, refused } of rows) {
    if (own + authorized + unauthorized + refused === 0) continue;
    const key = `${place.domainId} ${day}`;
    const total = totals.get(key) ?? emptyTotal(place.domainId ?? "", day);
    total.own += own;
    total.authorized += authorized;
    total.unauthorized += unauthorized;
    total.refused += refused;
    totals.set(key, total);
  }
  return [...totals.values()];
}

function emptyTotal(domainId: string, day: number) {
  return { domainId, day, own: 0, authorized: 0, unauthorized: 0, refused: 0 };
}
