import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndexes, dropIndexes, type IndexColumns } from "./tables.js";

const INDEXES: Readonly<Record<string, IndexColumns>> = {
  audit_event: {
    ix_audit_event_actor_kind: ["actorKind", "sequence"],
    ix_audit_event_subject_kind: ["subjectKind", "sequence"],
  },
  account: { ix_account_state_address: ["state", "addressKey"] },
  domain: { ix_domain_state_name: ["state", "name"] },
  domain_authorization: { ix_domain_authorization_state: ["state", "resellerPath", "id"] },
  enforcement_hold: { ix_enforcement_hold_state: ["state", "id"] },
  administrator: { ix_administrator_role: ["role", "id"], ix_administrator_disabled: ["isDisabled", "id"] },
  proposal: { ix_proposal_address: ["addressKey", "id"] },
  api_key: { ix_api_key_kind: ["kind", "id"] },
};

/** For filters of lists that walked everything where few rows fit them. */
export class ListFilters1764000000461 implements MigrationInterface {
  readonly name = "ListFilters1764000000461";

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, indexes] of Object.entries(INDEXES)) await createIndexes(runner, table, indexes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, indexes] of Object.entries(INDEXES)) await dropIndexes(runner, table, indexes);
  }
}
