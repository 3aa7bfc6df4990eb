import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes, type IndexColumns } from "./tables.js";

const TABLE = "sender_authorization";

const REPLACED: IndexColumns = {
  ix_sender_authorization_expiry: ["state", "expiresAt"],
  ix_sender_authorization_use: ["state", "lastUsedAt"],
};

const ADDED: IndexColumns = {
  ix_sender_authorization_expiry: ["state", "expiresAt", "id"],
  ix_sender_authorization_use: ["state", "lastUsedAt", "id"],
  ix_sender_authorization_age: ["state", "createdAt", "id"],
  ix_sender_authorization_address: ["state", "addressKey", "id"],
  ix_sender_authorization_path_expiry: ["resellerPath", "state", "expiresAt", "id"],
  ix_sender_authorization_path_use: ["resellerPath", "state", "lastUsedAt", "id"],
  ix_sender_authorization_path_age: ["resellerPath", "state", "createdAt", "id"],
  ix_sender_authorization_domain_expiry: ["domainId", "state", "expiresAt", "id"],
  ix_sender_authorization_domain_use: ["domainId", "state", "lastUsedAt", "id"],
  ix_sender_authorization_domain_age: ["domainId", "state", "createdAt", "id"],
  ix_sender_authorization_domain_address: ["domainId", "addressKey", "id"],
};

/** Authorizations in each order that people sort them by, for the platform, a reseller and a domain. */
export class SortedAuthorizations1764000000291 implements MigrationInterface {
  name = "SortedAuthorizations1764000000291";

  async up(queryRunner: QueryRunner): Promise<void> {
    await dropIndexes(queryRunner, TABLE, REPLACED);
    await createIndexes(queryRunner, TABLE, ADDED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropIndexes(queryRunner, TABLE, ADDED);
    await createIndexes(queryRunner, TABLE, REPLACED);
  }
}
