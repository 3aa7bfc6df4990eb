import { additiveUpsert, type Transaction, type Upsert } from "../../database/index.js";
import { isAway, lagsOf, listLiveGateways } from "./gateway.queries.js";

export const HOUR_MS = 60 * 60_000;
/** Two weeks, so that an hour can be laid beside the same one of the week before. */
export const HOURS_KEPT = 14 * 24;

const HOURS: Upsert = {
  table: "gateway_hour",
  key: ["gatewayId", "hour"],
  add: ["looks", "looksAway"],
  most: ["mostLagMs"],
};

/** Looks how far each gateway is behind, and forgets what is older than it is kept. Returns how many were looked at. */
export async function noteGatewayHours(tx: Transaction): Promise<number> {
  const hour = hourOf(tx.now);
  const gateways = await listLiveGateways(tx.manager, tx.now);
  const lags = await lagsOf(tx.manager, gateways, tx.now);
  const rows = gateways.map((gateway, index) => ({
    gatewayId: gateway.id,
    hour,
    looks: 1,
    looksAway: isAway(gateway, tx.now) ? 1 : 0,
    mostLagMs: Math.round((lags[index]?.seconds ?? 0) * 1_000),
  }));
  await additiveUpsert(tx, HOURS, rows);
  await tx.manager.query("DELETE FROM gateway_hour WHERE hour <= ?", [hour - HOURS_KEPT]);
  return rows.length;
}

export function hourOf(at: Date): number {
  return Math.floor(at.getTime() / HOUR_MS);
}
