import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { keysetPage, withinScope } from "../../database/index.js";
import {
  connectionType,
  DateTimeScalar,
  type FieldRule,
  loadRow,
  PageArguments,
  type RequestContext,
  readGlobalId,
  toConnection,
  toGlobalId,
  VisibleTo,
} from "../../graphql/index.js";
import {
  ADMINISTRATORS,
  calendarDay,
  type ForeignRow,
  type GlobalId,
  isoDay,
  newInstance,
  requireScope,
  UTC,
} from "../../kernel/index.js";
import { AccountAlarm } from "../../observations/index.js";
import { Account, accountById, resolveScope, ScopeInput } from "../../tenancy/index.js";
import { alarmedMessages } from "./alarmed-messages.loader.js";

@VisibleTo("WITH_PARENT")
@ObjectType("AccountAlarm", {
  description:
    "A day on which an account used more foreign addresses than a person has: its password is very probably stolen.",
})
class AccountAlarmView {
  @Field(() => ID, { description: "Of this day of the account" })
  id: GlobalId;

  @Field(() => String, { description: "For instance 2026-04-12" })
  day: string;

  @Field(() => Int, { description: "Different addresses of that day that nobody has authorized" })
  addresses: number;

  @Field(() => DateTimeScalar, { description: "When there were too many of them" })
  raisedAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When its administrators were told of it, or of another of the same week",
  })
  notifiedAt: Date | null;

  row: AccountAlarm;
}

@ObjectType()
class AccountAlarmConnection extends connectionType(AccountAlarmView) {}

const BY_DAY = [
  { column: "alarm.day", valueOf: ({ day }: AccountAlarm) => day },
  { column: "alarm.accountId", valueOf: ({ accountId }: AccountAlarm) => accountId },
];

@Resolver(() => AccountAlarmView)
export class AccountAlarmResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => AccountAlarmConnection, {
    description: "The latest first, of a scope; default: the caller's own.",
  })
  async accountAlarms(
    @Ctx() { database: { reader }, actor }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
  ): Promise<AccountAlarmConnection> {
    const scope = input ? await resolveScope(reader, actor, input, "scope") : requireScope(actor);
    const query = withinScope(
      // What an account did that is gone is nobody's to act on.
      reader.createQueryBuilder(AccountAlarm, "alarm").innerJoin(Account, "account", "account.id = alarm.accountId"),
      scope,
      { resellerPath: "account.resellerPath", domainId: "alarm.domainId", accountId: "alarm.accountId" },
    );
    const { rows, ...rest } = await keysetPage(query, BY_DAY, page, "DESC");
    return toConnection({ ...rest, rows: rows.map(viewOf) });
  }

  @FieldResolver(() => Account, { description: "Whose mail it is about" })
  account(@Root() { row }: AccountAlarmView, @Ctx() context: RequestContext): Promise<ForeignRow<Account>> {
    return loadRow(context.loader(accountById), row.accountId);
  }

  @FieldResolver(() => Float, { description: "Sent that day under such addresses, refused ones among them; whole" })
  messages(@Root() { row }: AccountAlarmView, @Ctx() context: RequestContext): Promise<number> {
    return context.loader(alarmedMessages).load(row);
  }
}

function viewOf(row: AccountAlarm): AccountAlarmView {
  const { accountId, day, addresses, raisedAt, notifiedAt } = row;
  const id = readGlobalId(`${toGlobalId("AccountAlarm", accountId)}-${day}`);
  return newInstance(AccountAlarmView, {
    id,
    day: isoDay(calendarDay(day, UTC)),
    addresses,
    raisedAt,
    notifiedAt,
    row,
  });
}
