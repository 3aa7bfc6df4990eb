import { Authorized, Ctx, Query, Resolver } from "type-graphql";
import { currentRevision } from "../../feed/index.js";
import { type FieldRule, type RequestContext, RevisionScalar } from "../../graphql/index.js";

@Resolver()
export class PlatformRevisionResolver {
  @Authorized<FieldRule>("GATEWAY", "OPERATOR")
  @Query(() => RevisionScalar, { description: "Number of the last committed change." })
  async platformRevision(@Ctx() context: RequestContext): Promise<number> {
    return currentRevision(context.database.reader);
  }
}
