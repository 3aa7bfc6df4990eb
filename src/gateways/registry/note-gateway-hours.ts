import { additiveUpsert, type Transaction, type Upsert } from "../../database/index.js";
import { deleteOldDecisionTimes } from "./decision-times.js";
import { isAway, lagsOf, listLiveGateways } from "./gateway.queries.js";
import type { GatewayHour } from "./gateway-hour.entity.js";
import { HOURS_KEPT, hourOf } from "./hours.js";

const HOURS: Upsert = {
  table: "gateway_hour",
  key: ["gatewayId", "hour"],
  add: ["looks", "looksAway"],
  most: ["mostLagMs"],
};

/** What one look at a gateway found, or several within an hour. */
export type GatewayLooks = Omit<GatewayHour, "gatewayRow">;

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
  await addGatewayLooks(tx, rows);
  await tx.manager.query("DELETE FROM gateway_hour WHERE hour <= ?", [hour - HOURS_KEPT]);
  await deleteOldDecisionTimes(tx);
  return rows.length;
}

/** Adds them to those of their hours. */
export async function addGatewayLooks(tx: Transaction, looks: readonly GatewayLooks[]): Promise<void> {
  await additiveUpsert(
    tx,
    HOURS,
    looks.map((each) => ({ ...each })),
  );
}
