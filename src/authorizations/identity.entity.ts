import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ADDRESS_LENGTH, DOMAIN_LENGTH, textColumn, timeColumn } from "../database/index.js";
import { Node, VisibleTo } from "../graphql/index.js";

/** One address somebody may send as: one row for an address in the whole installation, whoever asks for it. */
@Entity("identity")
@VisibleTo("KNOWN_ADDRESS", "OPERATOR")
@ObjectType({ implements: Node, description: "One e-mail address somebody may send as." })
@Index("ix_identity_domain", ["domain", "id"])
@Index("ix_identity_blocked", ["blockedAt", "id"])
export class Identity extends Node {
  /** In canonical form: the spelling somebody typed first would tell others that somebody did. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "As it was first typed" })
  @Column(textColumn(ADDRESS_LENGTH))
  address: string;

  @Index("ux_identity_address", { unique: true })
  @Column(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  /** A-label of the address's domain. */
  @Column(textColumn(DOMAIN_LENGTH))
  domain: string;

  /** Its owner answered "nobody may ever ask me again"; never shown to tenants. */
  @Column(timeColumn({ nullable: true }))
  blockedAt: Date | null;

  /** A question to it came back; never shown to tenants other than as a delivery state. */
  @Column(timeColumn({ nullable: true }))
  undeliverableAt: Date | null;

  /**
   * As it stood in the envelope of the question that was answered last: its local part is for the owner's server alone to
   * read (RFC 5321 2.4). Null before any answer.
   */
  @Column(textColumn(ADDRESS_LENGTH, { nullable: true }))
  answeredAddress: string | null;

  /** Part of the signed owner link: raising it makes every older link invalid. */
  @Column("integer")
  ownerLinkVersion: number;

  @Column(timeColumn())
  createdAt: Date;
}
