import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes } from "./tables.js";

const INDEXES = { ix_outbox_mail_state: ["state", "id"] };

/** Mails are listed by their state, the newest first. */
export class ListedMails1764000000351 implements MigrationInterface {
  name = "ListedMails1764000000351";

  up(runner: QueryRunner): Promise<void> {
    return createIndexes(runner, "outbox_mail", INDEXES);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndexes(runner, "outbox_mail", INDEXES);
  }
}
