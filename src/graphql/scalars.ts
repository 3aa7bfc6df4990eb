import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTime } from "graphql-scalars";

function wholeNumber(name: string, description: string): GraphQLScalarType<number, number> {
  function parse(value: unknown): number {
    const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 0) {
      throw new GraphQLError(`A ${name.toLowerCase()} is a whole number from 0 on`);
    }
    return number;
  }
  return new GraphQLScalarType<number, number>({
    name,
    description,
    serialize: parse,
    parseValue: parse,
    parseLiteral(node) {
      if (node.kind !== Kind.INT && node.kind !== Kind.STRING) {
        throw new GraphQLError(`A ${name.toLowerCase()} is a whole number`);
      }
      return parse(node.value);
    },
  });
}

/** The number of a committed change; a JSON number, whole and below 2^53. */
export const RevisionScalar = wholeNumber(
  "Revision",
  "Number of a committed change: whole, from 0, growing by one a change without gaps.",
);

/** The place of an event in the audit trail; a JSON number, whole and below 2^53. */
export const SequenceScalar = wholeNumber(
  "Sequence",
  "Place of a change among all of the platform, in the order of their commits. One scope sees some of the numbers.",
);

/** RFC 3339 date and time, UTC, milliseconds; named `DateTime` in the schema. */
export const DateTimeScalar = GraphQLDateTime;
