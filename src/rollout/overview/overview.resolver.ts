import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import { type FieldRule, type RequestContext } from "../../graphql/index.js";
import { ADMINISTRATORS, requireScope } from "../../kernel/index.js";
import { resolveScope, ScopeInput } from "../../tenancy/index.js";
import { countForOverview } from "./count-for-overview.js";
import { Overview } from "./overview.types.js";

/** Seven counts of up to 10,001 rows each. */
export const FIELDS_PER_OVERVIEW = 500;

@Resolver()
export class OverviewResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Overview, {
    nullable: true,
    complexity: FIELDS_PER_OVERVIEW,
    description: "Unless told of the caller's own scope. An account has none.",
  })
  async overview(
    @Ctx() { database: { reader }, actor, clock }: RequestContext,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
  ): Promise<Overview | null> {
    const scope = input ? await resolveScope(reader, actor, input, "scope") : requireScope(actor);
    return scope.kind === "ACCOUNT" ? null : countForOverview(reader, scope, clock.now());
  }
}
