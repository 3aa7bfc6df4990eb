import { Arg, Authorized, Ctx, Int, Query, Resolver } from "type-graphql";
import { pageSize } from "../../database/index.js";
import { listChanges } from "../../feed/index.js";
import { type FieldRule, type RequestContext, RevisionScalar } from "../../graphql/index.js";
import { forbidden, KEY_RULE, newInstance, requireScope } from "../../kernel/index.js";
import { ChangeFeed } from "./change-feed.types.js";

const MAX_REVISIONS = 1_000;

@Resolver()
export class ChangeFeedResolver {
  @Authorized<FieldRule>("GATEWAY", "OPERATOR")
  @Query(() => ChangeFeed, {
    description: "What was committed after a revision; `first` counts revisions, 1 to 1,000.",
  })
  async changes(
    @Ctx() context: RequestContext,
    @Arg("after", () => RevisionScalar, { description: "Revision of the last change that the caller has" })
    after: number,
    @Arg("first", () => Int, { nullable: true, description: "1 to 1,000, default 50" }) first?: number | null,
  ): Promise<ChangeFeed> {
    requireWholePlatform(context);
    const page = await listChanges(context.database.reader, after, pageSize(first, MAX_REVISIONS));
    return newInstance(ChangeFeed, { ...page, keyRule: KEY_RULE });
  }
}

/** A copy holds all tenants, so a key that is restricted to some of them may not follow it. */
export function requireWholePlatform(context: RequestContext): void {
  if (requireScope(context.actor).kind !== "PLATFORM")
    throw forbidden("WHOLE_PLATFORM_ONLY", "This needs a gateway key of the whole platform");
}
