import type { MigrationInterface, QueryRunner } from "typeorm";
import { v7 as newIdentifier } from "uuid";
import { table, tableColumn } from "./tables.js";

interface AskedFor {
  readonly id: string;
  readonly domain: string;
  readonly state: string;
  readonly challenge: string;
  readonly createdAt: number | string;
  readonly resellerPath: string;
}

const CLAIM_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * What has to be published in DNS, and what name servers said of it: one table for hosted domains and for accounts'
 * domain authorizations. What was asked for before keeps its value, and is looked at again.
 */
export class ProofClaims1764000000170 implements MigrationInterface {
  name = "ProofClaims1764000000170";

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      table("proof_claim", {
        primaryKey: ["id"],
        columns: {
          id: "varchar(36)",
          hostedDomainId: "varchar(36)?",
          domainAuthorizationId: "varchar(36)?",
          domain: "varchar(253)",
          value: "varchar(255)",
          tenant: "varchar(8)",
          resellerId: "varchar(36)?",
          nextLookAt: "bigint?",
          heldUntil: "bigint?",
          looks: "bigint",
          lastLookAt: "bigint?",
          lastAnswer: "varchar(16)?",
          lastFinding: "text?",
          cachedUntil: "bigint?",
          endsAt: "bigint?",
          goneSince: "bigint?",
          toldAt: "bigint?",
          pausedAt: "bigint?",
          createdAt: "bigint",
        },
        unique: {
          ux_proof_claim_domain: ["hostedDomainId"],
          ux_proof_claim_authorization: ["domainAuthorizationId"],
        },
        indexes: {
          ix_proof_claim_due: ["nextLookAt", "id"],
          ix_proof_claim_ends: ["endsAt", "id"],
          ix_proof_claim_tenant: ["tenant", "endsAt"],
        },
        references: {
          fk_proof_claim_domain: { column: "hostedDomainId", table: "domain", onDelete: "CASCADE" },
          fk_proof_claim_authorization: {
            column: "domainAuthorizationId",
            table: "domain_authorization",
            onDelete: "CASCADE",
          },
        },
      }),
    );
    await queryRunner.createTable(
      table("rights_pause", {
        primaryKey: ["causeId", "rightId"],
        columns: { causeId: "varchar(36)", rightId: "varchar(36)", kind: "varchar(16)", pausedAt: "bigint" },
        indexes: { ix_rights_pause_right: ["rightId"] },
      }),
    );
    const asked: AskedFor[] = await queryRunner.query(
      "SELECT id, domain, state, challenge, createdAt, resellerPath FROM domain_authorization WHERE challenge IS NOT NULL AND state <> 'REVOKED'",
    );
    for (const { id, domain, state, challenge, createdAt, resellerPath } of asked) {
      const isProven = state === "AUTHORIZED";
      await queryRunner.query(
        "INSERT INTO proof_claim (id, domainAuthorizationId, domain, value, tenant, nextLookAt, looks, endsAt, createdAt) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
        [
          newIdentifier(),
          id,
          domain,
          `mayfrom=${challenge}`,
          resellerPath.slice(-8),
          isProven ? Number(createdAt) : null,
          isProven ? null : Date.now() + CLAIM_DAYS * DAY_MS,
          Number(createdAt),
        ],
      );
    }
    await queryRunner.query("ALTER TABLE domain_authorization DROP COLUMN challenge");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn("domain_authorization", tableColumn("challenge", "varchar(128)?"));
    const claims: { claimed: string; value: string }[] = await queryRunner.query(
      "SELECT domainAuthorizationId AS claimed, value FROM proof_claim WHERE domainAuthorizationId IS NOT NULL",
    );
    for (const { claimed, value } of claims) {
      const challenge = value.replace(/^mayfrom=(?:.*\/)?/, "");
      await queryRunner.query("UPDATE domain_authorization SET challenge = ? WHERE id = ?", [challenge, claimed]);
    }
    await queryRunner.dropTable("rights_pause");
    await queryRunner.dropTable("proof_claim");
  }
}
