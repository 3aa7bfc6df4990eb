import type { MigrationInterface, QueryRunner } from "typeorm";
import { tableColumn } from "./tables.js";

/** The scope an actor had, which decides who reads their name in the trail. */
export class ActorScope1764000000160 implements MigrationInterface {
  readonly name = "ActorScope1764000000160";

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn("audit_event", tableColumn("actorScope", "text?"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("audit_event", "actorScope");
  }
}
