import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const HOURS = table("gateway_hour", {
  primaryKey: ["gatewayId", "hour"],
  columns: {
    gatewayId: "varchar(36)",
    hour: "integer",
    looks: "integer",
    looksAway: "integer",
    mostLagMs: "bigint",
  },
  indexes: { ix_gateway_hour: ["hour"] },
  references: { fk_gateway_hour_gateway: { column: "gatewayId", table: "gateway", onDelete: "CASCADE" } },
});

/** How far gateways were behind, by the hour. */
export class GatewayHours1764000000411 implements MigrationInterface {
  readonly name = "GatewayHours1764000000411";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(HOURS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(HOURS.name);
  }
}
