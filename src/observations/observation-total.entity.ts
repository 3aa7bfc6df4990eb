import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { identifierColumn, numberColumn } from "../database/index.js";

/** All messages of a domain on a day of its zone by outcome: what shares are computed from once single rows are gone. */
@Entity("observation_total")
@Index("ix_observation_total_day", ["day"])
export class ObservationTotal {
  @PrimaryColumn(identifierColumn())
  domainId: string;

  @PrimaryColumn("integer")
  day: number;

  @Column(numberColumn())
  own: number;

  @Column(numberColumn())
  authorized: number;

  @Column(numberColumn())
  unauthorized: number;

  @Column(numberColumn())
  refused: number;
}
