import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { CredentialMaker, loadMaker } from "../access/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  type NodeFinders,
  PageArguments,
  type RequestContext,
  toConnection,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, type GlobalId, requireScope } from "../kernel/index.js";
import { resolveScope, ScopeInput } from "../tenancy/index.js";
import { BatchJob } from "./batch-job.entity.js";
import { listBatchJobs, resultsOf } from "./batch-job.queries.js";
import { BatchJobResult } from "./batch-job-result.entity.js";
import { cancelBatchJob } from "./operations/cancel-batch-job.js";

@ObjectType()
class BatchJobConnection extends connectionType(BatchJob) {}

@ObjectType()
class BatchJobResultConnection extends connectionType(BatchJobResult) {}

@Resolver(() => BatchJob)
export class BatchJobResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => BatchJobConnection, {
    description:
      "Batches that are or were done after their calls, by those in the caller's scope or a part of it, newest first; under a reseller one reseller after the other.",
  })
  async batchJobs(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("scope", () => ScopeInput, { nullable: true }) scope?: ScopeInput | null,
  ): Promise<BatchJobConnection> {
    const { database, actor } = context;
    const within = scope ? await resolveScope(database.reader, actor, scope, "scope") : requireScope(actor);
    return toConnection(await listBatchJobs(database, within, page));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => BatchJob, {
    description:
      "Stops a batch that is done after its call, once the items that are being done are done. What is done stays: `doneCount` says how much.",
  })
  cancelBatchJob(
    @Ctx() { database, actor }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ): Promise<BatchJob> {
    return database.write((tx) => cancelBatchJob(tx, actor, fromGlobalId("BatchJob", id), reason));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => CredentialMaker, { nullable: true, description: "What started it" })
  async madeBy(@Root() job: BatchJob, @Ctx() context: RequestContext): Promise<CredentialMaker | null> {
    return loadMaker(context, job);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => BatchJobResultConnection, {
    description: "What became of the items that were tried, in their order.",
  })
  async results(
    @Root() { id: parentId }: BatchJob,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("onlyRefused", () => Boolean, { nullable: true, description: "true: only of those that were refused" })
    onlyRefused?: boolean | null,
  ): Promise<BatchJobResultConnection> {
    return toConnection(await context.loader(resultsOf(onlyRefused === true)).load({ parentId, ...page }));
  }
}

export const batchJobNodes: NodeFinders = {
  BatchJob: ({ database }, id) => database.reader.findOneBy(BatchJob, { id }),
};
