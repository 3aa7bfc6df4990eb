import { Field, InputType, registerEnumType } from "type-graphql";
import { badInput } from "../kernel/index.js";
import { DateTimeScalar } from "./scalars.js";
import { Selects } from "./selection.input.js";

export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}

registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "ASC from the smallest or oldest, DESC from the largest or latest; rows that are equal follow by age.",
  valuesConfig: {
    ASC: { description: "The smallest, the first of the alphabet or the oldest first" },
    DESC: { description: "The other way round" },
  },
});

export interface Order<Column extends string> {
  readonly field: Column;
  readonly direction: OrderDirection;
}

/** The input type `<Name>Order` over the columns that a list can be sorted by; call once per list at module level. */
export function orderType<Column extends string>(name: string, columns: Readonly<Record<string, Column>>) {
  registerEnumType(columns, { name: `${name}OrderField` });

  @InputType(`${name}Order`)
  class OrderInput implements Order<Column> {
    @Field(() => columns)
    field: Column;

    @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
    direction: OrderDirection;
  }

  return OrderInput;
}

/** The one order that was asked for, or null. Throws BAD_USER_INPUT for several: no index holds those. */
export function orderOf<Column extends string>(orderBy?: readonly Order<Column>[] | null): Order<Column> | null {
  const [order, ...others] = orderBy ?? [];
  if (others.length > 0)
    throw badInput("EXACTLY_ONE_WANTED", "orderBy", "A list has one order", "one entry; equal rows follow by age");
  return order ?? null;
}

@Selects()
@InputType({ description: "A stretch of time, or all time before or after a moment." })
export class TimeRange {
  @Field(() => DateTimeScalar, { nullable: true, description: "At that moment or later" })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Before that moment" })
  to?: Date | null;
}
