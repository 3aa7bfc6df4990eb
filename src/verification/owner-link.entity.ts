import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Identity } from "../authorizations/index.js";
import { booleanColumn, identifierColumn, textColumn, timeColumn } from "../database/index.js";

/**
 * A link to the page of an address with which its owner acts: mailed on a press, good for an hour from the handing over,
 * and opened with the digits that stood on the page where it was asked for. A program that opens every link of a mail
 * does not have them.
 */
@Entity("owner_link")
@Index("ix_owner_link_identity", ["identityId", "createdAt"])
@Index("ix_owner_link_age", ["createdAt"])
export class OwnerLink {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn())
  identityId: string;

  @ManyToOne(() => Identity, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "identityId", foreignKeyConstraintName: "fk_owner_link_identity" })
  identityRow?: Relation<Identity>;

  /** SHA-256, hexadecimal. */
  @Index("ux_owner_link_token", { unique: true })
  @Column(textColumn(64))
  tokenHash: string;

  /** Two digits, shown to whoever asked for the link and in no mail. */
  @Column(textColumn(2))
  number: string;

  /** Of the identity, or the one to come: when it rises because the address is given up, the link is over. */
  @Column("integer")
  version: number;

  /** The second wrong one ends the link. */
  @Column("integer")
  wrongNumbers: number;

  /** Opens the page on which all requests are ended, instead of the list. */
  @Column(booleanColumn())
  isToBlock: boolean;

  /** Once it has been handed over, every link from before is over. */
  @Column(booleanColumn())
  endsOlder: boolean;

  @Column(timeColumn())
  createdAt: Date;

  /** When the next mail server had taken its mail. */
  @Column(timeColumn({ nullable: true }))
  sentAt: Date | null;

  /** An hour after that; null until then. */
  @Column(timeColumn({ nullable: true }))
  expiresAt: Date | null;

  /** When a newer link or a second wrong number ended it. */
  @Column(timeColumn({ nullable: true }))
  endedAt: Date | null;
}
