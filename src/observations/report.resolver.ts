import { Arg, Authorized, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { FieldRule, RequestContext } from "../graphql/index.js";
import { ReportResult, SubmissionInput } from "./report.input.js";
import { reportSubmissions } from "./report-submissions.js";

@Resolver()
export class ReportResolver {
  @Authorized<FieldRule>("GATEWAY")
  @Mutation(() => ReportResult, {
    description: "Counts what a gateway has seen, at most 1,000 submissions a batch. Idempotent by batchId.",
  })
  async reportSubmissions(
    @Ctx() context: RequestContext,
    @Arg("batchId", () => ID, { description: "Chosen by the sender: a batch that comes again counts once" })
    batchId: string,
    @Arg("submissions", () => [SubmissionInput], { description: "Up to 1,000" }) submissions: SubmissionInput[],
  ): Promise<ReportResult> {
    return context.database.write((tx) => reportSubmissions(tx, context.actor, batchId, submissions));
  }
}
