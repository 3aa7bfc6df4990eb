import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { ADDRESS_LENGTH, identifierColumn, numberColumn, textColumn, timeColumn } from "../database/index.js";

/**
 * That an account used an address on a day of its domain's zone, and how often. A message counts on one address only: the one that
 * would be refused first. Rows hold no reseller path, so that moving a domain touches none of them; they outlive their
 * account until their time is over.
 */
@Entity("observation_day")
@Index("ix_observation_day_age", ["isLogin", "day"])
export class ObservationDay {
  @PrimaryColumn(identifierColumn())
  domainId: string;

  @PrimaryColumn(identifierColumn())
  accountId: string;

  /** Days since 1970-01-01, in the zone that was in force when the row was written. */
  @PrimaryColumn("integer")
  day: number;

  /** Canonical key; `""` the null reverse-path, `?` what is no address, `*` what came after the account's thousandth. */
  @PrimaryColumn(textColumn(ADDRESS_LENGTH))
  addressKey: string;

  /** 1 for the account's own login, which nobody can take from it: such rows are kept for a few days only. */
  @Column("integer")
  isLogin: number;

  /** Messages with the account's own address, an alias, or a subaddress of them. */
  @Column(numberColumn())
  own: number;

  @Column(numberColumn())
  authorized: number;

  /** Unauthorized, and taken by the server all the same. */
  @Column(numberColumn())
  unauthorized: number;

  /** Unauthorized, and refused by the server, for whatever reason. */
  @Column(numberColumn())
  refused: number;

  /** Messages that carry this address too, but count on another one. */
  @Column(numberColumn())
  besides: number;

  @Column(timeColumn())
  firstSeenAt: Date;

  @Column(timeColumn())
  lastSeenAt: Date;

  /** Bits of `SOURCE_BITS`: who reported it. */
  @Column("integer")
  sources: number;
}
