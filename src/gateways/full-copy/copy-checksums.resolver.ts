import { Arg, Authorized, Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { type FieldRule, type RequestContext, RevisionScalar, VisibleTo } from "../../graphql/index.js";
import { newInstance } from "../../kernel/index.js";
import { requireWholePlatform } from "../changes/change-feed.resolver.js";
import { type CheckedDomain, type ReplicaChecksums, replicaChecksums } from "./copy-checksums.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What a copy of one domain must add up to." })
class DomainChecksum implements CheckedDomain {
  @Field(() => String, { description: "In lower case and A-labels" })
  name: string;

  @Field(() => String, { description: "16 hexadecimal digits; docs/feed.md says of what" })
  checksum: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType("ReplicaChecksums", { description: "What a copy must add up to, at one revision." })
class ReplicaChecksumsAnswer implements ReplicaChecksums {
  @Field(() => RevisionScalar, { description: "As of which they are" })
  revision: number;

  @Field(() => Int, { description: "Of all domains hosted here" })
  domainCount: number;

  @Field(() => [DomainChecksum], { description: "Those asked for that are hosted here" })
  domains: readonly DomainChecksum[];
}

@Resolver()
export class ReplicaChecksumsResolver {
  @Authorized<FieldRule>("GATEWAY", "OPERATOR")
  @Query(() => ReplicaChecksumsAnswer, { description: "For an agent that compares its copy; up to 100 domains." })
  async replicaChecksums(
    @Ctx() context: RequestContext,
    @Arg("domains", () => [String], { description: "Names of the domains" }) domains: string[],
    @Arg("hashKey", () => String, { description: "Key of the copy's hashes, 32 hexadecimal digits" }) hashKey: string,
  ): Promise<ReplicaChecksumsAnswer> {
    requireWholePlatform(context);
    return newInstance(ReplicaChecksumsAnswer, await replicaChecksums(context.database, domains, hashKey));
  }
}
