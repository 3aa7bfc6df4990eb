import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { identifierColumn, textColumn, timeColumn } from "../../database/index.js";
import { Administrator } from "../administrator.entity.js";

/** One of the codes for the day on which the phone is gone. Each is good once. */
@Entity("recovery_code")
@Index("ix_recovery_code_administrator", ["administratorId", "codeHash"])
export class RecoveryCode {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn())
  administratorId: string;

  @ManyToOne(() => Administrator, { onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "administratorId", foreignKeyConstraintName: "fk_recovery_code_administrator" })
  administratorRow?: Relation<Administrator>;

  /** SHA-256, hexadecimal: 80 random bits need no slow hash. */
  @Column(textColumn(64))
  codeHash: string;

  @Column(timeColumn({ nullable: true }))
  usedAt: Date | null;
}
