import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { ADMINISTRATORS } from "../kernel/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  fromOptionalId,
  type NodeFinders,
  PageArguments,
  type RequestContext,
  Selects,
  toConnection,
  VisibleTo,
} from "../request/index.js";
import { Account, accountById } from "../tenancy/index.js";
import { accountAsSeenBy } from "./as-seen-by.js";
import { DomainAuthorization, DomainAuthorizationState } from "./domain-authorization.entity.js";
import { findVisibleDomainAuthorization, listDomainAuthorizations } from "./domain-authorization.queries.js";
import { requestDomainAuthorization } from "./operations/request-domain-authorization.js";
import { revokeDomainAuthorization } from "./operations/revoke-domain-authorization.js";
import { expectedRecord, verifyDomainAuthorization } from "./operations/verify-domain-authorization.js";

@ObjectType()
class DomainAuthorizationConnection extends connectionType(DomainAuthorization) {}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "The DNS record that proves that the domain's owner agrees." })
class ChallengeRecord {
  @Field(() => String)
  name: string;

  @Field(() => String, { description: "Type of the record, always TXT" })
  type: string;

  @Field(() => String)
  value: string;
}

@InputType()
class RequestDomainAuthorizationInput {
  @Field(() => ID)
  accountId: string;

  @Field(() => String)
  domain: string;
}

@Selects()
@InputType("DomainAuthorizationFilter", { description: "Each part narrows the list." })
class DomainAuthorizationFilterInput {
  @Field(() => DomainAuthorizationState, { nullable: true })
  state?: DomainAuthorizationState | null;

  @Field(() => ID, { nullable: true })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "The domain that may be sent as" })
  domain?: string | null;
}

const PEOPLE = [...ADMINISTRATORS, "ACCOUNT"] as const;

@Resolver(() => DomainAuthorization)
export class DomainAuthorizationResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Query(() => DomainAuthorizationConnection)
  async domainAuthorizations(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => DomainAuthorizationFilterInput, { nullable: true }) filter?: DomainAuthorizationFilterInput,
  ): Promise<DomainAuthorizationConnection> {
    const wanted = {
      state: filter?.state ?? undefined,
      domain: filter?.domain ?? undefined,
      accountId: fromOptionalId("Account", filter?.accountId),
    };
    return toConnection(await listDomainAuthorizations(context.database, context.actor, wanted, page));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => DomainAuthorization, {
    description: "At once in a hosted domain that the caller administers, else after its TXT record was found.",
  })
  async requestDomainAuthorization(
    @Ctx() context: RequestContext,
    @Arg("input", () => RequestDomainAuthorizationInput) input: RequestDomainAuthorizationInput,
  ): Promise<DomainAuthorization> {
    const request = { accountId: fromGlobalId("Account", input.accountId), domain: input.domain };
    return context.database.write((tx) => requestDomainAuthorization(tx, context.actor, request));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => DomainAuthorization, { description: "Looks for the TXT record now." })
  async verifyDomainAuthorization(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: string,
  ): Promise<DomainAuthorization> {
    const innerId = fromGlobalId("DomainAuthorization", id);
    return verifyDomainAuthorization(context.database, context.actor, innerId, context.resolver);
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => DomainAuthorization)
  async revokeDomainAuthorization(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: string,
    @Arg("reason", () => String, { nullable: true }) reason?: string,
  ): Promise<DomainAuthorization> {
    const innerId = fromGlobalId("DomainAuthorization", id);
    return context.database.write((tx) => revokeDomainAuthorization(tx, context.actor, innerId, reason));
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => ChallengeRecord, { nullable: true, description: "While it is pending" })
  record(@Root() row: DomainAuthorization): ChallengeRecord | null {
    if (row.challenge === null || row.state !== DomainAuthorizationState.PENDING) return null;
    return { ...expectedRecord(row), type: "TXT" };
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Account, {
    description: "Another tenant's is shown by its address, under an id of this authorization.",
  })
  async account(@Root() row: DomainAuthorization, @Ctx() context: RequestContext): Promise<Account> {
    const account = (await context.loader(accountById).load(row.accountId))!;
    return accountAsSeenBy(context.actor, account, row);
  }
}

export const domainAuthorizationNodes: NodeFinders = {
  DomainAuthorization: (context, id) => findVisibleDomainAuthorization(context.database.reader, context.actor, id),
};
