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
import type { NodeFinders, RequestContext } from "../../graphql/index.js";
import { ownValue } from "../../kernel/index.js";
import { onceUnderKey } from "./once-under-key.js";

type Mutation = GraphQLField<unknown, RequestContext>;

const KEY = "idempotencyKey";

/**
 * Lets every mutation whose answer can be given again take a key of the caller's choosing; batches have theirs in their
 * input. Left out are those that answer with a secret or a credential, which is shown once.
 */
export function takeIdempotencyKeys(schema: GraphQLSchema, finders: NodeFinders): void {
  for (const mutation of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (hasKey(mutation) || !canBeRepeated(mutation, finders)) continue;
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
    return onceUnderKey({ key, operation: name, given, context, kind, find }, async () => work());
  };
}
