import { Column, Entity, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, numberColumn, textColumn } from "../database/index.js";

/**
 * Messages of a day that carry two addresses besides the login, for instance a reverse-path of a list and another From.
 * They count on the first one in `observation_day`; when that one is settled, the second may still have them refused.
 */
@Entity("observation_pair")
export class ObservationPair {
  @PrimaryColumn(identifierColumn())
  domainId: string;

  @PrimaryColumn(identifierColumn())
  accountId: string;

  @PrimaryColumn("integer")
  day: number;

  /** The address that the messages count on. */
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  besideKey: string;

  @Column(numberColumn())
  messages: number;
}
