import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { CountPart } from "../database/index.js";
import { countsLoader, FIELD_WEIGHTS, type LoaderKey, type RequestContext, VisibleTo } from "../graphql/index.js";
import { endOfSubtree } from "../kernel/index.js";
import { Account, Domain, Reseller } from "../tenancy/index.js";
import { AuthorizationState } from "./authorization-state.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "How many authorizations are in a state." })
export class AuthorizationCount {
  @Field(() => AuthorizationState, { description: "What is counted" })
  state: AuthorizationState;

  @Field(() => Int, { description: "Exact to 10,000; where there are more it is 10,000." })
  count: number;
}

interface OfState {
  readonly key: string;
  readonly state: AuthorizationState;
}

function countsBy(place: string, parametersOf: (key: string) => readonly string[]) {
  return countsLoader(
    `authorizations by state, ${place}`,
    ({ key, state }: OfState): CountPart => ({
      from: `sender_authorization WHERE state = ? AND ${place}`,
      parameters: [state, ...parametersOf(key)],
    }),
  );
}

const ofAccount = countsBy("accountId = ?", (id) => [id]);
const ofDomain = countsBy("domainId = ?", (id) => [id]);
const ofReseller = countsBy("resellerPath >= ? AND resellerPath < ?", (path) => [path, endOfSubtree(path)]);

const COUNTS = { complexity: FIELD_WEIGHTS.count, description: "Of its accounts, one entry for each state." };

@Resolver(() => Account)
export class AccountAuthorizationCountsResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => [AuthorizationCount], { ...COUNTS, description: "One entry for each state." })
  authorizationCounts(@Root() { id }: Account, @Ctx() context: RequestContext): Promise<AuthorizationCount[]> {
    return countsOf(context, ofAccount, id);
  }
}

@Resolver(() => Domain)
export class DomainAuthorizationCountsResolver {
  @VisibleTo("ADMINISTERED")
  @FieldResolver(() => [AuthorizationCount], COUNTS)
  authorizationCounts(@Root() { id }: Domain, @Ctx() context: RequestContext): Promise<AuthorizationCount[]> {
    return countsOf(context, ofDomain, id);
  }
}

@Resolver(() => Reseller)
export class ResellerAuthorizationCountsResolver {
  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [AuthorizationCount], COUNTS)
  authorizationCounts(@Root() { path }: Reseller, @Ctx() context: RequestContext): Promise<AuthorizationCount[]> {
    return countsOf(context, ofReseller, path);
  }
}

function countsOf(
  context: RequestContext,
  loader: LoaderKey<OfState, { readonly count: number }>,
  key: string,
): Promise<AuthorizationCount[]> {
  return Promise.all(
    Object.values(AuthorizationState).map(async (state) => {
      const { count } = await context.loader(loader).load({ key, state });
      return { state, count };
    }),
  );
}
