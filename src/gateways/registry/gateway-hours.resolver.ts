import DataLoader from "dataloader";
import { Arg, Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from "type-graphql";
import { In, MoreThan } from "typeorm";
import { DateTimeScalar, loaderKey, type RequestContext, VisibleTo } from "../../graphql/index.js";
import { badInput, because, newInstance } from "../../kernel/index.js";
import { Gateway } from "../gateway.entity.js";
import { GatewayHour } from "./gateway-hour.entity.js";
import { HOUR_MS, HOURS_KEPT, hourOf } from "./note-gateway-hours.js";

const DEFAULT_HOURS = 48;

@VisibleTo("WITH_PARENT")
@ObjectType("GatewayHour", {
  description: "How far a gateway was behind within an hour; it is looked at once a minute.",
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
}

const hoursOf = loaderKey<string, GatewayHour[]>(
  "gateway hours",
  ({ database, clock }) =>
    new DataLoader(
      async (ids) => {
        const rows = await database.reader.find(GatewayHour, {
          where: { gatewayId: In([...ids]), hour: MoreThan(hourOf(clock.now()) - HOURS_KEPT) },
          order: { hour: "ASC" },
        });
        return ids.map((id) => rows.filter(({ gatewayId }) => gatewayId === id));
      },
      { cache: false },
    ),
);

@Resolver(() => Gateway)
export class GatewayHoursResolver {
  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [GatewayHourView], {
    complexity: 50,
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
    const from = hourOf(context.clock.now()) - wanted;
    const rows = await context.loader(hoursOf).load(gateway.id);
    return rows.filter(({ hour }) => hour > from).map(viewOf);
  }
}

function viewOf({ hour, mostLagMs, looks, looksAway }: GatewayHour): GatewayHourView {
  return newInstance(GatewayHourView, {
    at: new Date(hour * HOUR_MS),
    mostLagSeconds: mostLagMs / 1_000,
    looks,
    looksAway,
  });
}
