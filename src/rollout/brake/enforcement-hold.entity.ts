import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { type KeptName, NamesActor } from "../../audit/index.js";
import {
  identifierColumn,
  jsonColumn,
  numberColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../../database/index.js";
import type { ScheduledMode } from "../../decision/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../../graphql/index.js";

export enum HoldState {
  /** The scope's enforcement waits. */
  HELD = "HELD",
  /** An administrator let it begin. */
  RELEASED = "RELEASED",
}

registerEnumType(HoldState, {
  name: "HoldState",
  description: "Whether enforcement is held.",
  valuesConfig: {
    HELD: { description: "Until somebody releases it" },
    RELEASED: { description: "Somebody released it, or it was not needed any more" },
  },
});

/** Enforcement did not begin in a scope on its day, because too much was still unresolved there. */
@Entity("enforcement_hold")
@VisibleTo("ADMINISTERED")
@ObjectType({ implements: Node, description: "A beginning of enforcement that waits, because too much is unresolved." })
@Index("ux_enforcement_hold", ["scopeKind", "scopeId", "enforcedAt"], { unique: true })
@Index("ix_enforcement_hold_domain", ["domainId", "id"])
@Index("ix_enforcement_hold_path", ["resellerPath", "id"])
@Index("ix_enforcement_hold_state", ["state", "id"])
export class EnforcementHold extends Node {
  @Column(textColumn(STATE_LENGTH))
  scopeKind: "PLATFORM" | "RESELLER" | "DOMAIN";

  /** Empty for the platform. */
  @Column(identifierColumn())
  scopeId: string;

  /** Null for the platform. */
  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => HoldState, { description: "Whether enforcement is held" })
  @Column(textColumn(STATE_LENGTH))
  readonly state: HoldState;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "When enforcement was to begin" })
  @Column(timeColumn())
  enforcedAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => Float, { description: "Messages of the last seven days that would have been refused" })
  @Column(numberColumn())
  unresolved: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "The number of messages a day above which policy holds it" })
  @Column("integer")
  threshold: number;

  /** What the scope itself had set before; null for nothing. */
  @Column(jsonColumn({ nullable: true }))
  scheduleBefore: ScheduledMode[] | null;

  /** What the hold set instead: a release puts back only what nobody has changed since. */
  @Column(jsonColumn())
  scheduleHeld: ScheduledMode[];

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "When enforcement was put off" })
  @Column(timeColumn())
  heldAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null while it is held" })
  @Column(timeColumn({ nullable: true }))
  releasedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @NamesActor()
  @Field(() => String, {
    nullable: true,
    description: "Who released it, as the caller may know them; null while it is held",
  })
  @Column(textColumn(254, { nullable: true }))
  releasedBy: KeptName | null;

  /** Rank of whoever released it (kernel/rank.ts); for taking it back. */
  @Column(rankColumn())
  releasedRank: string | null;
}
