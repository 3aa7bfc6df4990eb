import { Arg, Authorized, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { Authorization, revokeAuthorization, showToAddressSide } from "../authorizations/index.js";
import { revisionOf } from "../feed/index.js";
import { awaitGateways, gatewaysReached } from "../gateways/index.js";
import { AnswersBeside, answerBeside, type FieldRule, fromGlobalId, type RequestContext } from "../graphql/index.js";
import { ADMINISTRATORS, because, DomainError, type GlobalId } from "../kernel/index.js";

const MAX_WAIT_MS = 10_000;

/** Lives here because it joins two rooms, of which neither knows the other: what is revoked, and which gateways know it. */
@Resolver()
export class RevocationResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @AnswersBeside({ gateways: "GatewaysReached" })
  @Mutation(() => Authorization, {
    description:
      "By the account, its administrators, or the administrators of the address's hosted domain. With " +
      "`waitForGateways` it answers once every live gateway has it, or after 10 seconds: `gateways` says who is behind, and " +
      "where `errors` is not selected UNAVAILABLE is thrown; it is revoked then all the same.",
  })
  async revokeAuthorization(
    @Ctx() context: RequestContext,
    @Arg("authorizationId", () => ID) authorizationId: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string,
    @Arg("waitForGateways", () => Boolean, {
      nullable: true,
      description: "Whether the answer waits until the gateways know",
    })
    waitForGateways?: boolean | null,
  ): Promise<Authorization> {
    const { database, actor } = context;
    const id = fromGlobalId("Authorization", authorizationId);
    const { revoked, revision } = await database.write(async (tx) => {
      const row = await revokeAuthorization(tx, actor, id, reason);
      // The revision is taken right before the commit, so it is read through the transaction when that is over.
      return { revoked: row, revision: () => revisionOf(tx) };
    });
    // Whoever may revoke it is on the account's side or on the address's.
    showToAddressSide([revoked]);
    if (waitForGateways) await requireGateways(context, revision() ?? 0, revoked);
    return revoked;
  }
}

/** Says in the payload which gateways have it; throws UNAVAILABLE, with what was done, where some do not. */
async function requireGateways(context: RequestContext, revision: number, revoked: Authorization): Promise<void> {
  const { database, clock, revocationWaitMs = MAX_WAIT_MS } = context;
  const awaited = await awaitGateways(database, revision, revocationWaitMs, clock);
  const { isReached, missing } = awaited;
  answerBeside(revoked, { gateways: gatewaysReached(awaited, context.language) });
  if (isReached) return;
  throw new DomainError(
    because("GATEWAYS_BEHIND", { revision, missing: missing.length }),
    `Revoked with revision ${revision}, but ${missing.length} gateways do not have it yet`,
    { retryAfterSeconds: 10, done: revoked },
  );
}
