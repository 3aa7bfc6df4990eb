import {
  defaultFieldResolver,
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  getNullableType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { besideOf, type NodeFinders, type RequestContext, RevisionScalar } from "../../graphql/index.js";
import { type DomainError, ownValue } from "../../kernel/index.js";
import { nothingOf } from "./nothing-of.js";
import { enteredThing, type Payload, payloadOf } from "./payload.js";
import { addProblems, problemTypes } from "./problem-types.js";
import { type ThingFinder, thingFinder } from "./thing-finder.js";

type Mutation = GraphQLField<unknown, RequestContext>;
type PayloadFields = GraphQLFieldConfigMap<Payload, RequestContext>;

/** In the extensions of an object type that is made for the answers of mutations alone (`@PayloadType`). */
export function isPayloadType(type: GraphQLObjectType): boolean {
  return type.extensions.isPayload === true;
}

/**
 * Gives every mutation that returns an object a payload: the object, nullable, with `errors`, `revision` and
 * `wasRepeated` beside it. The object's own fields stay where they were, deprecated, so that documents written before are
 * as valid as they were and have refusals thrown as ever. Types that are payloads already get the three fields themselves.
 */
export function addPayloads(schema: GraphQLSchema, nodeFinders: NodeFinders): GraphQLSchema {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const { problem, types } = problemTypes(schema);
  addProblems(schema, problem);
  const parts = { fields: payloadFields(problem), shared: payloadInterface(problem) };
  const replaced = new Map<GraphQLNamedType, GraphQLObjectType>();
  for (const mutation of mutations) {
    const type = getNullableType(mutation.type);
    if (!isObjectType(type)) continue;
    if (isPayloadType(type)) {
      const replacement = replaced.get(type) ?? extended(type, parts);
      replaced.set(type, replacement);
      mutation.type = new GraphQLNonNull(replacement);
      answerWith(
        mutation,
        async () => null,
        (payload) => ({ ...(payload.thing ?? nothingOf(type)), ...ownParts(payload) }),
      );
    } else {
      mutation.type = new GraphQLNonNull(
        payloadType(mutation, type, { ...parts, beside: besideFields(schema, mutation) }),
      );
      answerWith(mutation, thingFinder(type, nodeFinders), (payload) => payload);
    }
  }
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, types: [...config.types.filter((type) => !replaced.has(type)), ...types] });
}

function answerWith(mutation: Mutation, find: ThingFinder, shape: (payload: Payload) => unknown): void {
  const { resolve = defaultFieldResolver } = mutation;
  mutation.resolve = async (root, given, context, info) => {
    const findThing = (error: DomainError) => find(error, given, context);
    return shape(await payloadOf(() => resolve(root, given, context, info), { context, info, findThing }));
  };
}

function payloadType(
  mutation: Mutation,
  type: GraphQLObjectType,
  { fields, shared, beside = {} }: PayloadParts,
): GraphQLObjectType {
  const thing = `${type.name.charAt(0).toLowerCase()}${type.name.slice(1)}`;
  const own = Object.fromEntries(
    // Its own errors are no errors of the call.
    Object.values(type.getFields())
      .filter(({ name }) => name !== "errors")
      .map((field) => [field.name, deprecatedField(field, type, thing)]),
  );
  if (Object.hasOwn(own, thing)) throw new Error(`${type.name}.${thing} stands where ${mutation.name} would put it`);
  return new GraphQLObjectType<Payload, RequestContext>({
    name: `${mutation.name.charAt(0).toUpperCase()}${mutation.name.slice(1)}Payload`,
    description: `What \`${mutation.name}\` has done, or why nothing was done.`,
    // What the object itself calls by such a name stays what it was.
    interfaces: Object.hasOwn(own, "revision") ? [] : [shared],
    fields: {
      ...fields,
      ...own,
      ...beside,
      [thing]: {
        type,
        description: "What it was done to, or what it made, as it is now; null where nothing was done",
        resolve: (payload: Payload) => payload.thing,
      },
    },
    extensions: { visibleTo: ["WITH_PARENT"] },
  });
}

/** What all payloads have. */
interface PayloadParts {
  readonly fields: PayloadFields;
  readonly shared: GraphQLInterfaceType;
  /** Of this mutation alone. */
  readonly beside?: PayloadFields;
}

/** What the mutation says besides its object (`@AnswersBeside`); null where it says nothing. */
function besideFields(schema: GraphQLSchema, mutation: Mutation): PayloadFields {
  const beside = (mutation.extensions.beside ?? {}) as Readonly<Record<string, string>>;
  return Object.fromEntries(
    Object.entries(beside).map(([name, typeName]) => {
      const type = schema.getType(typeName);
      if (!isObjectType(type)) throw new Error(`${mutation.name} answers ${typeName}, which is no object type`);
      return [
        name,
        {
          type,
          description: type.description,
          resolve: ({ thing }: Payload) => ownValue(besideOf(thing), name) ?? null,
        },
      ];
    }),
  );
}

function payloadInterface(problem: GraphQLInterfaceType): GraphQLInterfaceType {
  return new GraphQLInterfaceType({
    name: "Payload",
    description: "What every mutation answers besides what it was about.",
    fields: payloadFields(problem),
  });
}

function payloadFields(problem: GraphQLInterfaceType): PayloadFields {
  return {
    errors: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(problem))),
      description: "Why nothing was done. Where it is selected, refusals stand here and are not thrown.",
    },
    revision: {
      type: RevisionScalar,
      description: "Of the change, for `gatewaysAt`; null where gateways learn nothing.",
    },
    wasRepeated: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: "It was so already: nothing was done now.",
    },
  };
}

function deprecatedField(
  field: GraphQLField<unknown, RequestContext>,
  type: GraphQLObjectType,
  thing: string,
): GraphQLFieldConfig<Payload, RequestContext> {
  const { resolve = defaultFieldResolver, args, extensions } = field;
  return {
    type: isNonNullType(field.type) ? field.type.ofType : field.type,
    args: Object.fromEntries(args.map(({ name, ...arg }) => [name, arg])),
    description: field.description,
    deprecationReason: `Select it below \`${thing}\`.`,
    extensions: { complexity: extensions.complexity },
    resolve: async (payload, given, context, info) => {
      const entered = await enteredThing(payload, type, context, info);
      return entered === null ? null : resolve(entered, given, context, info);
    },
  };
}

/** The same type with the three fields, where it has none of that name. */
function extended(type: GraphQLObjectType, { fields, shared }: PayloadParts): GraphQLObjectType {
  const config = type.toConfig();
  return new GraphQLObjectType({ ...config, interfaces: [shared], fields: { ...fields, ...config.fields } });
}

/** Its own parts beside those of the type, whose `wasRepeated` knows of its key. */
function ownParts({ thing, errors, revision, wasRepeated }: Payload): Partial<Payload> {
  const own = thing as { readonly wasRepeated?: boolean } | null;
  return { errors, revision, wasRepeated: own?.wasRepeated ?? wasRepeated };
}
