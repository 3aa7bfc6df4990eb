import { Arg, Authorized, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from "type-graphql";
import {
  DomainAuthorization,
  DomainAuthorizationState,
  requestDomainAuthorization,
  requireOwnDomainAuthorization,
} from "../authorizations/index.js";
import { type FieldRule, fromGlobalId, type RequestContext, VisibleTo } from "../graphql/index.js";
import { ADMINISTRATORS, because, conflict, type GlobalId } from "../kernel/index.js";
import { openAuthorizationClaim } from "./operations/open-claim.js";
import { checkOf, ProofCheck, ProofRecord, proofViewOf, recordOf } from "./proof.types.js";
import { claimByAuthorization, claimOfAuthorization } from "./proof-claim.queries.js";
import { DEFAULT_WAIT_SECONDS, requestVerdict } from "./requested-verdict.js";

@InputType()
class RequestDomainAuthorizationInput {
  @Field(() => ID)
  accountId: GlobalId;

  @Field(() => String, { description: "Which the account wants to send as anybody in" })
  domain: string;
}

const PEOPLE = [...ADMINISTRATORS, "ACCOUNT"] as const;
const UNPROVEN = [DomainAuthorizationState.PENDING, DomainAuthorizationState.PAUSED];

@Resolver(() => DomainAuthorization)
export class DomainAuthorizationProofResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => DomainAuthorization, {
    description:
      "At once in a hosted domain that the caller administers, else after its TXT record was found. A request whose " +
      "record nobody publishes in time ends.",
  })
  async requestDomainAuthorization(
    @Ctx() context: RequestContext,
    @Arg("input", () => RequestDomainAuthorizationInput) input: RequestDomainAuthorizationInput,
  ): Promise<DomainAuthorization> {
    const request = { accountId: fromGlobalId("Account", input.accountId), domain: input.domain };
    const { proofClaimDays } = context.configuration;
    return context.database.write(async (tx) => {
      const row = await requestDomainAuthorization(tx, context.actor, request);
      if (row.state === DomainAuthorizationState.PENDING) await openAuthorizationClaim(tx, row, proofClaimDays);
      return row;
    });
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => DomainAuthorization, {
    description:
      "Has its TXT record looked for in the background, and waits up to `waitSeconds` for the outcome: AUTHORIZED, or " +
      "CONFLICT with what was found where, or UNAVAILABLE when name servers cannot tell. It is looked for again by itself.",
  })
  async verifyDomainAuthorization(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("waitSeconds", () => Int, { nullable: true, description: "0 to 20; 10 when absent" }) waitSeconds?:
      | number
      | null,
  ): Promise<DomainAuthorization> {
    const innerId = fromGlobalId("DomainAuthorization", id);
    const { reader } = context.database;
    const asked = await requireOwnDomainAuthorization(reader, context.actor, innerId);
    const claim = await claimOfAuthorization(reader, innerId);
    if (!UNPROVEN.includes(asked.state) || claim === null) {
      throw conflict(
        because("NOT_IN_THIS_STATE", { state: asked.state }),
        `A domain authorization that is ${asked.state} has nothing to verify`,
      );
    }
    const request = { claimId: claim.id, party: `account ${asked.accountId}`, resellerPath: asked.resellerPath };
    await requestVerdict(context, request, waitSeconds ?? DEFAULT_WAIT_SECONDS);
    return requireOwnDomainAuthorization(reader, context.actor, innerId);
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => ProofRecord, { nullable: true, description: "Null for one that rests on no record" })
  async record(@Root() row: DomainAuthorization, @Ctx() context: RequestContext): Promise<ProofRecord | null> {
    const claim = await this.claimOf(row, context);
    return claim === null ? null : recordOf(claim, proofViewOf(context));
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => ProofCheck, { nullable: true, description: "Null for one that rests on no record" })
  async proofCheck(@Root() row: DomainAuthorization, @Ctx() context: RequestContext): Promise<ProofCheck | null> {
    const claim = await this.claimOf(row, context);
    return claim === null ? null : checkOf(claim, proofViewOf(context));
  }

  private async claimOf(row: DomainAuthorization, context: RequestContext) {
    if (row.proof !== "DNS_TXT" || row.state === DomainAuthorizationState.REVOKED) return null;
    return context.loader(claimByAuthorization).load(row.id);
  }
}
