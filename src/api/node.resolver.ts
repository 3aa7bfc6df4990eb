import type { GraphQLResolveInfo } from "graphql";
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { type FieldRule, mayFind, Node, parseGlobalId, type RequestContext, SIGNED_IN } from "../request/index.js";
import { nodeFinders } from "./resolvers.js";

@Resolver()
export class NodeResolver {
  @Authorized<FieldRule>(SIGNED_IN)
  @Query(() => Node, { nullable: true, description: "Anything by its id; null for what the caller may not see." })
  async node(
    @Ctx() context: RequestContext,
    @Info() { schema }: GraphQLResolveInfo,
    @Arg("id", () => ID) id: string,
  ): Promise<Node | null> {
    const parsed = parseGlobalId(id);
    // The kind is of the caller's choosing: only what the rooms put there is a finder.
    if (parsed === null || !Object.hasOwn(nodeFinders, parsed.kind)) return null;
    if (!mayFind(schema, parsed.kind, context.actor)) return null;
    // What is found obeys its type's declaration, as everywhere (visibility-guard).
    return nodeFinders[parsed.kind]?.(context, parsed.id) ?? null;
  }
}
