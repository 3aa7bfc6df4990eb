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
import { EMPTY_PAGE, windowOf } from "../database/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  loadRow,
  type NodeFinders,
  orderOf,
  PageArguments,
  type RequestContext,
  showUnder,
  toConnection,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId, requireEmailAddress } from "../kernel/index.js";
import { Account, accountById } from "../tenancy/index.js";
import { accountAsSeenBy } from "./as-seen-by.js";
import { Authorization } from "./authorization.entity.js";
import { AuthorizationFilterInput, AuthorizationOrderInput, innerFilter } from "./authorization.input.js";
import { findVisibleAuthorization } from "./authorization.queries.js";
import { AuthorizationReason, reasonCodeOf } from "./authorization-reason.js";
import { DeliveryAdvice, deliveryAdviceByDomain } from "./delivery-advice.loader.js";
import { Identity } from "./identity.entity.js";
import { findVisibleIdentity } from "./identity-visibility.js";
import { type AuthorizationOrder, listAuthorizations } from "./list-authorizations.js";
import {
  administersDomainByName,
  firstAuthorizationsOfAccount,
  firstAuthorizationsOfIdentity,
  identityById,
} from "./loaders.js";
import { pauseAuthorization, resumeAuthorization } from "./operations/pause-authorization.js";
import { reasonIn } from "./reason-words.js";

@ObjectType()
export class AuthorizationConnection extends connectionType(Authorization) {}

const PEOPLE = [...ADMINISTRATORS, "ACCOUNT"] as const;

@Resolver(() => Authorization)
export class AuthorizationResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Query(() => AuthorizationConnection, { description: "Who may send as whom, inside the caller's scope." })
  async authorizations(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => AuthorizationFilterInput, { nullable: true }) filter?: AuthorizationFilterInput,
    @Arg("orderBy", () => [AuthorizationOrderInput], { nullable: true }) orderBy?: AuthorizationOrder[] | null,
  ): Promise<AuthorizationConnection> {
    const { database, actor } = context;
    return toConnection(
      await listAuthorizations(database, actor, { filter: innerFilter(filter), page, orderBy: orderOf(orderBy) }),
    );
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Authorization, { description: "Sets it aside until it is resumed or confirmed anew." })
  async pauseAuthorization(
    @Ctx() context: RequestContext,
    @Arg("authorizationId", () => ID) authorizationId: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string,
  ): Promise<Authorization> {
    const id = fromGlobalId("Authorization", authorizationId);
    return context.database.write((tx) => pauseAuthorization(tx, context.actor, id, reason));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Authorization)
  async resumeAuthorization(
    @Ctx() context: RequestContext,
    @Arg("authorizationId", () => ID) authorizationId: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string,
  ): Promise<Authorization> {
    const id = fromGlobalId("Authorization", authorizationId);
    return context.database.write((tx) => resumeAuthorization(tx, context.actor, id, reason));
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it is in its state, in the caller's language; what somebody wrote in their own words.",
  })
  reason(@Root() { reason }: Authorization, @Ctx() { language }: RequestContext): string | null {
    return reasonIn(language, reason);
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => AuthorizationReason, { nullable: true, description: "Null for what somebody wrote." })
  reasonCode(@Root() { reason }: Authorization): AuthorizationReason | null {
    return reasonCodeOf(reason);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Account, {
    description:
      "Another tenant's is shown by its address, under an id of this authorization; its other fields are null or NOT_FOUND.",
  })
  async account(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<Account> {
    const account = await loadRow(context.loader(accountById), authorization.accountId);
    return accountAsSeenBy(context.actor, account, authorization);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => DeliveryAdvice, {
    nullable: true,
    description: "Said at once, before anybody is asked: receivers may refuse mail from this address sent from here.",
  })
  async deliveryAdvice(
    @Root() authorization: Authorization,
    @Ctx() context: RequestContext,
  ): Promise<DeliveryAdvice | null> {
    return context.loader(deliveryAdviceByDomain).load(authorization.identityDomain);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Identity, { description: "The address that it is about" })
  async identity(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<ForeignRow<Identity>> {
    return showUnder("KNOWN_ADDRESS", await loadRow(context.loader(identityById), authorization.identityId));
  }
}

@Resolver(() => Identity)
export class IdentityResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Query(() => Identity, {
    nullable: true,
    description: "An address that an account in the caller's scope asked for, or one in a domain that the caller runs.",
  })
  async identity(
    @Ctx() context: RequestContext,
    @Arg("address", () => String, { description: "The address" }) address: string,
  ): Promise<Identity | null> {
    const { key } = requireEmailAddress(address, "address");
    return findVisibleIdentity(context.database.reader, context.actor, { addressKey: key });
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => AuthorizationConnection, { description: "Those that the caller may see." })
  async authorizations(
    @Root() identity: Identity,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<AuthorizationConnection> {
    if (context.actor.scope === null) return toConnection(EMPTY_PAGE);
    const window = windowOf(page);
    if (window.cursor !== null) {
      const filter = { identityId: identity.id, address: identity.addressKey };
      return toConnection(await listAuthorizations(context.database, context.actor, { filter, page }));
    }
    const isIncoming = await context.loader(administersDomainByName).load(identity.domain);
    const key = { parentId: identity.id, window, isIncoming };
    return toConnection(await context.loader(firstAuthorizationsOfIdentity).load(key));
  }
}

@Resolver(() => Account)
export class AccountAuthorizationsResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => AuthorizationConnection)
  async authorizations(
    @Root() account: Account,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<AuthorizationConnection> {
    if (context.actor.scope === null) return toConnection(EMPTY_PAGE);
    const window = windowOf(page);
    if (window.cursor !== null) {
      const filter = { accountId: account.id };
      return toConnection(await listAuthorizations(context.database, context.actor, { filter, page }));
    }
    const key = { parentId: account.id, window, isIncoming: false };
    return toConnection(await context.loader(firstAuthorizationsOfAccount).load(key));
  }
}

export const authorizationNodes: NodeFinders = {
  Authorization: (context, id) => findVisibleAuthorization(context.database.reader, context.actor, id),
  Identity: (context, id) => findVisibleIdentity(context.database.reader, context.actor, { id }),
};
