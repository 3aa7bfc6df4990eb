import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes, type IndexColumns } from "./tables.js";

const ADDED: Readonly<Record<string, IndexColumns>> = {
  reseller: {
    ix_reseller_name: ["name", "id"],
    ix_reseller_age: ["createdAt", "id"],
  },
  domain: {
    ix_domain_age: ["state", "createdAt", "id"],
    ix_domain_path_age: ["resellerPath", "state", "createdAt", "id"],
  },
  account: {
    ix_account_age: ["state", "createdAt", "id"],
    ix_account_path_age: ["resellerPath", "state", "createdAt", "id"],
    ix_account_domain_age: ["domainId", "state", "createdAt", "id"],
  },
  approval: {
    ix_approval_age: ["state", "createdAt", "id"],
    ix_approval_path_age: ["resellerPath", "state", "createdAt", "id"],
    ix_approval_domain_age: ["domainId", "state", "createdAt", "id"],
  },
  proposal: {
    ix_proposal_messages: ["state", "messages", "id"],
    ix_proposal_seen: ["state", "lastSeenAt", "id"],
    ix_proposal_domain_messages: ["domainId", "state", "messages", "id"],
    ix_proposal_domain_seen: ["domainId", "state", "lastSeenAt", "id"],
  },
  unknown_login: { ix_unknown_login_messages: ["messages", "day", "loginKey"] },
  audit_event: { ix_audit_event_at: ["at", "sequence"] },
};

/** Tenants, approvals, proposals and unknown logins in the orders that people sort them by; audit events by time. */
export class SortedLists1764000000292 implements MigrationInterface {
  name = "SortedLists1764000000292";

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, indexes] of Object.entries(ADDED)) await createIndexes(queryRunner, table, indexes);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, indexes] of Object.entries(ADDED)) await dropIndexes(queryRunner, table, indexes);
  }
}
