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
import { keysetPage, withinScope } from "../../database/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  type NodeFinders,
  PageArguments,
  type RequestContext,
  toConnection,
  VisibleTo,
} from "../../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId, requireScope, UNDO_MINUTES } from "../../kernel/index.js";
import { Domain, domainById, Reseller, resellerById } from "../../tenancy/index.js";
import { EnforcementHold, HoldState } from "./enforcement-hold.entity.js";
import { releaseHold } from "./release-hold.js";
import { undoRelease } from "./undo-release.js";

@ObjectType()
class EnforcementHoldConnection extends connectionType(EnforcementHold) {}

@Resolver(() => EnforcementHold)
export class EnforcementHoldResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => EnforcementHoldConnection, { description: "Scopes in which enforcement waits or has waited." })
  async enforcementHolds(
    @Ctx() { database, actor }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("state", () => HoldState, { nullable: true }) state?: HoldState | null,
  ): Promise<EnforcementHoldConnection> {
    const query = withinScope(database.reader.createQueryBuilder(EnforcementHold, "hold"), requireScope(actor), {
      resellerPath: "hold.resellerPath",
      domainId: "hold.domainId",
    });
    if (state) query.andWhere("hold.state = :state", { state });
    const byId = { column: "hold.id", valueOf: (row: EnforcementHold) => row.id };
    return toConnection(await keysetPage(query, [byId], page));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => EnforcementHold, { description: "Lets enforcement begin where it was held; it is not held again." })
  async releaseHold(
    @Ctx() { database, actor }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ): Promise<EnforcementHold> {
    return database.write((tx) => releaseHold(tx, actor, fromGlobalId("EnforcementHold", id), reason));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => EnforcementHold, {
    description: `Puts enforcement off again that was let begin in the last ${UNDO_MINUTES} minutes. By peers of whoever released it and those above them.`,
  })
  async undoRelease(
    @Ctx() { database, actor }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
  ): Promise<EnforcementHold> {
    return database.write((tx) => undoRelease(tx, actor, fromGlobalId("EnforcementHold", id)));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Reseller, { nullable: true, description: "Where a whole reseller waits" })
  async reseller(@Ctx() context: RequestContext, @Root() hold: EnforcementHold): Promise<ForeignRow<Reseller> | null> {
    return hold.scopeKind === "RESELLER" ? context.loader(resellerById).load(hold.scopeId) : null;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Domain, { nullable: true, description: "Where a single domain waits" })
  async domain(@Ctx() context: RequestContext, @Root() hold: EnforcementHold): Promise<ForeignRow<Domain> | null> {
    return hold.scopeKind === "DOMAIN" ? context.loader(domainById).load(hold.scopeId) : null;
  }
}

export const holdNodes: NodeFinders = {
  EnforcementHold: ({ database }, id) => database.reader.findOneBy(EnforcementHold, { id }),
};
