import { recordedIn } from "../audit/index.js";
import { additiveUpsert, type Transaction, type Upsert } from "../database/index.js";
import { dayOf, type Place } from "../kernel/index.js";
import { timeZonesAt, type ZoneAt } from "../tenancy/index.js";
import { type Countable, findCollected, type SentMessages } from "./collect-statistics.js";
import { questionsAmong } from "./question-outcomes.js";
import { countingScopes } from "./scope-key.js";

const STATISTIC: Upsert = {
  table: "statistic_day",
  key: ["scopeKey", "kind", "day", "name"],
  add: ["count"],
};

const SENDER: Upsert = { table: "sender_day", key: ["scopeKey", "day", "accountId"], add: ["messages"] };

/**
 * Commit step: adds what was collected, and what the trail says of questions, to the days of every part of the tree that
 * it happened in. Late in the transaction: the rows of the platform are everybody's.
 */
export async function writeStatistics(tx: Transaction): Promise<void> {
  const collected = findCollected(tx);
  const countables = [...(collected?.countables ?? []), ...questionsAmong(recordedIn(tx))];
  const sent = collected?.sent ?? [];
  if (countables.length === 0 && sent.length === 0) return;
  const zoneAt = await timeZonesAt(tx.manager, pathsOf([...countables, ...sent]));
  await additiveUpsert(tx, STATISTIC, statisticRows(countables, zoneAt));
  await additiveUpsert(tx, SENDER, senderRows(sent, zoneAt));
}

function pathsOf(all: readonly { readonly place: Place }[]): Set<string | null> {
  return new Set(all.flatMap(({ place }) => countingScopes(place).map(({ path }) => path)));
}

function statisticRows(countables: readonly Countable[], zoneAt: ZoneAt) {
  const rows = new Map<string, { scopeKey: string; kind: string; day: number; name: string; count: number }>();
  for (const { place, at, kind, name, count } of countables) {
    for (const { scopeKey, day } of daysOf(place, at, zoneAt)) {
      const key = `${scopeKey} ${kind} ${day} ${name}`;
      const row = rows.get(key) ?? { scopeKey, kind, day, name, count: 0 };
      row.count += count;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

function senderRows(sent: readonly SentMessages[], zoneAt: ZoneAt) {
  const rows = new Map<string, { scopeKey: string; day: number; accountId: string; messages: number }>();
  for (const { place, at, messages } of sent) {
    for (const { scopeKey, day } of daysOf(place, at, zoneAt)) {
      const key = `${scopeKey} ${day} ${place.accountId}`;
      const row = rows.get(key) ?? { scopeKey, day, accountId: place.accountId, messages: 0 };
      row.messages += messages;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

function daysOf(place: Place, at: number, zoneAt: ZoneAt) {
  return countingScopes(place).map(({ key, path }) => ({ scopeKey: key, day: dayOf(at, zoneAt(path)).number }));
}
