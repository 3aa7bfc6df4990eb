import type { NonEmptyArray } from "type-graphql";
import type { NodeFinders } from "../graphql/index.js";
import type { PageRegistration } from "./http-server.js";

/** What the rooms bring to the API; handed in, so that this room imports none of theirs. */
export interface ApiParts {
  readonly resolvers: NonEmptyArray<new () => object>;
  /** How `node(id)` finds a node, by the name of its type. */
  readonly nodeFinders: NodeFinders;
  /** Those, and of what repeated calls are answered with besides. */
  readonly thingFinders: NodeFinders;
  /** Pages of all rooms, apart from the API itself. */
  readonly pages: readonly PageRegistration[];
}
