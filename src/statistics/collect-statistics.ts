import type { Transaction } from "../database/index.js";
import type { Place } from "../kernel/index.js";
import type { StatisticKind } from "./statistic-day.entity.js";

/** Something that happened, before it is known on which day of which scope. */
export interface Countable {
  readonly place: Place;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: StatisticKind;
  readonly name: string;
  readonly count: number;
}

/** Messages of an account, for the ranking of senders. */
export interface SentMessages {
  readonly place: Place & { readonly accountId: string };
  readonly at: number;
  readonly messages: number;
}

interface Collected {
  readonly countables: Countable[];
  readonly sent: SentMessages[];
}

const COLLECTED = Symbol("statistics to be counted");

/** Counted by the commit step `writeStatistics`, in the same transaction. */
export function countStatistic(tx: Transaction, countable: Countable): void {
  collectedIn(tx).countables.push(countable);
}

export function countSent(tx: Transaction, sent: SentMessages): void {
  collectedIn(tx).sent.push(sent);
}

export function findCollected(tx: Transaction): Collected | null {
  return tx.collected<Collected>(COLLECTED) ?? null;
}

function collectedIn(tx: Transaction): Collected {
  return tx.collect<Collected>(COLLECTED, () => ({ countables: [], sent: [] }));
}
