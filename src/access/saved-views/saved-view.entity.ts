import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { identifierColumn, textColumn, timeColumn } from "../../database/index.js";
import { Node, VisibleTo } from "../../graphql/index.js";
import { Administrator } from "../administrator.entity.js";

export const MAX_SCREEN_LENGTH = 64;
export const MAX_VIEW_NAME_LENGTH = 64;
export const MAX_VIEW_QUERY_LENGTH = 1_000;

/** A name that an administrator gave to the state of a list. It shows nothing that its owner could not ask for. */
@Entity("saved_view")
@VisibleTo("ITS_OWNER")
@ObjectType({ implements: Node, description: "A name that the caller gave to what a list of a screen shows." })
@Index("ux_saved_view_name", ["administratorId", "screen", "name"], { unique: true })
export class SavedView extends Node {
  @Column(identifierColumn())
  administratorId: string;

  @ManyToOne(() => Administrator, { onDelete: "CASCADE", onUpdate: "NO ACTION" })
  @JoinColumn({ name: "administratorId", foreignKeyConstraintName: "fk_saved_view_administrator" })
  administratorRow?: Relation<Administrator>;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Which list it is of, as its maker calls it: `domains`" })
  @Column(textColumn(MAX_SCREEN_LENGTH))
  screen: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "What its owner called it" })
  @Column(textColumn(MAX_VIEW_NAME_LENGTH))
  name: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Filter, order and columns as the query of an address has them, without `?`" })
  @Column(textColumn(MAX_VIEW_QUERY_LENGTH))
  query: string;

  @Column(timeColumn())
  createdAt: Date;
}
