import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import { authorizationById } from "../authorizations/index.js";
import { type FieldRule, parseGlobalId, type RequestContext } from "../graphql/index.js";
import { ADMINISTRATORS, requireScope, rowWithin } from "../kernel/index.js";
import { MAX_BATCH_SIZE } from "../tenancy/index.js";
import { AuthorizationsInput, ReasonedAuthorizationsInput } from "./batch.input.js";
import { AuthorizationBatch, batchOf, callerOf } from "./batch.resolver.js";
import { type NoRoutes, noRoutesOf } from "./mail-route.js";
import { pauseAuthorizations, resendVerifications, resumeAuthorizations } from "./operations/act-on-many.js";

@Resolver()
export class AuthorizationActsResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AuthorizationBatch, { description: "Up to 1,000 in one transaction." })
  async pauseAuthorizations(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReasonedAuthorizationsInput) input: ReasonedAuthorizationsInput,
  ): Promise<AuthorizationBatch> {
    return batchOf(context, await pauseAuthorizations(callerOf(context), input));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AuthorizationBatch, { description: "Up to 1,000 in one transaction." })
  async resumeAuthorizations(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReasonedAuthorizationsInput) input: ReasonedAuthorizationsInput,
  ): Promise<AuthorizationBatch> {
    return batchOf(context, await resumeAuthorizations(callerOf(context), input));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Mutation(() => AuthorizationBatch, {
    description: "Mails up to 1,000 questions anew, in one transaction; the older links end.",
  })
  async resendVerifications(
    @Ctx() context: RequestContext,
    @Arg("input", () => AuthorizationsInput) input: AuthorizationsInput,
  ): Promise<AuthorizationBatch> {
    const noRoutes = await noRoutesFor(context, input);
    return batchOf(context, await resendVerifications(callerOf(context), input, noRoutes));
  }
}

/** Of the caller's own alone: what it may not ask about it learns nothing of. */
async function noRoutesFor(context: RequestContext, { authorizationIds }: AuthorizationsInput): Promise<NoRoutes> {
  const scope = requireScope(context.actor);
  const ids = authorizationIds.slice(0, MAX_BATCH_SIZE).flatMap((id) => {
    const parsed = parseGlobalId(id);
    return parsed?.kind === "Authorization" ? [parsed.id] : [];
  });
  const rows = await context.loader(authorizationById).loadMany(ids);
  const own = rows.flatMap((row) => (row instanceof Error ? [] : (rowWithin(scope, row, (each) => each) ?? [])));
  return noRoutesOf(
    context,
    own.map(({ addressKey }) => ({ address: addressKey })),
  );
}
