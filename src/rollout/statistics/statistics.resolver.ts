import { Arg, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { DecisionReason } from "../../gateways/index.js";
import { FIELD_WEIGHTS, type FieldRule, type RequestContext } from "../../graphql/index.js";
import {
  ADMINISTRATORS,
  badInput,
  because,
  calendarDay,
  isoDay,
  newInstance,
  placeOfScope,
  requireScope,
  rowWithin,
} from "../../kernel/index.js";
import {
  QuestionOutcome,
  rankedSenders,
  SENDERS_KEPT_DAYS,
  SENDERS_PER_DAY,
  type StatisticCount,
  scopeKeyOf,
  statisticsOf,
} from "../../statistics/index.js";
import { accountById, placeOfAccount, resolveScope, ScopeInput, timeZoneByPath } from "../../tenancy/index.js";
import { countForOverview } from "../overview/count-for-overview.js";
import { Overview } from "../overview/overview.types.js";
import { statisticPeriod } from "./statistic-period.js";
import {
  MAX_SENDERS,
  QuestionCount,
  SenderRank,
  Statistics,
  SubmissionDay,
  UnauthorizedReason,
  USUAL_SENDERS,
} from "./statistics.types.js";

const EVERY_DAY = { complexity: FIELD_WEIGHTS.statisticsRange };

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Statistics, {
    nullable: true,
    description:
      "What happened from one day to another, both whole, of the calendar of the scope: unless told of the caller's own " +
      "scope in the last 30 days, at most 366 at once. Counted since mayfrom keeps such figures. An account has none.",
  })
  async statistics(
    @Ctx() context: RequestContext,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
    @Arg("from", () => String, { nullable: true, description: "Such as 2026-04-12; default: 30 days before the end" })
    from?: string | null,
    @Arg("to", () => String, { nullable: true, description: "Such as 2026-04-12; default: today" }) to?: string | null,
  ): Promise<Statistics | null> {
    const { database, actor, clock } = context;
    const scope = input ? await resolveScope(database.reader, actor, input, "scope") : requireScope(actor);
    if (scope.kind === "ACCOUNT") return null;
    const zone = await context.loader(timeZoneByPath).load(placeOfScope(scope).resellerPath ?? "");
    const days = statisticPeriod(clock.now(), zone, { from, to });
    const dayInWords = (day: number) => isoDay(calendarDay(day, zone));
    const shown = { fromDay: dayInWords(days.fromDay), toDay: dayInWords(days.toDay), timeZone: zone };
    return newInstance(Statistics, { ...shown, scope, days, zone });
  }

  @FieldResolver(() => [SubmissionDay], { ...EVERY_DAY, description: "One entry for each day, the first day first" })
  async submissions(@Root() root: Statistics, @Ctx() context: RequestContext): Promise<SubmissionDay[]> {
    const found = new Map((await countsOf(context, root, "SUBMISSION")).map((row) => [`${row.day} ${row.name}`, row]));
    const { fromDay, toDay } = root.days;
    return Array.from({ length: toDay - fromDay + 1 }, (_, index) => {
      const day = fromDay + index;
      const of = (name: string) => found.get(`${day} ${name}`)?.count ?? 0;
      return newInstance(SubmissionDay, {
        day: isoDay(calendarDay(day, root.zone)),
        own: of("OWN"),
        authorized: of("AUTHORIZED"),
        unauthorized: of("UNAUTHORIZED"),
        refused: of("REFUSED"),
      });
    });
  }

  @FieldResolver(() => [UnauthorizedReason], {
    ...EVERY_DAY,
    description: "What was not authorized in the period, by the reason; the most first",
  })
  async refusals(@Root() root: Statistics, @Ctx() context: RequestContext): Promise<UnauthorizedReason[]> {
    const [refused, taken] = [
      sums(await countsOf(context, root, "REFUSED")),
      sums(await countsOf(context, root, "TAKEN")),
    ];
    return Object.values(DecisionReason)
      .map((reason) =>
        newInstance(UnauthorizedReason, { reason, refused: refused.get(reason) ?? 0, taken: taken.get(reason) ?? 0 }),
      )
      .filter((row) => row.refused + row.taken > 0)
      .sort((one, other) => other.refused + other.taken - one.refused - one.taken);
  }

  @FieldResolver(() => [QuestionCount], {
    ...EVERY_DAY,
    description:
      "One entry for each outcome; each request counts on the day of its first outcome, and on those of its questions",
  })
  async questions(@Root() root: Statistics, @Ctx() context: RequestContext): Promise<QuestionCount[]> {
    const found = sums(await countsOf(context, root, "QUESTION"));
    return Object.values(QuestionOutcome).map((outcome) =>
      newInstance(QuestionCount, { outcome, count: found.get(outcome) ?? 0 }),
    );
  }

  @FieldResolver(() => [SenderRank], {
    complexity: FIELD_WEIGHTS.statisticsRanking,
    description:
      `Who sent most, the most first; \`first\` is 1 to ${MAX_SENDERS}, default ${USUAL_SENDERS}. Of each day the ` +
      `${SENDERS_PER_DAY} who sent most count, and of the period its last ${SENDERS_KEPT_DAYS} days.`,
  })
  async senders(
    @Root() { scope, days }: Statistics,
    @Ctx() context: RequestContext,
    @Arg("first", () => Int, { nullable: true, description: "How many, those with the most messages first" }) first?:
      | number
      | null,
  ): Promise<SenderRank[]> {
    const most = first ?? USUAL_SENDERS;
    if (most < 1 || most > MAX_SENDERS) {
      throw badInput(
        because("OUT_OF_RANGE", { min: 1, max: MAX_SENDERS }),
        "first",
        `A whole number from 1 to ${MAX_SENDERS} is wanted`,
        `1…${MAX_SENDERS}`,
      );
    }
    const ranked = await rankedSenders(
      context.database.reader,
      scopeKeyOf(scope),
      { ...days, fromDay: Math.max(days.fromDay, days.toDay - SENDERS_KEPT_DAYS + 1) },
      most,
    );
    const shown = await Promise.all(
      ranked.map(async ({ accountId, messages }) => {
        // Counted here, and gone or another tenant's since.
        const account = rowWithin(scope, await context.loader(accountById).load(accountId), placeOfAccount);
        return account === null ? [] : [newInstance(SenderRank, { account, messages })];
      }),
    );
    return shown.flat();
  }

  @FieldResolver(() => Overview, {
    complexity: FIELD_WEIGHTS.overview,
    description: "What waits now: approvals, proposals, alarms, mails that were given up",
  })
  now(@Root() { scope, zone }: Statistics, @Ctx() { database, clock }: RequestContext): Promise<Overview> {
    return countForOverview(database.reader, scope, { now: clock.now(), zone });
  }
}

function countsOf(
  { database }: RequestContext,
  { scope, days }: Statistics,
  kind: StatisticCount["kind"],
): Promise<StatisticCount[]> {
  return statisticsOf(database.reader, scopeKeyOf(scope), [kind], days);
}

function sums(counts: readonly StatisticCount[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { name, count } of counts) found.set(name, (found.get(name) ?? 0) + count);
  return found;
}
