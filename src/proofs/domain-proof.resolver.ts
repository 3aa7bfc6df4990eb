import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import { type FieldRule, fromGlobalId, type RequestContext, VisibleTo } from "../graphql/index.js";
import { ADMINISTRATORS, type GlobalId, requireScope, soAlready } from "../kernel/index.js";
import { Domain, isProven, lockDomain, requireDomain } from "../tenancy/index.js";
import { openDomainClaim } from "./operations/open-claim.js";
import { checkOf, ProofCheck, ProofRecord, proofViewOf, recordOf } from "./proof.types.js";
import type { ProofClaim } from "./proof-claim.entity.js";
import { claimByDomain } from "./proof-claim.queries.js";
import { DEFAULT_WAIT_SECONDS, requestVerdict } from "./requested-verdict.js";

@Resolver(() => Domain)
export class DomainProofResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Domain, {
    description:
      "Makes the record whose publication proves an UNPROVEN domain (`proofRecord`); the same as long as it is open.",
  })
  async requestDomainProof(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Domain> {
    const { domain } = await this.open(context, id);
    return domain;
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Domain, {
    description:
      "Has the domain's TXT record, and the exchangers that the operator listed for its reseller, looked for in the " +
      "background, and waits up to `waitSeconds` for the outcome: proven, or CONFLICT with what was found where, or " +
      "UNAVAILABLE when name servers cannot tell. It is looked for again by itself.",
  })
  async verifyDomain(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("waitSeconds", () => Int, { nullable: true, description: "0 to 20; 10 when absent" }) waitSeconds?:
      | number
      | null,
  ): Promise<Domain> {
    const { domain, claim } = await this.open(context, id);
    const request = { claimId: claim.id, party: `domain ${domain.id}`, resellerPath: domain.resellerPath };
    await requestVerdict(context, request, waitSeconds ?? DEFAULT_WAIT_SECONDS);
    return requireDomain(context.database.reader, requireScope(context.actor), domain.id);
  }

  private open(context: RequestContext, id: GlobalId): Promise<{ domain: Domain; claim: ProofClaim }> {
    return context.database.write(async (tx) => {
      const domain = await lockDomain(tx, requireScope(context.actor), fromGlobalId("Domain", id));
      if (isProven(domain))
        throw soAlready("PROVEN_ALREADY", `${domain.name} is proven already (${domain.proof})`, "id");
      const claim = await openDomainClaim(tx, context.actor, domain, context.configuration.proofClaimDays);
      return { domain, claim };
    });
  }

  @VisibleTo("ADMINISTERED")
  @FieldResolver(() => ProofRecord, { nullable: true, description: "Null before `requestDomainProof`" })
  async proofRecord(@Root() domain: Domain, @Ctx() context: RequestContext): Promise<ProofRecord | null> {
    const claim = await context.loader(claimByDomain).load(domain.id);
    return claim === null ? null : recordOf(claim, proofViewOf(context));
  }

  @VisibleTo("ADMINISTERED")
  @FieldResolver(() => ProofCheck, { nullable: true, description: "Null for one that rests on no record" })
  async proofCheck(@Root() domain: Domain, @Ctx() context: RequestContext): Promise<ProofCheck | null> {
    const claim = await context.loader(claimByDomain).load(domain.id);
    return claim === null ? null : checkOf(claim, proofViewOf(context));
  }
}
