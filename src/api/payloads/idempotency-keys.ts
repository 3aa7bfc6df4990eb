import {
  defaultFieldResolver,
  type GraphQLField,
  GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  isScalarType,
} from "graphql";
import type { NodeFinders, RepeatedBy, RequestContext } from "../../graphql/index.js";
import { ownValue } from "../../kernel/index.js";
import { type CallUnderKey, onceUnderKey } from "./once-under-key.js";

type Mutation = GraphQLField<unknown, RequestContext>;

const KEY = "idempotencyKey";

/**
 * Lets every mutation whose answer can be given again take a key of the caller's choosing; batches have theirs in their
 * input. Where a secret was shown, the repeated call names what was made and shows it no more. Left out are sign-ins and
 * what follows from them.
 */
export function takeIdempotencyKeys(schema: GraphQLSchema, finders: NodeFinders): void {
  for (const mutation of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (hasKey(mutation) || !(canBeRepeated(mutation, finders) || repeatedByOf(mutation) !== undefined)) continue;
    mutation.args = [...mutation.args, keyArgument()];
    guard(mutation, finders);
  }
}

function hasKey({ args }: Mutation): boolean {
  return args.some(({ type }) => {
    const named = getNamedType(type);
    return isInputObjectType(named) && Object.hasOwn(named.getFields(), KEY);
  });
}

function repeatedByOf({ extensions }: Mutation): RepeatedBy | undefined {
  return extensions.repeatedBy as RepeatedBy | undefined;
}

/** Nodes are found again, and what is neither a node nor a text is small and no secret. */
function canBeRepeated({ type }: Mutation, finders: NodeFinders): boolean {
  const named = getNamedType(type);
  if (isObjectType(named)) return Object.hasOwn(finders, named.name);
  return isScalarType(named) && named.name !== "String" && !isListType(getNullableType(type));
}

function keyArgument(): Mutation["args"][number] {
  const description =
    "Of your choosing, up to 128 characters: a call that is repeated with the same key and arguments is done once, and answered again.";
  const [argument] =
    new GraphQLObjectType({
      name: "Keyed",
      fields: { keyed: { type: GraphQLString, args: { [KEY]: { type: GraphQLString, description } } } },
    }).getFields().keyed?.args ?? [];
  if (argument === undefined) throw new TypeError("a field without its argument");
  return argument;
}

function guard(mutation: Mutation, finders: NodeFinders): void {
  const kind = getNamedType(mutation.type).name;
  const find = ownValue(finders, kind);
  const { resolve = defaultFieldResolver, name } = mutation;
  mutation.resolve = (root, { [KEY]: key, ...given }, context, info) => {
    const work = () => resolve(root, given, context, info);
    if (key === undefined || key === null) return work();
    const repeatedBy = repeatedByOf(mutation) ?? "ROWS";
    const under: CallUnderKey = { key, operation: name, given, context, kind, find, finders, repeatedBy };
    return onceUnderKey(under, async () => work());
  };
}
