import DataLoader from "dataloader";
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  type FieldRule,
  fromGlobalId,
  loaderKey,
  type NodeFinders,
  PageArguments,
  type RequestContext,
  RevisionScalar,
  toConnection,
  VisibleTo,
} from "../../graphql/index.js";
import { ADMINISTRATORS, badInput, because, type GlobalId } from "../../kernel/index.js";
import { requireWholePlatform } from "../changes/change-feed.resolver.js";
import { Gateway } from "../gateway.entity.js";
import { awaitGateways } from "./await-gateways.js";
import { fromCheckOf, type GatewayLag, isStale, lagsOf, listGateways } from "./gateway.queries.js";
import { FromCheck, GatewayConnection, GatewaysReached, ReportGatewayInput } from "./gateway.types.js";
import { gatewaysReached } from "./gateways-reached.js";
import { removeGateway } from "./remove-gateway.js";
import { reportGateway } from "./report-gateway.js";

const MAX_WAIT_SECONDS = 30;

const lagOf = loaderKey<Gateway, GatewayLag>(
  "gateway lag",
  (context) =>
    new DataLoader((gateways) => lagsOf(context.database.reader, gateways, context.clock.now()), { cache: false }),
);

@Resolver(() => Gateway)
export class GatewayResolver {
  @Authorized<FieldRule>("GATEWAY")
  @Mutation(() => Gateway, { description: "An agent says how far its copy is; every few seconds." })
  async reportGateway(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReportGatewayInput) input: ReportGatewayInput,
  ): Promise<Gateway> {
    requireWholePlatform(context);
    return context.database.write((tx) => reportGateway(tx, context.actor, input));
  }

  @Authorized<FieldRule>("OPERATOR")
  @Mutation(() => ID, {
    description: "For a host that is gone for good. An agent that still runs comes back by itself.",
  })
  async removeGateway(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<GlobalId> {
    await context.database.write((tx) => removeGateway(tx, context.actor, fromGlobalId("Gateway", id)));
    return id;
  }

  @Authorized<FieldRule>("OPERATOR")
  @Query(() => GatewayConnection, {
    description: "The platform's gateways, in the order in which they first reported.",
  })
  async gateways(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<GatewayConnection> {
    return toConnection(await listGateways(context.database, page)) as GatewayConnection;
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => GatewaysReached, {
    description: "Whether all gateways heard of in the last day hold a revision; waits up to 30 seconds for them.",
  })
  async gatewaysAt(
    @Ctx() context: RequestContext,
    @Arg("revision", () => RevisionScalar, { description: "Of the change" }) revision: number,
    @Arg("waitSeconds", () => Int, { nullable: true, description: "How long to wait for those that are behind" })
    waitSeconds?: number | null,
  ): Promise<GatewaysReached> {
    const seconds = waitSeconds ?? 0;
    if (seconds < 0 || seconds > MAX_WAIT_SECONDS) {
      throw badInput(
        because("OUT_OF_RANGE", { min: 0, max: MAX_WAIT_SECONDS }),
        "waitSeconds",
        `waitSeconds is from 0 to ${MAX_WAIT_SECONDS}`,
        `0…${MAX_WAIT_SECONDS}`,
      );
    }
    const awaited = await awaitGateways(context.database, revision, seconds * 1000, context.clock);
    return gatewaysReached(awaited, context.language);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [String], { description: "The domains its copy holds; empty for all" })
  domains(@Root() gateway: Gateway): string[] {
    return gateway.domains;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => FromCheck, {
    description: "Whether From headers are judged there, by what its mail server asks",
  })
  fromCheck(@Root() gateway: Gateway): FromCheck {
    return fromCheckOf(gateway);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Int, { description: "Committed changes it did not have when it last reported" })
  async lagRevisions(@Ctx() context: RequestContext, @Root() gateway: Gateway): Promise<number> {
    return (await context.loader(lagOf).load(gateway)).revisions;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Float, { description: "Since the oldest change it did not have; 0 when it had all" })
  async lagSeconds(@Ctx() context: RequestContext, @Root() gateway: Gateway): Promise<number> {
    return (await context.loader(lagOf).load(gateway)).seconds;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Boolean, { description: "Not heard of for a minute, or more than a minute behind" })
  async isStale(@Ctx() context: RequestContext, @Root() gateway: Gateway): Promise<boolean> {
    return isStale(gateway, await context.loader(lagOf).load(gateway), context.clock.now());
  }
}

export const gatewaysNodes: NodeFinders = {
  Gateway: async ({ database }, id) => database.reader.findOneBy(Gateway, { id }),
};
