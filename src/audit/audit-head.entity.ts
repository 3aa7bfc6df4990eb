import { Column, Entity, PrimaryColumn } from "typeorm";
import { numberColumn, textColumn } from "../database/index.js";

/** The one row that the end of the chain is kept in; its lock puts audit events in commit order. */
@Entity("audit_head")
export class AuditHead {
  @PrimaryColumn("integer")
  id: number;

  @Column(numberColumn())
  sequence: number;

  @Column(textColumn(64))
  hash: string;

  /** Who has seen everything up to this event, or a later one, can follow on from there. */
  @Column(numberColumn({ default: 0 }))
  followableFrom: number;
}
