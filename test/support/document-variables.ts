import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
} from "graphql";

/** The longest page that a list gives. */
const LONGEST_PAGE = 200;
const SCALARS: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: LONGEST_PAGE,
  Float: 1,
  DateTime: "2027-01-01T00:00:00Z",
};

/** A value for each variable of a document, of numbers the longest page: what it costs at most, but for lists handed in. */
export function variablesOf(schema: GraphQLSchema, document: DocumentNode): Record<string, unknown> {
  const definitions = document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? (each.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    definitions.map(({ variable, type }) => [
      variable.name.value,
      sampleOf(typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]) as GraphQLInputType),
    ]),
  );
}

/** Any that the type takes, of numbers the longest page; of an input's fields those that it must have. */
function sampleOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (!isInputObjectType(nullable)) return SCALARS[nullable.name] ?? "1";
  const fields = Object.values(nullable.getFields());
  return Object.fromEntries(
    fields.filter((each) => isNonNullType(each.type)).map((each) => [each.name, sampleOf(each.type)]),
  );
}
