import { Column, Entity, PrimaryColumn } from "typeorm";
import { numberColumn } from "../database/index.js";

/** The one row that revisions are taken from; its lock makes feed order the order of commits. */
@Entity("revision_counter")
export class RevisionCounter {
  @PrimaryColumn("integer")
  id: number;

  @Column(numberColumn())
  value: number;
}
