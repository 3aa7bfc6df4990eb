import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Authorization } from "../../authorizations/index.js";
import type { CheckRequest } from "../../decision/index.js";
import { AskedOften, type FieldRule, type RequestContext, RevisionScalar, rowLoader } from "../../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, writtenReversePath } from "../../kernel/index.js";
import { authorizeSenders } from "./authorize-senders.js";
import { RESENT_FROM, SenderDecision, SenderRequest, toSenderDecision } from "./sender-decision.types.js";

const authorizationById = rowLoader(Authorization);

@Resolver(() => SenderDecision)
export class SenderDecisionResolver {
  @AskedOften()
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT", "GATEWAY")
  @Query(() => SenderDecision, {
    description: "May this login use this sender? Never answered from older data than asked for.",
  })
  async authorizeSender(
    @Ctx() context: RequestContext,
    @Arg("login", () => String, { description: "Whom the server knows as the sender (SASL login)" }) login: string,
    @Arg("sender", () => String, { description: "Address of MAIL FROM; empty for bounces" }) sender: string,
    @Arg("headerFrom", () => [String], { nullable: true, description: "Every address of header From" }) headerFrom?:
      | string[]
      | null,
    @Arg("resentFrom", () => [String], { nullable: true, description: RESENT_FROM }) resentFrom?: string[] | null,
    @Arg("atLeastRevision", () => RevisionScalar, {
      nullable: true,
      description: "Answers only from data that have this revision",
    })
    atLeastRevision?: number | null,
  ): Promise<SenderDecision> {
    const [decision] = await decideRequests(context, [{ login, sender, headerFrom, resentFrom }], atLeastRevision);
    return decision as SenderDecision;
  }

  @AskedOften()
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT", "GATEWAY")
  @Query(() => [SenderDecision], { description: "The same for up to 1,000 questions, in their order." })
  async authorizeSenders(
    @Ctx() context: RequestContext,
    @Arg("requests", () => [SenderRequest], { description: "Up to 1,000" }) requests: SenderRequest[],
    @Arg("atLeastRevision", () => RevisionScalar, {
      nullable: true,
      description: "Answers only from data that have this revision",
    })
    atLeastRevision?: number | null,
  ): Promise<SenderDecision[]> {
    return decideRequests(context, requests, atLeastRevision);
  }

  @FieldResolver(() => Authorization, { nullable: true, description: "The one the verdict rests on or lacks" })
  async authorization(
    @Ctx() context: RequestContext,
    @Root() decision: SenderDecision,
  ): Promise<ForeignRow<Authorization> | null> {
    // A gateway learns what it needs from the verdict; the row behind it is not for its eyes.
    return decision.authorizationId === null ? null : context.loader(authorizationById).load(decision.authorizationId);
  }
}

async function decideRequests(
  context: RequestContext,
  requests: readonly SenderRequest[],
  atLeastRevision?: number | null,
): Promise<SenderDecision[]> {
  const decisions = await authorizeSenders(context, requests.map(toQuestion), atLeastRevision);
  return decisions.map(({ decision }) => toSenderDecision(decision, context.configuration.publicUrl));
}

function toQuestion({ login, sender, headerFrom, resentFrom }: SenderRequest): CheckRequest {
  const header = { fromAddresses: headerFrom ?? undefined, resentFromAddresses: resentFrom ?? undefined };
  return { login, reversePath: writtenReversePath(sender), ...header };
}
