import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { DomainAuthorization } from "../authorizations/index.js";
import {
  DOMAIN_LENGTH,
  identifierColumn,
  jsonColumn,
  numberColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { Domain } from "../tenancy/index.js";
import type { ProofFinding } from "./proof-finding.js";
import { MAX_VALUE_LENGTH } from "./proof-record.js";
import type { ProofAnswer } from "./proof-verdict.js";

/**
 * What somebody has to publish in DNS, and what name servers say of it: for a domain that is hosted here, or for an
 * account that wants to send as everybody in one. Exactly one of the two references is set.
 */
@Entity("proof_claim")
@Index("ux_proof_claim_domain", ["hostedDomainId"], { unique: true })
@Index("ux_proof_claim_authorization", ["domainAuthorizationId"], { unique: true })
@Index("ix_proof_claim_due", ["nextLookAt", "id"])
@Index("ix_proof_claim_ends", ["endsAt", "id"])
@Index("ix_proof_claim_tenant", ["tenant", "endsAt"])
export class ProofClaim {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn({ nullable: true }))
  hostedDomainId: string | null;

  @ManyToOne(() => Domain, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "hostedDomainId", foreignKeyConstraintName: "fk_proof_claim_domain" })
  hostedDomainRow?: Relation<Domain> | null;

  @Column(identifierColumn({ nullable: true }))
  domainAuthorizationId: string | null;

  @ManyToOne(() => DomainAuthorization, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainAuthorizationId", foreignKeyConstraintName: "fk_proof_claim_authorization" })
  domainAuthorizationRow?: Relation<DomainAuthorization> | null;

  /** A-label. */
  @Column(textColumn(DOMAIN_LENGTH))
  domain: string;

  /** What the TXT record must say; public by nature. */
  @Column(textColumn(MAX_VALUE_LENGTH))
  value: string;

  /** Label of the reseller (kernel/rank.ts) on whose account looks and open claims are counted. */
  @Column(textColumn(8))
  tenant: string;

  /** The reseller that the value of a hosted domain's record names, and whose exchangers count; else null. */
  @Column(identifierColumn({ nullable: true }))
  resellerId: string | null;

  /** When name servers are asked next; null for not before somebody asks for it. */
  @Column(timeColumn({ nullable: true }))
  nextLookAt: Date | null;

  /** Until when a process that is looking keeps others from it. */
  @Column(timeColumn({ nullable: true }))
  heldUntil: Date | null;

  /** Looks in vain since somebody asked, for the pauses between them. */
  @Column(numberColumn())
  looks: number;

  @Column(timeColumn({ nullable: true }))
  lastLookAt: Date | null;

  @Column(textColumn(STATE_LENGTH, { nullable: true }))
  lastAnswer: ProofAnswer | null;

  @Column(jsonColumn({ nullable: true }))
  lastFinding: ProofFinding | null;

  /** Until when caches may go on saying that nothing is there. */
  @Column(timeColumn({ nullable: true }))
  cachedUntil: Date | null;

  /** When a claim ends that was never proven; null for one that was. */
  @Column(timeColumn({ nullable: true }))
  endsAt: Date | null;

  /** Since the first of the looks that found a proof gone; null while it is there. */
  @Column(timeColumn({ nullable: true }))
  goneSince: Date | null;

  /** When those concerned were told that it is gone. */
  @Column(timeColumn({ nullable: true }))
  toldAt: Date | null;

  /** When what rests on it was paused. */
  @Column(timeColumn({ nullable: true }))
  pausedAt: Date | null;

  @Column(timeColumn())
  createdAt: Date;
}
