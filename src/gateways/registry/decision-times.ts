import { additiveUpsert, type Transaction, type Upsert } from "../../database/index.js";
import { badInput, because } from "../../kernel/index.js";
import { HOURS_KEPT, hourOf } from "./hours.js";

/** How many decisions took up to so many milliseconds, and longer than the bound before. */
export interface DecisionTime {
  readonly upToMs: number;
  readonly decisions: number;
}

const MAX_BOUNDS = 32;
const LONGEST_MS = 60_000;
/** Within one report; an agent that could not report for weeks has fewer. */
const MAX_DECISIONS = 1_000_000_000;

const TIMES: Upsert = {
  table: "gateway_decision_time",
  key: ["gatewayId", "hour", "upToMicros"],
  add: ["decisions"],
};

/** Throws BAD_USER_INPUT for what no agent counts. */
export function requireDecisionTimes(times: readonly DecisionTime[], field: string): readonly DecisionTime[] {
  if (times.length > MAX_BOUNDS)
    throw badInput(because("TOO_MANY_ITEMS", { limit: MAX_BOUNDS }), field, `At most ${MAX_BOUNDS} bounds`);
  for (const [index, { upToMs, decisions }] of times.entries()) {
    requireWithin(upToMs, 0.001, { most: LONGEST_MS, field: `${field}[${index}].upToMs` });
    requireWithin(decisions, 0, { most: MAX_DECISIONS, field: `${field}[${index}].decisions` });
  }
  return times;
}

function requireWithin(value: number, least: number, { most, field }: { most: number; field: string }): void {
  if (value >= least && value <= most) return;
  throw badInput(
    because("OUT_OF_RANGE", { min: least, max: most }),
    field,
    `from ${least} to ${most}`,
    `${least}…${most}`,
  );
}

/** Adds them to those of an hour. */
export async function addDecisionTimes(
  tx: Transaction,
  gatewayId: string,
  hour: number,
  times: readonly DecisionTime[],
): Promise<void> {
  const counts = new Map<number, number>();
  for (const { upToMs, decisions } of times) {
    const micros = Math.round(upToMs * 1_000);
    counts.set(micros, (counts.get(micros) ?? 0) + decisions);
  }
  const rows = [...counts].map(([upToMicros, decisions]) => ({ gatewayId, hour, upToMicros, decisions }));
  await additiveUpsert(tx, TIMES, rows);
}

export async function deleteOldDecisionTimes(tx: Transaction): Promise<void> {
  await tx.manager.query("DELETE FROM gateway_decision_time WHERE hour <= ?", [hourOf(tx.now) - HOURS_KEPT]);
}

/**
 * Milliseconds that this share of the decisions took at most, as if those under one bound were spread evenly between it and
 * the bound before. Null where there are none.
 */
export function withinMs(times: readonly DecisionTime[], share: number): number | null {
  const wanted = share * times.reduce((sum, { decisions }) => sum + decisions, 0);
  if (wanted === 0) return null;
  let before = 0;
  let fromMs = 0;
  for (const { upToMs, decisions } of times.toSorted((one, other) => one.upToMs - other.upToMs)) {
    if (decisions > 0 && before + decisions >= wanted) {
      const ms = fromMs + ((upToMs - fromMs) * (wanted - before)) / decisions;
      return Math.round(ms * 1_000) / 1_000;
    }
    before += decisions;
    fromMs = upToMs;
  }
  return fromMs;
}
