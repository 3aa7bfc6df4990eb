import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from "graphql";

/** One way in which a list can be asked: its arguments as they stand in a document, without those of its page. */
export interface ListQuestion {
  readonly list: string;
  /** Words for a table: `state: PENDING`, or nothing. */
  readonly filter: string;
  readonly order: string;
  readonly argumentsText: string;
}

/** What is put for a filter that is no enum and no Boolean: a text as it stands in a document, one for each way of asking. */
export type FilterSamples = Readonly<Record<string, readonly string[]>>;

const PAGE_ARGUMENTS = new Set(["first", "last", "after", "before"]);
const NO_CHOICE = { words: "", text: "" };

interface Choice {
  readonly words: string;
  readonly text: string;
}

/**
 * Every root list of the schema in each of its orders, with each of its filters: the enums with each of their values, the
 * rest with its samples. Throws for a filter without a sample, so that a new one is not forgotten.
 */
export function listQuestions(schema: GraphQLSchema, samples: FilterSamples): ListQuestion[] {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {});
  return lists
    .filter(({ type }) => getNamedType(type).name.endsWith("Connection"))
    .flatMap(({ name, args }) => {
      const asked = args.filter((argument) => !PAGE_ARGUMENTS.has(argument.name));
      const orders = asked.filter((argument) => argument.name === "orderBy").flatMap(ordersOf);
      const filters = asked
        .filter((argument) => argument.name !== "orderBy")
        .flatMap((argument) => filtersOf(name, argument, samples));
      return [NO_CHOICE, ...filters].flatMap((filter) =>
        [NO_CHOICE, ...orders].map((order) => ({
          list: name,
          filter: filter.words,
          order: order.words,
          argumentsText: [filter.text, order.text].filter(Boolean).join(", "),
        })),
      );
    });
}

function ordersOf({ type }: GraphQLArgument): Choice[] {
  const order = getNamedType(type);
  const field = isInputObjectType(order) ? order.getFields().field : undefined;
  const fieldType = field && getNamedType(field.type);
  if (!isEnumType(fieldType)) throw new Error(`${order.name} has no enum of fields`);
  return fieldType.getValues().flatMap(({ name }) =>
    ["ASC", "DESC"].map((direction) => ({
      words: `${name} ${direction}`,
      text: `orderBy: { field: ${name}, direction: ${direction} }`,
    })),
  );
}

function filtersOf(list: string, { name, type }: GraphQLArgument, samples: FilterSamples): Choice[] {
  const input = getNamedType(type);
  // A scope is one input with several names for one thing; a filter is several that can be left out.
  if (!isInputObjectType(input) || samples[`${list}.${name}`] !== undefined) {
    return valuesOf(`${list}.${name}`, type, samples).map((value) => choiceOf(name, value));
  }
  return Object.values(input.getFields()).flatMap((field) =>
    valuesOf(`${list}.${field.name}`, field.type, samples).map((value) => ({
      words: `${field.name}: ${value}`,
      text: `${name}: { ${field.name}: ${value} }`,
    })),
  );
}

const choiceOf = (name: string, value: string): Choice => ({
  words: `${name}: ${value}`,
  text: `${name}: ${value}`,
});

function valuesOf(place: string, type: GraphQLInputType, samples: FilterSamples): readonly string[] {
  const given = samples[place];
  if (given !== undefined) return given;
  const named = getNamedType(type);
  if (named.name === "Boolean") return ["true", "false"];
  if (!isEnumType(named)) throw new Error(`bench/lists.ts has no sample for ${place}`);
  const names = named.getValues().map(({ name }) => name);
  if (!isListType(getNullableType(type))) return names;
  // Two that are far from each other in every index.
  return [`[${names[0]}, ${names.at(-1)}]`];
}
