import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTime } from "graphql-scalars";

function parseRevision(value: unknown): number {
  const revision = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof revision !== "number" || !Number.isSafeInteger(revision) || revision < 0) {
    throw new GraphQLError("A revision is a whole number from 0 on");
  }
  return revision;
}

/** The number of a committed change; a JSON number, whole and below 2^53. */
export const RevisionScalar = new GraphQLScalarType<number, number>({
  name: "Revision",
  description: "Number of a committed change: whole, from 0, growing by one a change without gaps.",
  serialize: parseRevision,
  parseValue: parseRevision,
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT && node.kind !== Kind.STRING) throw new GraphQLError("A revision is a whole number");
    return parseRevision(node.value);
  },
});

/** RFC 3339 date and time, UTC, milliseconds; named `DateTime` in the schema. */
export const DateTimeScalar = GraphQLDateTime;
