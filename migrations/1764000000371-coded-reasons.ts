import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["sender_authorization", "domain_authorization"];

/**
 * Why an authorization is in its state is kept as what it is: a code with what is filled into its words, or what somebody
 * wrote. What was kept before is taken for written.
 */
export class CodedReasons1764000000371 implements MigrationInterface {
  name = "CodedReasons1764000000371";

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`UPDATE ${table} SET reason = JSON_OBJECT('words', reason) WHERE reason IS NOT NULL`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const part = (name: string) =>
      runner.connection.options.type === "better-sqlite3"
        ? `json_extract(reason, '$.${name}')`
        : `JSON_UNQUOTE(JSON_EXTRACT(reason, '$.${name}'))`;
    for (const table of TABLES) {
      await runner.query(
        `UPDATE ${table} SET reason = COALESCE(${part("words")}, ${part("code")}) WHERE reason IS NOT NULL`,
      );
    }
  }
}
