import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { identifierColumn, RESELLER_PATH_LENGTH, STATE_LENGTH, textColumn, timeColumn } from "../database/index.js";
import { DateTimeScalar, Node, VisibleTo } from "../graphql/index.js";
import { Domain, Reseller } from "../tenancy/index.js";
import { MadeNode } from "./maker.js";

export enum ApiKeyKind {
  GATEWAY = "GATEWAY",
  PANEL = "PANEL",
}

registerEnumType(ApiKeyKind, {
  name: "ApiKeyKind",
  description: "GATEWAY: decisions, changes, reports and nothing else. PANEL: acts for a reseller's subtree.",
  valuesConfig: {
    GATEWAY: { description: "Asks for decisions and follows the changes, for an outbound gateway" },
    PANEL: { description: "Does what a reseller's administrator may, for a control panel" },
  },
});

/** A machine's key. Only its hash is kept; the start of it is shown so that people can tell keys apart. */
@Entity("api_key")
@VisibleTo("KEPT_CREDENTIAL", "ITSELF")
@ObjectType({ implements: Node })
@Index("ix_api_key_path", ["resellerPath", "id"])
@Index("ix_api_key_maker", ["madeById", "id"])
@Index("ix_api_key_kind", ["kind", "id"])
export class ApiKey extends MadeNode {
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "What its maker called it" })
  @Column(textColumn(100))
  name: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => ApiKeyKind, { description: "What it may do" })
  @Column(textColumn(STATE_LENGTH))
  kind: ApiKeyKind;

  /** Null for the platform's own keys. */
  @Column(identifierColumn({ nullable: true }))
  resellerId: string | null;

  @ManyToOne(() => Reseller, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "resellerId", foreignKeyConstraintName: "fk_api_key_reseller" })
  resellerRow?: Relation<Reseller> | null;

  @Column(textColumn(RESELLER_PATH_LENGTH, { nullable: true }))
  resellerPath: string | null;

  @Column(identifierColumn({ nullable: true }))
  domainId: string | null;

  @ManyToOne(() => Domain, { nullable: true, onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "domainId", foreignKeyConstraintName: "fk_api_key_domain" })
  domainRow?: Relation<Domain> | null;

  @Index("ux_api_key_hash", { unique: true })
  @Column(textColumn(64))
  secretHash: string;

  /** The first characters, for instance `mfk_3fA9`. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Its first characters, by which people know it again" })
  @Column(textColumn(16))
  shownPrefix: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "To within some minutes; null where nobody has used it" })
  @Column(timeColumn({ nullable: true }))
  lastUsedAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Null while it is good" })
  @Column(timeColumn({ nullable: true }))
  revokedAt: Date | null;
}
