import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";

/** How many entries each list of the introspection has, in this schema. */
interface ListLengths {
  /** Over all types: what `__schema { types { … } }` meets. */
  readonly mean: ReadonlyMap<string, number>;
  /** Of the largest: what a single type may have. */
  readonly most: ReadonlyMap<string, number>;
}

/** What the parts of a query that ask what the API consists of return; 0 for a query that asks nothing of it. */
export type IntrospectionPrice = (document: DocumentNode) => number;

/**
 * Prices introspection by what it returns: each list counts by its length in this schema. The second figure is the most
 * that one request may ask for: the whole schema once, as tools do, and a tenth more.
 */
export function introspectionPrice(schema: GraphQLSchema): { price: IntrospectionPrice; most: number } {
  const lengths = lengthsIn(schema);
  // Clients send the same few documents again and again.
  const known = new WeakMap<DocumentNode, number>();
  const price = (document: DocumentNode) => {
    const priced = known.get(document) ?? priceOf(document, lengths);
    known.set(document, priced);
    return priced;
  };
  const whole = getIntrospectionQuery({
    descriptions: true,
    schemaDescription: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  return { price, most: Math.ceil(1.1 * price(parse(whole))) };
}

function lengthsIn(schema: GraphQLSchema): ListLengths {
  const types = Object.values(schema.getTypeMap());
  const fields = types.map((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const lists: readonly (readonly [string, readonly number[]])[] = [
    ["fields", fields.map((each) => each.length)],
    ["args", fields.flat().map(({ args }) => args.length)],
    ["inputFields", types.map((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0))],
    ["enumValues", types.map((type) => (isEnumType(type) ? type.getValues().length : 0))],
    [
      "interfaces",
      types.map((type) => (isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().length : 0)),
    ],
    ["possibleTypes", types.map((type) => (isInterfaceType(type) ? schema.getPossibleTypes(type).length : 0))],
  ];
  const whole: [string, number][] = [
    ["types", types.length],
    ["directives", schema.getDirectives().length],
  ];
  const mean = ([name, sizes]: readonly [string, readonly number[]]): [string, number] => [
    name,
    sizes.reduce((sum, size) => sum + size, 0) / Math.max(sizes.length, 1),
  ];
  const most = ([name, sizes]: readonly [string, readonly number[]]): [string, number] => [name, Math.max(0, ...sizes)];
  return { mean: new Map([...whole, ...lists.map(mean)]), most: new Map([...whole, ...lists.map(most)]) };
}

/** Where a selection stands: before any introspection, in a list of all types, or in single types reached from there. */
type Place = "outside" | "mean" | "most";

/** Fields that lead from a list of all types to single ones, of which the largest may be met again and again. */
const TO_SINGLE_TYPES = new Set(["__type", "type", "ofType", "queryType", "mutationType", "subscriptionType"]);

function priceOf(document: DocumentNode, lengths: ListLengths): number {
  const fragments = new Map(
    document.definitions.flatMap((definition): [string, FragmentDefinitionNode][] =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const known = new Map<string, number>();

  const ofSet = (set: SelectionSetNode | undefined, place: Place): number => {
    let sum = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) sum += ofSet(selection.selectionSet, place);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(selection.name.value, place);
      else {
        const name = selection.name.value;
        const inside = placeIn(name, place);
        const children = ofSet(selection.selectionSet, inside);
        const isOne = inside === "outside" || place === "outside";
        sum += inside === "outside" ? children : (isOne ? 1 : (lengths[place].get(name) ?? 1)) * (1 + children);
      }
    }
    return sum;
  };
  // Cyclic fragments were refused by validation; what is remembered keeps reused ones from costing exponentially.
  const ofFragment = (name: string, place: Place): number => {
    const key = `${place} ${name}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    known.set(key, 0);
    const price = ofSet(fragments.get(name)?.selectionSet, place);
    known.set(key, price);
    return price;
  };

  return document.definitions.reduce(
    (sum, definition) =>
      sum + (definition.kind === Kind.OPERATION_DEFINITION ? ofSet(definition.selectionSet, "outside") : 0),
    0,
  );
}

function placeIn(name: string, place: Place): Place {
  if (place === "outside") return name === "__schema" ? "mean" : name === "__type" ? "most" : "outside";
  return TO_SINGLE_TYPES.has(name) ? "most" : place;
}
