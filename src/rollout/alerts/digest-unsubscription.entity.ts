import { Column, Entity, PrimaryColumn } from "typeorm";
import { identifierColumn, timeColumn } from "../../database/index.js";

/** An administrator who wants no digests and announcements any more. */
@Entity("digest_unsubscription")
export class DigestUnsubscription {
  @PrimaryColumn(identifierColumn())
  administratorId: string;

  @Column(timeColumn())
  at: Date;
}
