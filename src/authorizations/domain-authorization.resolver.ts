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
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  fromOptionalId,
  loadRow,
  type NodeFinders,
  PageArguments,
  type RequestContext,
  Selects,
  toConnection,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, type GlobalId } from "../kernel/index.js";
import { Account, accountById } from "../tenancy/index.js";
import { accountAsSeenBy } from "./as-seen-by.js";
import { AuthorizationReason, reasonCodeOf } from "./authorization-reason.js";
import { DomainAuthorization, DomainAuthorizationState } from "./domain-authorization.entity.js";
import { findVisibleDomainAuthorization, listDomainAuthorizations } from "./domain-authorization.queries.js";
import { revokeDomainAuthorization } from "./operations/revoke-domain-authorization.js";
import { reasonIn } from "./reason-words.js";

@ObjectType()
class DomainAuthorizationConnection extends connectionType(DomainAuthorization) {}

@Selects()
@InputType("DomainAuthorizationFilter", { description: "Each part narrows the list." })
class DomainAuthorizationFilterInput {
  @Field(() => DomainAuthorizationState, { nullable: true, description: "Only those in this state" })
  state?: DomainAuthorizationState | null;

  @Field(() => ID, { nullable: true, description: "Only those of this account" })
  accountId?: GlobalId | null;

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
  @Mutation(() => DomainAuthorization)
  async revokeDomainAuthorization(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string,
  ): Promise<DomainAuthorization> {
    const innerId = fromGlobalId("DomainAuthorization", id);
    return context.database.write((tx) => revokeDomainAuthorization(tx, context.actor, innerId, reason));
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it is in its state, in the caller's language; what somebody wrote in their own words.",
  })
  reason(@Root() { reason }: DomainAuthorization, @Ctx() { language }: RequestContext): string | null {
    return reasonIn(language, reason);
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => AuthorizationReason, { nullable: true, description: "Null for what somebody wrote." })
  reasonCode(@Root() { reason }: DomainAuthorization): AuthorizationReason | null {
    return reasonCodeOf(reason);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Account, {
    description: "Another tenant's is shown by its address, under an id of this authorization.",
  })
  async account(@Root() row: DomainAuthorization, @Ctx() context: RequestContext): Promise<Account> {
    const account = await loadRow(context.loader(accountById), row.accountId);
    return accountAsSeenBy(context.actor, account, row);
  }
}

export const domainAuthorizationNodes: NodeFinders = {
  DomainAuthorization: (context, id) => findVisibleDomainAuthorization(context.database.reader, context.actor, id),
};
