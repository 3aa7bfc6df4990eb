import type { ApolloServerPlugin } from "@apollo/server";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import {
  type ComplexityEstimator,
  fieldExtensionsEstimator,
  getComplexity,
  simpleEstimator,
} from "graphql-query-complexity";
import { USUAL_PAGE } from "../database/index.js";
import type { RequestContext } from "../graphql/index.js";
import { DomainError, type ReasonOf } from "../kernel/index.js";
import { introspectionPrice } from "./introspection-limit.js";

/** Lexical tokens of one document. */
export const MAX_TOKENS = 2_000;
/** Nesting of selections; the deepest a console screen needs is 9, introspection takes 13. */
export const MAX_SELECTION_DEPTH = 15;
/** Fields that one call may resolve at most, lists counted by the page they ask for. */
export const MAX_SELECTED_FIELDS = 25_000;

// What is dear whatever it returns says so itself: a walk over all that was observed, sums over a year.
const weightEstimator = fieldExtensionsEstimator();

// A list costs its page times what is asked of each row.
const pageEstimator: ComplexityEstimator = ({ args, childComplexity, field }) => {
  if (!("first" in args) && !("last" in args) && !getNamedType(field.type).name.endsWith("Connection"))
    return undefined;
  const size = [args.first, args.last].find((given) => typeof given === "number") ?? USUAL_PAGE;
  return 1 + Math.max(size, 1) * Math.max(childComplexity, 1);
};

// A list without pages is as long as what the caller hands in: the answer to a batch has an entry for each of its items.
const batchEstimator: ComplexityEstimator = ({ args, childComplexity, field }) =>
  isList(field.type) ? 1 + Math.max(longestListIn(args), 1) * childComplexity : undefined;

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

function longestListIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Math.max(0, ...Object.values(value).map(longestListIn));
}

/** Refuses, before anything is resolved, a query that is too deep or asks for too much at once. */
export function assertWithinLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  operationName?: string,
): void {
  costOf(schema, document, variables, operationName);
}

/** What a call can cost at most. */
export interface DocumentCost {
  /** Fields that it could resolve, dear ones by their weight. */
  readonly requested: number;
  /** The weights alone, which are spent whatever comes back. */
  readonly dear: number;
}

/** The cost of a call within the limits; throws like `assertWithinLimits` for any other. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  operationName?: string,
): DocumentCost {
  const size = sizeOf(variables, operationName);
  const known = costsWithin.get(document)?.get(size);
  if (known !== undefined) return known;
  if (depthOf(document) > MAX_SELECTION_DEPTH) {
    throw tooComplex(`The query is nested more than ${MAX_SELECTION_DEPTH} levels deep`);
  }
  const fields = complexityOf(schema, { query: document, variables, operationName, estimators: FIELDS });
  if (fields > MAX_SELECTED_FIELDS) {
    throw tooComplex(
      `The query asks for up to ${fields} fields; ${MAX_SELECTED_FIELDS} is the most: ask for smaller pages`,
    );
  }
  const cost = {
    requested: fields,
    dear: complexityOf(schema, { query: document, variables, operationName, estimators: WEIGHTS }),
  };
  remember(document, size, cost);
  return cost;
}

const FIELDS = [weightEstimator, pageEstimator, batchEstimator, simpleEstimator({ defaultComplexity: 1 })];
/** As if every list had one row, and no other field cost anything. */
const WEIGHTS = [weightEstimator, simpleEstimator({ defaultComplexity: 0 })];

/** Costs that were found to be within the limits, by document and size: clients send the same few again and again. */
const costsWithin = new WeakMap<DocumentNode, Map<string, DocumentCost>>();
const MAX_SIZES = 100;
const MAX_LIST_SIZE = 1_000;

function remember(document: DocumentNode, size: string, cost: DocumentCost): void {
  const known = costsWithin.get(document);
  if (size.length > MAX_LIST_SIZE) return;
  if (known === undefined || known.size >= MAX_SIZES) costsWithin.set(document, new Map([[size, cost]]));
  else known.set(size, cost);
}

/**
 * The variables as far as the count of fields depends on them: numbers, lengths of lists, what is absent, and not what
 * any text says. Texts that do not fit their type do not get past the execution either, which refuses the whole call.
 */
function sizeOf(variables: Record<string, unknown>, operationName = ""): string {
  const withoutTexts = (_key: string, value: unknown) => {
    if (Array.isArray(value)) return value.length;
    return typeof value === "string" ? "" : value;
  };
  return `${operationName} ${JSON.stringify(variables, withoutTexts)}`;
}

interface MeasuredQuery {
  readonly query: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
  readonly estimators: ComplexityEstimator[];
}

function complexityOf(schema: GraphQLSchema, { query, variables, operationName, estimators }: MeasuredQuery): number {
  try {
    return getComplexity({ schema, query, variables, operationName, estimators });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // Arguments that do not fit cannot be counted with, and an execution would refuse their fields only and resolve
    // all others: so the whole call is refused, in the words of the execution.
    throw new GraphQLError(error.message, { nodes: error.nodes, extensions: { http: { status: 400 } } });
  }
}

/**
 * The limits of every call. What the API consists of is told at most once a call, and where `introspection` says so only
 * to callers who are signed in.
 */
export function queryLimits(
  schema: GraphQLSchema,
  introspection: "everyone" | "signed-in",
): ApolloServerPlugin<RequestContext> {
  const { price, most } = introspectionPrice(schema);
  return {
    async requestDidStart() {
      let priceOfIntrospection = 0;
      return {
        async didResolveOperation({ document, request, contextValue }) {
          priceOfIntrospection = price(document);
          if (priceOfIntrospection > 0 && introspection === "signed-in" && contextValue.actor.role === null) {
            throw refused("SIGN_IN_WANTED", "What the API consists of is told to callers who are signed in", 401);
          }
          if (priceOfIntrospection > most) throw tooComplex("The query asks for more than the whole schema once");
          assertWithinLimits(schema, document, request.variables ?? {}, request.operationName);
        },
      };
    },
  };
}

function refused(reason: ReasonOf, message: string, status: number): GraphQLError {
  return new GraphQLError(message, {
    originalError: new DomainError(reason, message),
    extensions: { http: { status } },
  });
}

function tooComplex(message: string): GraphQLError {
  return refused("TOO_COMPLEX", message, 400);
}

function depthOf(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  );
  const known = new Map<string, number>();
  const depthOfSet = (set: SelectionSetNode | undefined): number =>
    set === undefined
      ? 0
      : Math.max(
          0,
          ...set.selections.map((selection) => {
            if (selection.kind === Kind.FIELD) return 1 + depthOfSet(selection.selectionSet);
            if (selection.kind === Kind.INLINE_FRAGMENT) return depthOfSet(selection.selectionSet);
            return depthOfFragment(selection.name.value);
          }),
        );
  // Cyclic fragments were refused by validation; remembering depths keeps reused fragments from costing exponentially.
  const depthOfFragment = (name: string): number => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    known.set(name, 0);
    const depth = depthOfSet(fragments.get(name));
    known.set(name, depth);
    return depth;
  };
  return Math.max(
    0,
    ...document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? depthOfSet(definition.selectionSet) : 0,
    ),
  );
}
