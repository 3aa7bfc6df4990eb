import { Arg, Authorized, Ctx, Int, Query, Resolver } from "type-graphql";
import { type AuditAction, followEvents } from "../audit/index.js";
import { pageSize } from "../database/index.js";
import { type FieldRule, type RequestContext, SequenceScalar } from "../graphql/index.js";
import { ADMINISTRATORS, badInput, requireScope, type Scope } from "../kernel/index.js";
import { resolveScope, ScopeInput } from "../tenancy/index.js";
import { ChangeKind } from "./change-kind.enum.js";
import { TenantChanges, toTenantChanges } from "./tenant-change.types.js";

@Resolver()
export class TenantChangesResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => TenantChanges, {
    description:
      "What happened in the caller's scope, or a part of it, after a change. Without `after`: nothing yet, and in " +
      "`lastSequence` from where to follow what comes. `first` is 1 to 200, default 50.",
  })
  async tenantChanges(
    @Ctx() context: RequestContext,
    @Arg("after", () => SequenceScalar, {
      nullable: true,
      description: "`sequence` of the last change that the caller has; without it from the oldest that is kept",
    })
    after?: number | null,
    @Arg("first", () => Int, { nullable: true, description: "How many" }) first?: number | null,
    @Arg("scope", () => ScopeInput, { nullable: true }) scope?: ScopeInput | null,
    @Arg("kinds", () => [ChangeKind], { nullable: true, description: "Default: every kind" })
    kinds?: AuditAction[] | null,
  ): Promise<TenantChanges> {
    const viewer = requireScope(context.actor);
    const wanted = {
      scope: await followedScope(context, scope),
      after: after ?? null,
      first: pageSize(first),
      actions: wantedKinds(kinds, "kinds"),
    };
    // One connection: the end of the trail and what is before it come from the same server.
    return toTenantChanges(await context.database.snapshot((manager) => followEvents(manager, wanted)), viewer);
  }
}

/** The caller's own scope, or the part of it that is named (NOT_FOUND for what is no part). */
export async function followedScope(context: RequestContext, scope: ScopeInput | null | undefined): Promise<Scope> {
  if (!scope) return requireScope(context.actor);
  return resolveScope(context.database.reader, context.actor, scope, "scope");
}

/** Null for every kind. An empty list is refused: it would follow nothing, for ever. */
export function wantedKinds(kinds: readonly AuditAction[] | null | undefined, field: string): AuditAction[] | null {
  if (kinds === null || kinds === undefined) return null;
  if (kinds.length === 0)
    throw badInput("SELECTION_EMPTY", field, "No kind is wanted", "one kind or more, or null for every kind");
  return [...new Set(kinds)];
}
