import { GraphQLJSON } from "graphql-scalars";
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  connectionType,
  type FieldRule,
  type NodeFinders,
  type Order,
  OrderDirection,
  orderOf,
  orderType,
  PageArguments,
  parseGlobalId,
  type RequestContext,
  Selects,
  TimeRange,
  toConnection,
  toGlobalId,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, badInput, type GlobalId, requireScope } from "../kernel/index.js";
import { AuditEvent } from "./audit-event.entity.js";
import { type AuditEventFilter, listAuditEvents } from "./audit-event.queries.js";

@ObjectType()
class AuditEventConnection extends connectionType(AuditEvent) {}

@Selects()
@InputType({ description: "Each part narrows the list." })
class AuditFilter {
  @Field(() => ID, { nullable: true, description: "The reseller, domain, account, authorization, … it happened to" })
  subjectId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "Only events about this account and what is its own" })
  accountId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "Only events about this domain and everything in it" })
  domainId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "The administrator, account or key that did it" })
  actorId?: GlobalId | null;

  @Field(() => String, { nullable: true, description: "For instance `authorization.revoked`" })
  action?: string | null;

  @Field(() => [String], { nullable: true, description: "One of these" })
  actions?: string[] | null;

  @Field(() => String, { nullable: true, description: "For instance `RESELLER`" })
  actorKind?: string | null;

  @Field(() => String, { nullable: true, description: "For instance `Authorization`" })
  subjectKind?: string | null;

  @Field(() => TimeRange, { nullable: true, description: "Only events of this time" })
  at?: TimeRange | null;
}

enum AuditEventOrderField {
  AT = "AT",
}

const AuditEventOrderInput = orderType("AuditEvent", AuditEventOrderField);

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => AuditEventConnection, { description: "What happened inside the caller's scope, newest first." })
  async auditEvents(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => AuditFilter, { nullable: true }) filter?: AuditFilter,
    @Arg("orderBy", () => [AuditEventOrderInput], { nullable: true }) orderBy?: Order<AuditEventOrderField>[] | null,
  ): Promise<AuditEventConnection> {
    const scope = requireScope(context.actor);
    const { direction } = orderOf(orderBy) ?? { direction: OrderDirection.DESC };
    return toConnection(
      await listAuditEvents(context.database, scope, { filter: innerFilter(filter ?? {}), page, direction }),
    );
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: "What it was changed from; null where nothing of it is kept",
  })
  before(@Root() event: AuditEvent): unknown {
    return event.before;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: "What it was changed to; null where nothing of it is kept",
  })
  after(@Root() event: AuditEvent): unknown {
    return event.after;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => ID, {
    nullable: true,
    description: "Global id of what it was done to; null where that has none",
  })
  subjectId(@Root() event: AuditEvent): GlobalId | null {
    return event.subjectId === null ? null : toGlobalId(event.subjectKind, event.subjectId);
  }
}

export const auditNodes: NodeFinders = {
  AuditEvent: ({ database }, id) => database.reader.findOneBy(AuditEvent, { id }),
};

function innerFilter(filter: AuditFilter): AuditEventFilter {
  return {
    subjectId: innerId(filter.subjectId, "filter.subjectId"),
    accountId: innerId(filter.accountId, "filter.accountId"),
    domainId: innerId(filter.domainId, "filter.domainId"),
    actorId: innerId(filter.actorId, "filter.actorId"),
    action: filter.action ?? undefined,
    actions: filter.actions ?? undefined,
    actorKind: filter.actorKind ?? undefined,
    subjectKind: filter.subjectKind ?? undefined,
    at: filter.at ?? undefined,
  };
}

function innerId(globalId: GlobalId | null | undefined, field: string): string | undefined {
  if (globalId === null || globalId === undefined) return undefined;
  const parsed = parseGlobalId(globalId);
  if (parsed === null) throw badInput("ID_MALFORMED", field, "This is not an id", "an id that this API gave out");
  return parsed.id;
}
