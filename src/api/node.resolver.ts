import type { GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { FoundNode, NodeFinders } from "../graphql/index.js";
import { type FieldRule, mayFind, Node, parseGlobalId, type RequestContext, SIGNED_IN } from "../graphql/index.js";
import { badInput, because, type GlobalId } from "../kernel/index.js";

const MAX_IDS = 200;

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
    @Arg("id", () => ID) id: GlobalId,
  ): Promise<FoundNode | null> {
    return this.#find(context, schema, id);
  }

  @Authorized<FieldRule>(SIGNED_IN)
  @Query(() => [Node], {
    nullable: "items",
    description: "Each by its id, in the order of the ids; null where the caller may not see it. At most 200.",
  })
  async nodes(
    @Ctx() context: RequestContext,
    @Info() { schema }: GraphQLResolveInfo,
    @Arg("ids", () => [ID], { description: "Global ids, up to 200" }) ids: GlobalId[],
  ): Promise<(FoundNode | null)[]> {
    if (ids.length > MAX_IDS)
      throw badInput(
        because("TOO_MANY_ITEMS", { limit: MAX_IDS }),
        "ids",
        `No more than ${MAX_IDS} at once`,
        `1…${MAX_IDS} ids`,
      );
    const found = new Map([...new Set(ids)].map((id) => [id, this.#find(context, schema, id)]));
    return Promise.all(ids.map(async (id) => (await found.get(id)) ?? null));
  }

  async #find(context: RequestContext, schema: GraphQLSchema, id: GlobalId): Promise<FoundNode | null> {
    const parsed = parseGlobalId(id);
    // The kind is of the caller's choosing: only what the rooms put there is a finder.
    if (parsed === null || !Object.hasOwn(this.#nodeFinders, parsed.kind)) return null;
    if (!mayFind(schema, parsed.kind, context.actor)) return null;
    return this.#nodeFinders[parsed.kind]?.(context, parsed.id) ?? null;
  }
}
