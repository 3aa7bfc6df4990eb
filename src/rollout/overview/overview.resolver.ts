import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import { FIELD_WEIGHTS, type FieldRule, type RequestContext } from "../../graphql/index.js";
import { ADMINISTRATORS, placeOfScope, requireScope } from "../../kernel/index.js";
import { resolveScope, ScopeInput, timeZoneByPath } from "../../tenancy/index.js";
import { countForOverview } from "./count-for-overview.js";
import { Overview } from "./overview.types.js";

@Resolver()
export class OverviewResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Overview, {
    nullable: true,
    complexity: FIELD_WEIGHTS.overview,
    description: "Unless told of the caller's own scope. An account has none.",
  })
  async overview(
    @Ctx() context: RequestContext,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
  ): Promise<Overview | null> {
    const { database, actor, clock } = context;
    const { reader } = database;
    const scope = input ? await resolveScope(reader, actor, input, "scope") : requireScope(actor);
    if (scope.kind === "ACCOUNT") return null;
    const zone = await context.loader(timeZoneByPath).load(placeOfScope(scope).resellerPath ?? "");
    return countForOverview(reader, scope, { now: clock.now(), zone });
  }
}
