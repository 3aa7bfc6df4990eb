import { Arg, Authorized, Ctx, ID, Query, Resolver } from "type-graphql";
import { type FieldRule, Node, parseGlobalId, type RequestContext, SIGNED_IN } from "../request/index.js";
import { nodeFinders } from "./resolvers.js";

@Resolver()
export class NodeResolver {
  @Authorized<FieldRule>(SIGNED_IN)
  @Query(() => Node, { nullable: true, description: "Anything by its id; null for what the caller may not see." })
  async node(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<Node | null> {
    const parsed = parseGlobalId(id);
    const find = parsed === null ? undefined : nodeFinders[parsed.kind];
    return parsed === null || find === undefined ? null : find(context, parsed.id);
  }
}
