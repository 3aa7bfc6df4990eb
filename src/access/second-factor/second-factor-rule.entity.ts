import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { identifierColumn, RESELLER_PATH_LENGTH, rankColumn, textColumn, timeColumn } from "../../database/index.js";
import { Reseller } from "../../tenancy/index.js";

/** That administrators must have a second factor: operators (no reseller), or all of a reseller's subtree. */
@Entity("second_factor_rule")
@Index("ux_second_factor_rule_path", ["resellerPath"], { unique: true })
export class SecondFactorRule {
  /** Of the reseller; `platform` for operators. */
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn({ nullable: true }))
  resellerId: string | null;

  @ManyToOne(() => Reseller, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "resellerId", foreignKeyConstraintName: "fk_second_factor_rule_reseller" })
  resellerRow?: Relation<Reseller> | null;

  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  /** Rank of whoever set it (kernel/rank.ts). */
  @Column(rankColumn())
  setBy: string | null;

  @Column(timeColumn())
  setAt: Date;
}
