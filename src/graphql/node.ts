import { Field, ID, InterfaceType } from "type-graphql";
import { PrimaryColumn } from "typeorm";
import { identifierColumn } from "../database/index.js";
import type { GlobalId } from "../kernel/index.js";
import { toGlobalId } from "./global-id.js";
import { VisibleTo } from "./visibility.js";

/** Anything with an identity of its own. Inside it is a UUID; outside it is opaque and names its kind. */
@InterfaceType({
  resolveType: (value: object) => value.constructor.name,
  description: "Anything with an identity of its own.",
})
export abstract class Node {
  @PrimaryColumn(identifierColumn())
  id: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => ID, { name: "id" })
  get globalId(): GlobalId {
    return toGlobalId(this.constructor.name, this.id);
  }
}
