import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

/**
 * Whether whoever reads an administrator's mailbox has said that it is theirs. Of the addresses that are there, those
 * of operators count as confirmed, and those that an operator gave when it made the administrator and nobody has
 * changed since: they were the platform's own word. What anybody else has typed is asked about
 * (`resendEmailConfirmation`) before it gets mail again.
 */
export class ConfirmedMailboxes1764000000181 implements MigrationInterface {
  name = "ConfirmedMailboxes1764000000181";

  // In SQL that both engines know: the schema builder would copy the table on SQLite.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE administrator ADD COLUMN emailConfirmedAt bigint");
    await queryRunner.query("ALTER TABLE administrator ADD COLUMN confirmationHash varchar(64)");
    await queryRunner.query("ALTER TABLE administrator ADD COLUMN confirmationEndsAt bigint");
    await queryRunner.createIndex(
      "administrator",
      new TableIndex({
        name: "ux_administrator_confirmation",
        columnNames: ["confirmationHash"],
        isUnique: true,
      }),
    );
    const operators: { id: string }[] = await queryRunner.query("SELECT id FROM administrator WHERE role = 'OPERATOR'");
    const changed: { id: string }[] = await queryRunner.query(
      "SELECT DISTINCT subjectId AS id FROM audit_event WHERE action = 'administrator.updated' AND subjectKind = 'Administrator'",
    );
    const rows: { id: string; role: string; madeById: string | null; createdAt: number | string }[] =
      await queryRunner.query("SELECT id, role, madeById, createdAt FROM administrator WHERE email IS NOT NULL");
    const operatorIds = new Set(operators.map(({ id }) => id));
    const changedIds = new Set(changed.map(({ id }) => id));
    for (const { id, role, madeById, createdAt } of rows) {
      const isOperatorsWord = madeById !== null && operatorIds.has(madeById) && !changedIds.has(id);
      if (role !== "OPERATOR" && !isOperatorsWord) continue;
      await queryRunner.query("UPDATE administrator SET emailConfirmedAt = ? WHERE id = ?", [Number(createdAt), id]);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex("administrator", "ux_administrator_confirmation");
    for (const column of ["confirmationEndsAt", "confirmationHash", "emailConfirmedAt"]) {
      await queryRunner.query(`ALTER TABLE administrator DROP COLUMN ${column}`);
    }
  }
}
