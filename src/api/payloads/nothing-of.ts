import { type GraphQLObjectType, type GraphQLOutputType, isListType, isNonNullType, isScalarType } from "graphql";
import { ownValue } from "../../kernel/index.js";

/** Of a batch that was refused: no rows, none counted. Throws where a field could not say so. */
export function nothingOf(type: GraphQLObjectType): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.values(type.getFields()).map((field) => [field.name, emptyValue(`${type.name}.${field.name}`, field.type)]),
  );
}

function emptyValue(name: string, type: GraphQLOutputType): unknown {
  if (!isNonNullType(type)) return null;
  if (isListType(type.ofType)) return [];
  const empty = isScalarType(type.ofType) ? ownValue(EMPTY, type.ofType.name) : undefined;
  if (empty === undefined) throw new Error(`${name} has to be nullable: a payload may hold nothing`);
  return empty;
}

const EMPTY: Readonly<Record<string, unknown>> = { Int: 0, Float: 0, Boolean: false };
