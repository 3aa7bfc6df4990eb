import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { requireScope, scopeCovers } from "../kernel/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  PageArguments,
  type RequestContext,
  toConnection,
} from "../request/index.js";
import { resellersWanted } from "./filters.js";
import { resellerByPath } from "./loaders.js";
import { createReseller } from "./operations/create-reseller.js";
import { placeOfReseller } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import { CreateResellerInput, ResellerFilter } from "./reseller.input.js";
import { listResellers, requireReseller } from "./reseller.queries.js";
import { parentPathOf } from "./reseller-path.js";

@ObjectType()
export class ResellerConnection extends connectionType(Reseller) {}

@Resolver(() => Reseller)
export class ResellerResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Query(() => Reseller)
  async reseller(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<Reseller> {
    return requireReseller(context.database.reader, requireScope(context.actor), fromGlobalId("Reseller", id));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Query(() => ResellerConnection, { description: "The caller's own reseller and all below it, in the tree's order." })
  async resellers(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ResellerFilter, { nullable: true }) filter?: ResellerFilter,
  ): Promise<ResellerConnection> {
    const scope = requireScope(context.actor);
    const wanted = await resellersWanted(context.database.reader, scope, filter ?? {});
    return toConnection(await listResellers(context.database, scope, wanted, page));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Reseller)
  async createReseller(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateResellerInput) input: CreateResellerInput,
  ): Promise<Reseller> {
    return context.database.write((tx) => createReseller(tx, context.actor, input));
  }

  @FieldResolver(() => Reseller, {
    nullable: true,
    description: "Null at the top, and at the top of what you may see.",
  })
  async parent(@Root() reseller: Reseller, @Ctx() context: RequestContext): Promise<Reseller | null> {
    const path = parentPathOf(reseller.path);
    const parent = path === null ? null : await context.loader(resellerByPath).load(path);
    return parent !== null && scopeCovers(requireScope(context.actor), placeOfReseller(parent)) ? parent : null;
  }
}
