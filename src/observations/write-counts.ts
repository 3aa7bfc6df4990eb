import { additiveUpsert, type Transaction, type Upsert } from "../database/index.js";
import type { Place } from "../kernel/index.js";
import type { DayCounts, PairCounts } from "./count-submissions.js";
import { observedIn } from "./observed.js";
import { OVERFLOW_KEY } from "./observed-submission.js";

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

const PAIR: Upsert = {
  table: "observation_pair",
  key: ["domainId", "accountId", "day", "addressKey", "besideKey"],
  add: ["messages"],
};

/** Adds the counts to the rows per address and to the totals per domain. */
export async function writeCounts(
  tx: Transaction,
  rows: readonly DayCounts[],
  pairs: readonly PairCounts[],
): Promise<void> {
  await additiveUpsert(
    tx,
    DAY,
    rows.map(({ place, isLogin, ...counts }) => ({
      domainId: place.domainId,
      accountId: place.accountId,
      isLogin: Number(isLogin),
      ...counts,
    })),
  );
  await additiveUpsert(tx, TOTAL, totalsOf(rows));
  await additiveUpsert(tx, PAIR, pairsAmong(rows, pairs));
  const observed = observedIn(tx);
  for (const { place, day, isLogin } of rows) {
    const domainId = place.domainId ?? "";
    if (isLogin) observed.ownMail.push({ domainId, resellerPath: place.resellerPath, day });
    else observed.changedDomainIds.add(domainId);
  }
}

/** Pairs of addresses that have rows of their own: what was folded into an overflow row is folded here too. */
function pairsAmong(rows: readonly DayCounts[], pairs: readonly PairCounts[]) {
  const present = new Set(rows.map(({ place, day, addressKey }) => `${place.accountId} ${day} ${addressKey}`));
  const folded = new Map<string, ReturnType<typeof pairRow>>();
  for (const { place, day, messages, ...keys } of pairs) {
    const own = (key: string) => (present.has(`${place.accountId} ${day} ${key}`) ? key : OVERFLOW_KEY);
    const row = pairRow(place, day, own(keys.addressKey), own(keys.besideKey));
    const key = `${row.accountId} ${day} ${row.addressKey}\n${row.besideKey}`;
    const sum = folded.get(key) ?? row;
    sum.messages += messages;
    folded.set(key, sum);
  }
  return [...folded.values()];
}

function pairRow(place: Required<Place>, day: number, addressKey: string, besideKey: string) {
  return { domainId: place.domainId, accountId: place.accountId, day, addressKey, besideKey, messages: 0 };
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
