import { type GraphQLField, type GraphQLSchema, isNonNullType } from "graphql";

/**
 * What gateways ask, each alone in its document: they act on the answer at once, and a null must never be taken for one.
 * A failure is the whole answer's.
 */
const NEVER_NULL: ReadonlySet<string> = new Set([
  "authorizeSender",
  "authorizeSenders",
  "changes",
  "gatewaysAt",
  "platformRevision",
  "replicaChecksums",
]);

/**
 * Lets every query at the top be null where it fails, so that the others of the same document are answered all the same.
 * What the caller may not see is refused as it was: a root that is null without an error says so itself.
 */
export function makeRootsNullable(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (!isNonNullType(field.type) || NEVER_NULL.has(field.name)) continue;
    field.type = field.type.ofType;
    field.extensions = { ...field.extensions, [NULL_ON_FAILURE]: true };
  }
}

const NULL_ON_FAILURE = "isNullOnFailure";

/** Whether it is null only together with an error that says why. */
export function isNullOnFailure({ extensions }: Pick<GraphQLField<unknown, unknown>, "extensions">): boolean {
  return extensions[NULL_ON_FAILURE] === true;
}
