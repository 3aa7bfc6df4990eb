import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is as long as a call's lists, or as a mail with its pictures: columns, by their table. */
const WIDE = { bulk_call: ["result"], gateway: ["domains"], kept_mail: ["text", "html"] };

/** MySQL's and MariaDB's `text` ends at 64 KiB, and what was longer could not be written. SQLite's ends nowhere. */
export class WideTexts1764000000440 implements MigrationInterface {
  readonly name = "WideTexts1764000000440";

  async up(runner: QueryRunner): Promise<void> {
    if (isSqlite(runner)) return;
    await modify(runner, "mediumtext");
  }

  async down(runner: QueryRunner): Promise<void> {
    if (isSqlite(runner)) return;
    for (const [table, columns] of Object.entries(WIDE)) {
      const isWide = columns.map((column) => `LENGTH(${column}) > 65535`).join(" OR ");
      // Answers and mails of the trial are kept for a while only, and agents report themselves anew.
      await runner.query(`DELETE FROM ${table} WHERE ${isWide}`);
    }
    await modify(runner, "text");
  }
}

async function modify(runner: QueryRunner, type: "text" | "mediumtext"): Promise<void> {
  for (const [table, columns] of Object.entries(WIDE)) {
    const changes = columns.map((column) => `MODIFY ${column} ${type} NOT NULL`).join(", ");
    await runner.query(`ALTER TABLE ${table} ${changes}`);
  }
}

function isSqlite({ connection }: QueryRunner): boolean {
  return connection.options.type === "better-sqlite3";
}
