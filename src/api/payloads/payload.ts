import type { GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { type Commits, notingCommits } from "../../database/index.js";
import { revisionOf } from "../../feed/index.js";
import { type RequestContext, selectsField } from "../../graphql/index.js";
import { DomainError } from "../../kernel/index.js";
import { type PublicProblem, publicProblems } from "../public-problem.js";
import { isForeseeable } from "./foreseeable.js";

/** What a mutation answers: what it was about, or why nothing was done. */
export interface Payload {
  readonly thing: object | null;
  readonly errors: readonly PublicProblem[];
  /** Of the feed; null where copies learn nothing. */
  readonly revision: number | null;
  readonly wasRepeated: boolean;
}

/** A call of a mutation. */
export interface MutationCall {
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
  /** What the caller meant, where a refusal says that it is so already; null where that cannot be told. */
  findThing(error: DomainError): Promise<object | null>;
}

/**
 * Runs a mutation. Refusals are part of the payload where the caller reads `errors`, and thrown where not; what is so
 * already is a success for whoever reads that or `wasRepeated`.
 */
export async function payloadOf(work: () => unknown, call: MutationCall): Promise<Payload> {
  const { context, info } = call;
  const commits: Commits = { transactions: [], wasRepeated: false };
  try {
    const thing = (await notingCommits(commits, async () => work())) as object;
    return { thing, errors: [], ...committed(commits) };
  } catch (error) {
    if (!(error instanceof DomainError) || !isForeseeable(error.reason)) throw error;
    const readsErrors = selectsField(["errors"], info);
    if (readsErrors && error.done !== undefined) return { thing: error.done, errors: [], ...committed(commits) };
    if (error.isSoAlready && (readsErrors || selectsField(["wasRepeated"], info))) {
      const thing = await call.findThing(error);
      if (thing !== null) return { thing, errors: [], revision: null, wasRepeated: true };
    }
    if (!readsErrors) throw error;
    if (error.cause !== undefined) context.log.warn({ err: error.cause, code: error.code }, error.message);
    return { thing: null, errors: publicProblems(error, context.language), ...committed(commits) };
  }
}

function committed({ transactions, wasRepeated }: Commits): Pick<Payload, "revision" | "wasRepeated"> {
  const revisions = transactions.flatMap((tx) => revisionOf(tx) ?? []);
  return {
    revision: revisions.length === 0 ? null : Math.max(...revisions),
    wasRepeated,
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
