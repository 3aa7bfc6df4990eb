import { Column, Entity, PrimaryColumn } from "typeorm";
import { identifierColumn, RESELLER_PATH_LENGTH, textColumn, timeColumn } from "../../../database/index.js";

/** That sums of readiness are to be made anew: of one domain, or of every domain below a path. */
@Entity("readiness_mark")
export class ReadinessMark {
  /** Empty for one domain, and for all of the platform. */
  @PrimaryColumn(textColumn(RESELLER_PATH_LENGTH))
  path: string;

  /** Empty for all below the path. */
  @PrimaryColumn(identifierColumn())
  domainId: string;

  /** Of the first change that no sum knows; 1970 where there were no sums yet. */
  @Column(timeColumn())
  since: Date;

  /** How often it was set: whoever has made the sums takes it away only if it is still the same. */
  @Column("integer")
  marks: number;
}
