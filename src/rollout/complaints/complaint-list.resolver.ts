import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from "type-graphql";
import { keysetPage, withinScope } from "../../database/index.js";
import {
  connectionType,
  DateTimeScalar,
  type FieldRule,
  PageArguments,
  type RequestContext,
  toConnection,
  toGlobalId,
  VisibleTo,
} from "../../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId, newInstance, requireScope } from "../../kernel/index.js";
import { Account, accountById, Domain, resolveScope, ScopeInput } from "../../tenancy/index.js";
import { Complaint } from "./complaint.entity.js";
import { ComplaintJoin } from "./complaint-join.js";

enum ComplaintKind {
  FEEDBACK = "FEEDBACK",
  VERDICT = "VERDICT",
  QUESTION = "QUESTION",
}

registerEnumType(ComplaintKind, {
  name: "ComplaintKind",
  description: "Who complained, and about what.",
  valuesConfig: {
    FEEDBACK: { description: "A receiver, by way of their provider (RFC 5965)" },
    VERDICT: { description: "A spam filter of ours" },
    QUESTION: { description: "The reader of a question to an owner" },
  },
});

registerEnumType(ComplaintJoin, {
  name: "ComplaintJoin",
  description: "By what a complaint found its message.",
  valuesConfig: {
    TRACE: { description: "The token of its X-Mayfrom-Trace header" },
    MESSAGE_ID: { description: "Its Message-ID" },
    QUEUE_ID: { description: "Its queue id" },
    LOGIN: { description: "The login that the reporter knew" },
    REVERSE_PATH: { description: "Its reverse-path, which is an account's own address" },
  },
});

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "One complaint, or a spam filter's verdict, about mail from here." })
class ComplaintReport {
  @Field(() => ID)
  id: GlobalId;

  @Field(() => DateTimeScalar, { description: "When the report came" })
  reportedAt: Date;

  @Field(() => ComplaintKind, { description: "What its reader did" })
  kind: ComplaintKind;

  @Field(() => String, { description: "`abuse`, `fraud` and the like, in the words of the report" })
  feedbackType: string;

  @Field(() => String, { nullable: true, description: "Under which the message was sent; null where it was not found" })
  address: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Another address than the account's own; null where no account was found",
  })
  isMismatched: boolean | null;

  @Field(() => Boolean, { description: "Of a reporter whom the operator lists: only those move anything" })
  isTrusted: boolean;

  @Field(() => String, { nullable: true, description: "A listed domain or network, or what the report claims" })
  reporter: string | null;

  @Field(() => ComplaintJoin, {
    nullable: true,
    description: "Null where no account was found, and of complaints older than such notes",
  })
  joinedBy: ComplaintJoin | null;

  row: Complaint;
}

@ObjectType()
class ComplaintReportConnection extends connectionType(ComplaintReport) {}

const BY_TIME = [
  { column: "complaint.reportedAt", valueOf: ({ reportedAt }: Complaint) => reportedAt.getTime() },
  { column: "complaint.id", valueOf: ({ id }: Complaint) => id },
];

@Resolver(() => ComplaintReport)
export class ComplaintReportResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => ComplaintReportConnection, {
    description:
      "The latest first, of a scope (default: the caller's own). Those that found no account belong to the whole platform.",
  })
  async complaintReports(
    @Ctx() { database: { reader }, actor }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
  ): Promise<ComplaintReportConnection> {
    const scope = input ? await resolveScope(reader, actor, input, "scope") : requireScope(actor);
    const all = reader.createQueryBuilder(Complaint, "complaint");
    if (scope.kind === "RESELLER") all.innerJoin(Domain, "domain", "domain.id = complaint.domainId");
    const query = withinScope(all, scope, {
      resellerPath: "domain.resellerPath",
      domainId: "complaint.domainId",
      accountId: "complaint.accountId",
    });
    const { rows, ...rest } = await keysetPage(query, BY_TIME, page, "DESC");
    return toConnection({ ...rest, rows: rows.map(viewOf) });
  }

  @FieldResolver(() => Account, { nullable: true, description: "Null where none was found, or it is gone" })
  async account(@Root() { row }: ComplaintReport, @Ctx() context: RequestContext): Promise<ForeignRow<Account> | null> {
    return row.accountId === null ? null : context.loader(accountById).load(row.accountId);
  }
}

function viewOf(row: Complaint): ComplaintReport {
  const { id, reportedAt, kind, feedbackType, addressKey, isMismatched, isTrusted, reporter, joinedBy } = row;
  return newInstance(ComplaintReport, {
    id: toGlobalId("ComplaintReport", id),
    reportedAt,
    kind: ComplaintKind[kind],
    feedbackType,
    address: addressKey || null,
    isMismatched: isMismatched === null ? null : isMismatched === 1,
    isTrusted,
    reporter,
    joinedBy,
    row,
  });
}
