import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLResolveInfo,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

export type InputPart = GraphQLArgument | GraphQLInputField;

/** One place in the arguments of a field: `input.filter.accountId` as the parts that lead there. */
export type InputPlace = readonly [InputPart, ...InputPart[]];

const SCALARS: Readonly<Record<string, unknown>> = {
  ID: "Account_01930000000070008000000000000001",
  String: "text",
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: "2026-01-01T00:00:00Z",
  Revision: 1,
  Sequence: 1,
  JSON: {},
};

/** A value that the type takes, with no more in it than it must have. */
export function sampleOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [sampleOf(nullable.ofType)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (!isInputObjectType(nullable)) return SCALARS[getNamedType(type).name];
  const required = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type)]));
}

/** Every place in these arguments, however deep. */
export function placesIn(parts: readonly InputPart[], above: readonly InputPart[] = []): InputPlace[] {
  return parts.flatMap((part) => {
    const place: InputPlace = [...above, part] as unknown as InputPlace;
    const named = getNamedType(part.type);
    const inner = isInputObjectType(named) && !above.some((each) => getNamedType(each.type) === named);
    return inner ? [place, ...placesIn(Object.values(named.getFields()), place)] : [place];
  });
}

/** How an error names the place; a list on the way is entered by its first entry. */
export function pathOf(place: InputPlace): string {
  return place
    .map(({ name, type }, index) =>
      index < place.length - 1 && isListType(getNullableType(type)) ? `${name}[0]` : name,
    )
    .join(".");
}

/** Valid arguments but for the value at that place. */
export function argumentsWith(parts: readonly InputPart[], place: InputPlace, value: unknown): Record<string, unknown> {
  const [part, ...deeper] = place;
  const required = parts.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, sampleOf(type)]);
  return { ...Object.fromEntries(required), [part.name]: valueAt(part, deeper, value) };
}

function valueAt(part: InputPart, deeper: readonly InputPart[], value: unknown): unknown {
  const [next, ...rest] = deeper;
  const named = getNamedType(part.type);
  if (next === undefined || !isInputObjectType(named)) return value;
  const inner = argumentsWith(Object.values(named.getFields()), [next, ...rest], value);
  return isListType(getNullableType(part.type)) ? [inner] : inner;
}

/** For a resolver that is called by itself: whoever reads no errors of a payload has them thrown. */
export const NOTHING_SELECTED = { fieldNodes: [], fragments: {}, variableValues: {} } as unknown as GraphQLResolveInfo;
