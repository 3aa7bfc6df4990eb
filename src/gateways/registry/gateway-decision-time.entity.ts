import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { identifierColumn, numberColumn } from "../../database/index.js";
import { Gateway } from "../gateway.entity.js";

/** How many decisions of a gateway, within an hour, took up to so long, and longer than the bound before. */
@Entity("gateway_decision_time")
@Index("ix_gateway_decision_time_hour", ["hour"])
export class GatewayDecisionTime {
  @PrimaryColumn(identifierColumn())
  gatewayId: string;

  @ManyToOne(() => Gateway, { nullable: false, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "gatewayId", foreignKeyConstraintName: "fk_gateway_decision_time_gateway" })
  gatewayRow?: Relation<Gateway>;

  /** Hours since 1970 in UTC. */
  @PrimaryColumn("integer")
  hour: number;

  @PrimaryColumn("integer")
  upToMicros: number;

  @Column(numberColumn())
  decisions: number;
}
