import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import {
  booleanColumn,
  identifierColumn,
  jsonColumn,
  longTextColumn,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
} from "../database/index.js";
import { DateTimeScalar, LiesAt, Node, VisibleTo } from "../graphql/index.js";
import { MAX_PANEL_TEMPLATE_LENGTH } from "../kernel/index.js";
import { BrandState } from "./brand-state.js";
import { MAX_REFERENCE_LENGTH, MAX_REFERENCE_OWNER_LENGTH } from "./external-reference.js";
import type { HelpTexts } from "./help-texts.js";
import { LOGO_NAME_LENGTH } from "./logos/brand-logo.entity.js";
import { placeOfReseller } from "./places.js";
import { TenantState } from "./tenant-state.js";

/** Sells mailboxes; may have sub-resellers. Its path is its parent's path and its own label (see kernel/scope). */
@Entity("reseller")
@VisibleTo("ADMINISTERED")
@LiesAt(placeOfReseller)
@ObjectType({ implements: Node, description: "Sells mailboxes; may have sub-resellers, any depth." })
@Index("ux_reseller_reference", ["referenceOwner", "externalReference"], { unique: true })
@Index("ix_reseller_parent", ["parentId", "path"])
@Index("ix_reseller_state", ["state", "path"])
@Index("ix_reseller_brand", ["brandState", "path"])
@Index("ix_reseller_name", ["name", "id"])
@Index("ix_reseller_age", ["createdAt", "id"])
@Index("ix_reseller_logo", ["logo", "brandState"])
export class Reseller extends Node {
  @Column(identifierColumn({ nullable: true }))
  parentId: string | null;

  @ManyToOne(() => Reseller, { nullable: true, onDelete: "NO ACTION", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "parentId", foreignKeyConstraintName: "fk_reseller_parent" })
  parentRow?: Relation<Reseller> | null;

  @Index("ux_reseller_path", { unique: true })
  @Column(textColumn(RESELLER_PATH_LENGTH))
  path: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "What it is called among administrators" })
  @Column(textColumn(200))
  name: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Its short name, of which there is one among its siblings" })
  @Index("ux_reseller_slug", { unique: true })
  @Column(textColumn(63))
  slug: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => TenantState, { description: "Whether its accounts may send at all" })
  @Column(textColumn(STATE_LENGTH))
  state: TenantState;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    nullable: true,
    description: "What whoever suspended it gave as the reason; null where it is not",
  })
  @Column(longTextColumn({ nullable: true }))
  suspendedReason: string | null;

  /** Rank of whoever suspended it (kernel/rank.ts); null while active. */
  @Column(rankColumn())
  suspendedBy: string | null;

  /** Shown in mails and pages once it is approved; null inherits from the reseller above. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "What strangers read once it is approved; null inherits" })
  @Column(textColumn(100, { nullable: true }))
  brandName: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "Whom its customers ask; null inherits" })
  @Column(textColumn(254, { nullable: true }))
  supportContact: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => BrandState, { description: "Of brandName, supportContact, panelUrl and logo together" })
  @Column(textColumn(STATE_LENGTH, { default: BrandState.NONE }))
  brandState: BrandState;

  /** Where its own panel is, with {address} and {account}; null inherits. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    nullable: true,
    description: "Template of the links to its control panel, with `{address}` and `{account}`; null inherits",
  })
  @Column(textColumn(MAX_PANEL_TEMPLATE_LENGTH, { nullable: true }))
  panelUrl: string | null;

  /** BCP 47 tag for mails to its people; null inherits. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "`en`, `de` or `fr`; null inherits" })
  @Column(textColumn(16, { nullable: true }))
  language: string | null;

  /** What its people read under Help in place of ours; null inherits. */
  @Column(jsonColumn({ nullable: true }))
  helpTexts: HelpTexts | null;

  /** IANA name of the zone of its people's dates; null inherits. */
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "IANA name; null inherits from above" })
  @Column(textColumn(64, { nullable: true }))
  timeZone: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "Such as #1757c2; null inherits from above" })
  @Column(textColumn(7, { nullable: true }))
  colour: string | null;

  /** Name of it (`BrandLogo`), shown once it is approved; null inherits with the name. */
  @Column(textColumn(LOGO_NAME_LENGTH, { nullable: true }))
  logo: string | null;

  /** Whether the name is the operator's own word, and may stand where no brand is approved. */
  @VisibleTo("WITH_PARENT")
  @Field(() => Boolean, {
    description:
      "Whether mails and pages show the name where there is no approved brand: the operator wrote or approved it.",
  })
  @Column(booleanColumn({ default: 0 }))
  isNameApproved: boolean;

  /** The operator takes its word for domains that it makes. */
  @Column(booleanColumn({ default: 0 }))
  isTrustedForDomains: boolean;

  /** Names of the exchangers that the operator listed for this reseller, A-labels; null where there are none. */
  @Column(jsonColumn({ nullable: true }))
  mailExchangers: string[] | null;

  @VisibleTo("ADMINISTERED")
  @Field(() => String, { nullable: true, description: "What its panel knows it by; null where none was said" })
  @Column(textColumn(MAX_REFERENCE_LENGTH, { nullable: true }))
  externalReference: string | null;

  /** Label of the reseller whose caller said it, empty for the platform: references of different ones never meet. */
  @Column(textColumn(MAX_REFERENCE_OWNER_LENGTH, { nullable: true }))
  referenceOwner: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  @Column(timeColumn())
  updatedAt: Date;
}
