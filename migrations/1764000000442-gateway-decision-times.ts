import type { MigrationInterface, QueryRunner } from "typeorm";
import { table } from "./tables.js";

const TIMES = table("gateway_decision_time", {
  primaryKey: ["gatewayId", "hour", "upToMicros"],
  columns: { gatewayId: "varchar(36)", hour: "integer", upToMicros: "integer", decisions: "bigint" },
  indexes: { ix_gateway_decision_time_hour: ["hour"] },
  references: { fk_gateway_decision_time_gateway: { column: "gatewayId", table: "gateway", onDelete: "CASCADE" } },
});

/** How long the decisions of gateways took, by the hour. */
export class GatewayDecisionTimes1764000000442 implements MigrationInterface {
  readonly name = "GatewayDecisionTimes1764000000442";

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(TIMES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TIMES.name);
  }
}
