import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { NodeFinders } from "../graphql/index.js";
import { type FieldRule, mayFind, Node, parseGlobalId, type RequestContext, SIGNED_IN } from "../graphql/index.js";

@Resolver()
export class NodeResolver {
  readonly #nodeFinders: NodeFinders;

  constructor(nodeFinders: NodeFinders) {
    this.#nodeFinders = nodeFinders;
  }

  @Authorized<FieldRule>(SIGNED_IN)
  @Query(() => Node, { nullable: true, description: "Anything by its id; null for what the caller may not see." })
  async node(
    @Ctx() context: RequestContext,
    @Info() { schema }: GraphQLResolveInfo,
    @Arg("id", () => ID) id: string,
  ): Promise<Node | null> {
    const parsed = parseGlobalId(id);
    // The kind is of the caller's choosing: only what the rooms put there is a finder.
    if (parsed === null || !Object.hasOwn(this.#nodeFinders, parsed.kind)) return null;
    if (!mayFind(schema, parsed.kind, context.actor)) return null;
    // What is found obeys its type's declaration, as everywhere (visibility-guard).
    return this.#nodeFinders[parsed.kind]?.(context, parsed.id) ?? null;
  }
}
