import type { MigrationInterface, QueryRunner } from "typeorm";
import { tableColumn } from "./tables.js";

const TABLE = "sender_authorization";
const OPTIONAL = tableColumn("addressKey", "varchar(254)?");
const REQUIRED = tableColumn("addressKey", "varchar(254)");

/**
 * The address beside each authorization: it never changes, and looking it up took most of the time of a full copy, as
 * identities lie in no order that authorizations have.
 */
export class AuthorizedAddress1764000000101 implements MigrationInterface {
  name = "AuthorizedAddress1764000000101";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn(TABLE, OPTIONAL.clone());
    await queryRunner.query(
      `UPDATE ${TABLE} SET addressKey = (SELECT i.addressKey FROM identity i WHERE i.id = ${TABLE}.identityId)`,
    );
    await queryRunner.changeColumn(TABLE, OPTIONAL.clone(), REQUIRED.clone());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn(TABLE, REQUIRED.clone());
  }
}
