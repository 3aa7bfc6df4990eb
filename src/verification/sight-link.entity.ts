import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { Identity } from "../authorizations/index.js";
import { identifierColumn, textColumn, timeColumn } from "../database/index.js";

/**
 * A mailed link with which the page of an address is seen for a day, and has a link to act mailed for as long as the mail
 * is kept: one of years ago still leads somewhere. A newer mail to the same address has those of more than a year ago forgotten.
 * A row is 344 octets with its indexes on SQLite, 540 on MariaDB.
 */
@Entity("sight_link")
@Index("ix_sight_link_identity", ["identityId"])
export class SightLink {
  @PrimaryColumn(identifierColumn())
  id: string;

  @Column(identifierColumn())
  identityId: string;

  @ManyToOne(() => Identity, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "identityId", foreignKeyConstraintName: "fk_sight_link_identity" })
  identityRow?: Relation<Identity>;

  /** SHA-256, hexadecimal. */
  @Index("ux_sight_link_token", { unique: true })
  @Column(textColumn(64))
  tokenHash: string;

  /** Of the identity: raising it there ends every older link. */
  @Column("integer")
  version: number;

  /** When the next mail server had taken its mail: the day begins, however long the mail has waited. */
  @Column(timeColumn({ nullable: true }))
  sentAt: Date | null;
}
