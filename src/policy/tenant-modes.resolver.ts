import DataLoader from "dataloader";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type LoaderKey, loaderKey, type RequestContext, VisibleTo } from "../graphql/index.js";
import { required } from "../kernel/index.js";
import { Account, Domain, placeOfAccount, placeOfDomain, Reseller } from "../tenancy/index.js";
import { PolicyMode } from "./policy.enums.js";
import { modesOf, ScheduledMode } from "./policy.types.js";
import { type PolicyPlace, policyChains, resolveSettings } from "./policy-levels.queries.js";

type Modes = ReturnType<typeof modesOf>;

const PLACES_PER_STATEMENT = 200;

/** What holds at many places, in one statement for 200 of them. */
const modesByPlace: LoaderKey<PolicyPlace, Modes> = loaderKey("modes by place", (context: RequestContext) => {
  return new DataLoader<PolicyPlace, Modes, string>(
    async (places) => {
      const chains = await policyChains(context.database.reader, places);
      const now = context.clock.now();
      return places.map((_, index) => modesOf(resolveSettings(required(chains[index])), now));
    },
    {
      maxBatchSize: PLACES_PER_STATEMENT,
      cacheKeyFn: ({ resellerPath, domainId, accountId }) => `${resellerPath} ${domainId} ${accountId}`,
    },
  );
});

const MODE = { description: "What happens there to mail that is not authorized" };
const NEXT = { nullable: true, description: "The next other mode of the schedule, and when it begins" };

@Resolver(() => Reseller)
export class ResellerModesResolver {
  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => PolicyMode, MODE)
  async mode(@Root() { path }: Reseller, @Ctx() context: RequestContext): Promise<PolicyMode> {
    return (await context.loader(modesByPlace).load({ resellerPath: path })).mode;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => ScheduledMode, NEXT)
  async nextMode(@Root() { path }: Reseller, @Ctx() context: RequestContext): Promise<ScheduledMode | null> {
    return (await context.loader(modesByPlace).load({ resellerPath: path })).nextMode;
  }
}

@Resolver(() => Domain)
export class DomainModesResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => PolicyMode, MODE)
  async mode(@Root() domain: Domain, @Ctx() context: RequestContext): Promise<PolicyMode> {
    return (await context.loader(modesByPlace).load(placeOfDomain(domain))).mode;
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => ScheduledMode, NEXT)
  async nextMode(@Root() domain: Domain, @Ctx() context: RequestContext): Promise<ScheduledMode | null> {
    return (await context.loader(modesByPlace).load(placeOfDomain(domain))).nextMode;
  }
}

@Resolver(() => Account)
export class AccountModesResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => PolicyMode, MODE)
  async mode(@Root() account: Account, @Ctx() context: RequestContext): Promise<PolicyMode> {
    return (await context.loader(modesByPlace).load(placeOfAccount(account))).mode;
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => ScheduledMode, NEXT)
  async nextMode(@Root() account: Account, @Ctx() context: RequestContext): Promise<ScheduledMode | null> {
    return (await context.loader(modesByPlace).load(placeOfAccount(account))).nextMode;
  }
}
