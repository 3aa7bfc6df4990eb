import type { GraphQLObjectType } from "graphql";
import { type NodeFinders, parseGlobalId, type RequestContext, readGlobalId } from "../../graphql/index.js";
import { type DomainError, ownValue } from "../../kernel/index.js";

type Arguments = Readonly<Record<string, unknown>>;

/** What a call was about that changes nothing, by the id that the refusal or the arguments name. */
export type ThingFinder = (error: DomainError, given: Arguments, context: RequestContext) => Promise<object | null>;

/** Finds nodes of the type that a mutation returns. Who may see them is asked when they enter the answer. */
export function thingFinder({ name }: GraphQLObjectType, finders: NodeFinders): ThingFinder {
  const find = ownValue(finders, name);
  return async (error, given, context) => {
    if (find === undefined) return null;
    const named = error.existing ?? given.id;
    const ids = idsIn(named === undefined ? given : { named }, name);
    const [id] = ids;
    // Which of several was meant the arguments do not say.
    return id === undefined || ids.length > 1 ? null : find(context, id);
  };
}

/** UUIDs of this kind among the arguments and the fields of an input. */
function idsIn(given: Arguments, kind: string): string[] {
  return Object.values(given).flatMap((value) => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return idsIn(value as Arguments, kind);
    const parsed = typeof value === "string" ? parseGlobalId(readGlobalId(value)) : null;
    return parsed?.kind === kind ? [parsed.id] : [];
  });
}
