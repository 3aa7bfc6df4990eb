import DataLoader from "dataloader";
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { DateTimeScalar, loaderKey, type RequestContext, VisibleTo } from "../graphql/index.js";
import { required } from "../kernel/index.js";
import { accountBudget, leftOf } from "../outbox/index.js";
import { policyChains, resolveSettings } from "../policy/index.js";
import { Account, placeOfAccount } from "../tenancy/index.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "How often an account may still have the owner of an address asked today." })
class QuestionsLeft {
  @Field(() => Int, { description: "How many it may ask a day, by policy (`requestsPerAccountAndDay`)" })
  limit: number;

  @Field(() => Int, { description: "How many are left; `addIdentity` is RATE_LIMITED after them" })
  left: number;

  @Field(() => DateTimeScalar, { description: "When the next day begins, and with it all of them" })
  renewedAt: Date;
}

const ACCOUNTS_PER_STATEMENT = 200;

const questionsLeftOf = loaderKey("questions left by account", (context: RequestContext) => {
  return new DataLoader<Account, QuestionsLeft>(
    async (accounts) => {
      const { reader } = context.database;
      const chains = await policyChains(reader, accounts.map(placeOfAccount));
      const limits = chains.map((chain) => resolveSettings(chain).requestsPerAccountAndDay);
      const budgets = accounts.map(({ id }, index) => accountBudget(id, required(limits[index])));
      const found = await leftOf(reader, budgets, context.clock.now());
      return found.map((each, index) => ({ limit: required(limits[index]), ...each }));
    },
    { maxBatchSize: ACCOUNTS_PER_STATEMENT },
  );
});

@Resolver(() => Account)
export class AccountQuestionsResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => QuestionsLeft, {
    description: "Of today. Limits of the address and its domain, which depend on others, do not show.",
  })
  questionsLeft(@Root() account: Account, @Ctx() context: RequestContext): Promise<QuestionsLeft> {
    return context.loader(questionsLeftOf).load(account);
  }
}
