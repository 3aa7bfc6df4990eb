import type { MigrationInterface, QueryRunner } from "typeorm";
import { requireSameKeys } from "./changed-keys.js";

/**
 * Keys of domains no longer follow the URL parser of the runtime but UTS 46 from our lock file. Reads only; it stops
 * where a key that was stored is another one now.
 */
export class KeyRule1764000000102 implements MigrationInterface {
  name = "KeyRule1764000000102";

  async up(queryRunner: QueryRunner): Promise<void> {
    await requireSameKeys(queryRunner);
  }

  async down(): Promise<void> {
    // It changed nothing.
  }
}
