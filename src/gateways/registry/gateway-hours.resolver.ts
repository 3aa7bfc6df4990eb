import DataLoader from "dataloader";
import { Arg, Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from "type-graphql";
import { In, MoreThan } from "typeorm";
import { DateTimeScalar, FIELD_WEIGHTS, loaderKey, type RequestContext, VisibleTo } from "../../graphql/index.js";
import { badInput, because, newInstance } from "../../kernel/index.js";
import { Gateway } from "../gateway.entity.js";
import { withinMs } from "./decision-times.js";
import { GatewayDecisionTime } from "./gateway-decision-time.entity.js";
import { GatewayHour } from "./gateway-hour.entity.js";
import { HOUR_MS, HOURS_KEPT, hourOf } from "./hours.js";

const DEFAULT_HOURS = 48;

@VisibleTo("WITH_PARENT")
@ObjectType("GatewayHour", {
  description:
    "How far a gateway was behind within an hour, it is looked at once a minute; and how long its decisions took, from a " +
    "question's being read to its answer.",
})
export class GatewayHourView {
  @Field(() => DateTimeScalar, { description: "The beginning of the hour" })
  at: Date;

  @Field(() => Float, { description: "Since the oldest change that it did not have, when it was furthest behind" })
  mostLagSeconds: number;

  @Field(() => Int, { description: "How often it was looked at" })
  looks: number;

  @Field(() => Int, { description: "Of them, when nothing had been heard of it for a minute" })
  looksAway: number;

  @Field(() => Float, { description: "That its agent reported; 0 as well from one that is too old to do so" })
  decisions: number;

  @Field(() => Float, { nullable: true, description: "Milliseconds within which half of them were made" })
  p50Ms: number | null;

  @Field(() => Float, { nullable: true, description: "Milliseconds within which 95 of 100 were made" })
  p95Ms: number | null;

  @Field(() => Float, { nullable: true, description: "Milliseconds within which 99 of 100 were made" })
  p99Ms: number | null;
}

/** The hours of a gateway that come after this one. */
interface HoursWanted {
  readonly gatewayId: string;
  readonly after: number;
}

const hoursOf = loaderKey<HoursWanted, GatewayHour[]>(
  "gateway hours",
  ({ database }) =>
    new DataLoader(
      async (wanted) => {
        const where = whereOf(wanted);
        return apart(wanted, await database.reader.find(GatewayHour, { where, order: { hour: "ASC" } }));
      },
      { cache: false },
    ),
);

const timesOf = loaderKey<HoursWanted, GatewayDecisionTime[]>(
  "gateway decision times",
  ({ database }) =>
    new DataLoader(
      async (wanted) => apart(wanted, await database.reader.find(GatewayDecisionTime, { where: whereOf(wanted) })),
      { cache: false },
    ),
);

function whereOf(wanted: readonly HoursWanted[]) {
  return {
    gatewayId: In(wanted.map(({ gatewayId }) => gatewayId)),
    hour: MoreThan(Math.min(...wanted.map(({ after }) => after))),
  };
}

function apart<Row extends { readonly gatewayId: string; readonly hour: number }>(
  wanted: readonly HoursWanted[],
  rows: readonly Row[],
): Row[][] {
  return wanted.map((each) => rows.filter(({ gatewayId, hour }) => gatewayId === each.gatewayId && hour > each.after));
}

/** What is asked of one gateway; more than there are is refused when it is resolved. */
function hoursAsked(last: unknown): number {
  return typeof last === "number" ? Math.min(Math.max(last, 1), HOURS_KEPT) : DEFAULT_HOURS;
}

@Resolver(() => Gateway)
export class GatewayHoursResolver {
  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [GatewayHourView], {
    complexity: ({ args, childComplexity }) => FIELD_WEIGHTS.gatewayHour * hoursAsked(args.last) + childComplexity,
    description: "Of the last hours, the earliest first; of an hour without a look there is none",
  })
  async hours(
    @Ctx() context: RequestContext,
    @Root() gateway: Gateway,
    @Arg("last", () => Int, {
      nullable: true,
      description: `Hours to look back: 1 to ${HOURS_KEPT}, default ${DEFAULT_HOURS}`,
    })
    last?: number | null,
  ): Promise<GatewayHourView[]> {
    const wanted = last ?? DEFAULT_HOURS;
    if (wanted < 1 || wanted > HOURS_KEPT) {
      throw badInput(
        because("OUT_OF_RANGE", { min: 1, max: HOURS_KEPT }),
        "last",
        `last is from 1 to ${HOURS_KEPT}`,
        `1…${HOURS_KEPT}`,
      );
    }
    const wantedHours = { gatewayId: gateway.id, after: hourOf(context.clock.now()) - wanted };
    const [rows, times] = await Promise.all([
      context.loader(hoursOf).load(wantedHours),
      context.loader(timesOf).load(wantedHours),
    ]);
    return rows.map((row) => viewOf(row, times));
  }
}

function viewOf(
  { hour, mostLagMs, looks, looksAway }: GatewayHour,
  timesOfGateway: readonly GatewayDecisionTime[],
): GatewayHourView {
  const times = timesOfGateway
    .filter((time) => time.hour === hour)
    .map(({ upToMicros, decisions }) => ({ upToMs: upToMicros / 1_000, decisions }));
  return newInstance(GatewayHourView, {
    at: new Date(hour * HOUR_MS),
    mostLagSeconds: mostLagMs / 1_000,
    looks,
    looksAway,
    decisions: times.reduce((sum, { decisions }) => sum + decisions, 0),
    p50Ms: withinMs(times, 0.5),
    p95Ms: withinMs(times, 0.95),
    p99Ms: withinMs(times, 0.99),
  });
}
