import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import { RESENT_FROM, requireSaneLengths } from "../gateways/index.js";
import { FIELD_WEIGHTS, type FieldRule, type RequestContext } from "../graphql/index.js";
import { ADMINISTRATORS, requireScope, writtenReversePath } from "../kernel/index.js";
import { explain } from "./explain.js";
import { Explanation } from "./explanation.types.js";

@Resolver()
export class ExplanationResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => Explanation, {
    complexity: ({ childComplexity }) => FIELD_WEIGHTS.explanation + childComplexity,
    description:
      "Why a login may use a sender, or may not: the rule, the policies, the right with its history, what is missing. " +
      "For accounts in the caller's scope; any other login is NOT_FOUND.",
  })
  async explain(
    @Ctx() { database, actor, language, clock, configuration }: RequestContext,
    @Arg("login", () => String, { description: "As the mail server reports it" }) login: string,
    @Arg("sender", () => String, { description: "RFC 5321 MAIL FROM; empty for the null sender" }) sender: string,
    @Arg("headerFrom", () => [String], { nullable: true, description: "Addresses of all mailboxes in RFC5322.From" })
    headerFrom?: string[] | null,
    @Arg("resentFrom", () => [String], { nullable: true, description: RESENT_FROM })
    resentFrom?: string[] | null,
  ): Promise<Explanation> {
    const header = { fromAddresses: headerFrom ?? undefined, resentFromAddresses: resentFrom ?? undefined };
    const question = { login, reversePath: writtenReversePath(sender), ...header };
    requireSaneLengths(question);
    const { publicUrl } = configuration;
    return explain(database, question, { viewer: requireScope(actor), language, now: clock.now(), publicUrl });
  }
}
