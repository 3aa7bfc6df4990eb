import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { identifierColumn, numberColumn } from "../../database/index.js";
import { Gateway } from "../gateway.entity.js";

/** How far a gateway was behind within an hour, as it was looked at once a minute. */
@Entity("gateway_hour")
@Index("ix_gateway_hour", ["hour"])
export class GatewayHour {
  @PrimaryColumn(identifierColumn())
  gatewayId: string;

  @ManyToOne(() => Gateway, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "gatewayId", foreignKeyConstraintName: "fk_gateway_hour_gateway" })
  gatewayRow?: Relation<Gateway>;

  /** Hours since 1970 in UTC. */
  @PrimaryColumn("integer")
  hour: number;

  /** How often it was looked at. */
  @Column("integer")
  looks: number;

  /** Of them, when nothing had been heard of it for a minute. */
  @Column("integer")
  looksAway: number;

  /** Milliseconds since the oldest change that it did not have, at the worst look. */
  @Column(numberColumn())
  mostLagMs: number;
}
