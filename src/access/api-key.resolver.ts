import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  PageArguments,
  Repeats,
  type RequestContext,
  requireExpectedCount,
  SelectionArguments,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import { type ForeignRow, type GlobalId } from "../kernel/index.js";
import { Domain, domainById, Reseller, resellerById } from "../tenancy/index.js";
import { ApiKey } from "./api-key.entity.js";
import { ApiKeyFilter, CreateApiKeyInput } from "./api-key.input.js";
import { listApiKeys } from "./api-key.queries.js";
import { forgetApiKeys } from "./authentication/authenticate-api-key.js";
import { CredentialMaker, WITH_EVERYTHING_MADE } from "./maker.js";
import { loadMaker } from "./maker.loader.js";
import { narrowedScope } from "./narrowed-scope.js";
import { createApiKey } from "./operations/create-api-key.js";
import { endApiKey } from "./operations/end-credential.js";
import { revokeApiKey } from "./operations/revoke-api-key.js";

@ObjectType()
export class ApiKeyConnection extends connectionType(ApiKey) {}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class ApiKeySecret {
  @Field(() => ApiKey, { description: "The key itself, without its secret" })
  key: ApiKey;

  @Field(() => String, { description: "For `Authorization: Bearer`. Shown now and never again." })
  secret: string;
}

/** Keys are made and revoked by people: a key that makes keys could outlive its own revocation. */
@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Query(() => ApiKeyConnection, { description: "Those of the caller's scope." })
  async apiKeys(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ApiKeyFilter, { nullable: true }) filter?: ApiKeyFilter,
  ): Promise<ApiKeyConnection> {
    const scope = await narrowedScope(context, filter?.scope);
    return toConnection(await listApiKeys(context.database, { ...filter, scope }, page));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Repeats("SECRET")
  @Mutation(() => ApiKeySecret, { description: "Keys for gateways are made by the platform's operator only." })
  async createApiKey(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateApiKeyInput) input: CreateApiKeyInput,
  ): Promise<ApiKeySecret> {
    return context.database.write((tx) => createApiKey(tx, context.actor, input));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Mutation(() => ApiKey, { description: `Refused everywhere within five seconds. ${WITH_EVERYTHING_MADE}` })
  async revokeApiKey(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason: string | undefined,
    @Arg("withEverythingMade", () => Boolean, { nullable: true, description: "Whether what it made ends as well" })
    withEverythingMade: boolean | null | undefined,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<ApiKey> {
    if (!withEverythingMade) requireExpectedCount(selection, 1, "expectedCount");
    const revoked = await writeOrRehearse(context.database, selection, (tx) =>
      withEverythingMade
        ? endApiKey(tx, context.actor, fromGlobalId("ApiKey", id), { reason, selection })
        : revokeApiKey(tx, context.actor, fromGlobalId("ApiKey", id), reason),
    );
    forgetApiKeys(context.database);
    return revoked;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => CredentialMaker, { nullable: true, description: "What made it; null for mayfrom itself" })
  async madeBy(@Root() key: ApiKey, @Ctx() context: RequestContext): Promise<CredentialMaker | null> {
    return loadMaker(context, key);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Reseller, { nullable: true, description: "Whose subtree it is for" })
  async reseller(@Root() { resellerId }: ApiKey, @Ctx() context: RequestContext): Promise<ForeignRow<Reseller> | null> {
    return resellerId === null ? null : context.loader(resellerById).load(resellerId);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Domain, { nullable: true, description: "The one domain it is for" })
  async domain(@Root() { domainId }: ApiKey, @Ctx() context: RequestContext): Promise<ForeignRow<Domain> | null> {
    return domainId === null ? null : context.loader(domainById).load(domainId);
  }
}
