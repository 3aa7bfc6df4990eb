import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { required } from "../../src/kernel/index.js";

/**
 * A selection of everything below a type: each object type once on every way down, connections with their edges and
 * cursors, interfaces with all their types. Empty for a type without fields. Tells `onField` of each field it asks for.
 */
export function wholeSelection(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  onField: (name: string) => void = () => {},
  above: readonly string[] = [],
): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return "";
  if (isInterfaceType(named)) {
    const parts = schema
      .getPossibleTypes(named)
      .map((each) => `... on ${each.name} ${wholeSelection(schema, each, onField, above)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  if (!isObjectType(named)) return "{ __typename }";
  // A payload stands for the object that its deprecated fields are of.
  const objects = Object.values(named.getFields()).flatMap((field) => objectBeside(named, field)?.name ?? []);
  const way = [...above, named.name, ...new Set(objects)];
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (needsArguments(field)) return [];
    if (isBesideDeprecated(named, field)) {
      onField(`${named.name}.${field.name}`);
      return [];
    }
    // Of what stands above already, only which one it is.
    const isAbove = way.includes(below.name);
    if (isAbove && !(isObjectType(below) && "id" in below.getFields())) return [];
    const inner = isAbove ? "{ id }" : wholeSelection(schema, field.type, onField, way);
    onField(`${named.name}.${field.name}`);
    const deprecatedFor = objectBeside(named, field);
    if (deprecatedFor !== undefined) onField(`${deprecatedFor.name}.${field.name}`);
    // Fields of one name and different types cannot stand side by side in an interface.
    return [above.length === 0 ? `${named.name}_${field.name}: ${field.name} ${inner}` : `${field.name} ${inner}`];
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/** What stands down to two objects below a type: a connection with its edges and their nodes' own words. */
export function nearSelection(schema: GraphQLSchema, type: GraphQLOutputType, depth = 2): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return "";
  if (isInterfaceType(named)) {
    const parts = schema
      .getPossibleTypes(named)
      .map((each) => `... on ${each.name} ${nearSelection(schema, each, depth)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  if (!isObjectType(named)) return "{ __typename }";
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const isTooDeep = depth === 0 && isCompositeType(getNamedType(field.type));
    if (needsArguments(field) || isBesideDeprecated(named, field) || isTooDeep) return [];
    // Fields of one name and different types cannot stand side by side in an interface.
    return [`${named.name}_${field.name}: ${field.name} ${nearSelection(schema, field.type, depth - 1)}`];
  });
  return `{ __typename ${fields.join(" ")} }`;
}

/**
 * Of a payload: `errors`, with which refusals are not thrown, and the object that the deprecated fields beside it are of.
 * Those are what is selected; below the object stands the same again (payloads.test.ts).
 */
function isBesideDeprecated(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  const below = getNamedType(field.type).name;
  if (below === "Problem") return true;
  if (field.deprecationReason) return false;
  return Object.values(type.getFields()).some((each) => objectBeside(type, each)?.name === below);
}

/** The type whose field a deprecated one of a payload is. */
function objectBeside(type: GraphQLObjectType, { deprecationReason }: GraphQLField<unknown, unknown>) {
  const name = /^Select it below `(\w+)`\.$/.exec(deprecationReason ?? "")?.[1];
  return name === undefined ? undefined : getNamedType(required(type.getFields()[name]).type);
}

function needsArguments({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
}
