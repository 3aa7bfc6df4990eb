import type { RequestContext } from "../graphql/index.js";
import { requireScope, type Scope } from "../kernel/index.js";
import { resolveScope, type ScopeInput } from "../tenancy/index.js";

/** The scope of a list: the caller's own, or the part of it that the filter names (NOT_FOUND for what is no part). */
export async function narrowedScope(context: RequestContext, filter: ScopeInput | null | undefined): Promise<Scope> {
  return filter
    ? resolveScope(context.database.reader, context.actor, filter, "filter.scope")
    : requireScope(context.actor);
}
