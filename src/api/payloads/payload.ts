import type { GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { type Commits, notingCommits } from "../../database/index.js";
import { revisionOf } from "../../feed/index.js";
import type { RequestContext } from "../../graphql/index.js";
import { DomainError } from "../../kernel/index.js";
import { type PublicProblem, publicProblems } from "../public-problem.js";
import { isForeseeable } from "./foreseeable.js";
import { selectsErrors } from "./selects-errors.js";

/** What a mutation answers: what it was about, or why nothing was done. */
export interface Payload {
  readonly thing: object | null;
  readonly errors: readonly PublicProblem[];
  /** Of the feed; null where copies learn nothing. */
  readonly revision: number | null;
  readonly wasRepeated: boolean;
}

/** Runs a mutation. Refusals are part of the payload where the caller reads `errors`, and thrown where not. */
export async function payloadOf(
  work: () => unknown,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Payload> {
  const commits: Commits = [];
  try {
    const thing = (await notingCommits(commits, async () => work())) as object;
    return { thing, errors: [], ...committed(commits) };
  } catch (error) {
    if (!(error instanceof DomainError) || !isForeseeable(error.reason) || !selectsErrors(info)) throw error;
    if (error.cause !== undefined) context.log.warn({ err: error.cause, code: error.code }, error.message);
    return { thing: null, errors: publicProblems(error), ...committed(commits) };
  }
}

function committed(commits: Commits): Pick<Payload, "revision" | "wasRepeated"> {
  const revisions = commits.flatMap((tx) => revisionOf(tx) ?? []);
  return {
    revision: revisions.length === 0 ? null : Math.max(...revisions),
    wasRepeated: commits.some((tx) => tx.wasRepeated),
  };
}

/** The thing, seen by whoever calls: asked as when the executor enters an object. Null where there is none. */
export async function enteredThing(
  { thing }: Payload,
  type: GraphQLObjectType,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  if (thing !== null) await type.isTypeOf?.(thing, context, info);
  return thing;
}
