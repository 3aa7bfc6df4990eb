import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { identifierColumn, longTextColumn } from "../../database/index.js";
import { SenderProfile } from "./sender-profile.entity.js";

/** An HTML signature in parts: it may be longer than MySQL's TEXT, and lists of profiles do not carry it along. */
@Entity("signature_part")
export class SignaturePart {
  @PrimaryColumn(identifierColumn())
  profileId: string;

  @ManyToOne(() => SenderProfile, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "profileId", foreignKeyConstraintName: "fk_signature_part_profile" })
  profileRow?: Relation<SenderProfile>;

  /** From 0. */
  @PrimaryColumn("integer")
  position: number;

  @Column(longTextColumn())
  html: string;
}
