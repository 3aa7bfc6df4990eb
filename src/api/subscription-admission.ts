import { type ExecutionArgs, type GraphQLError, type GraphQLSchema, getOperationAST, parse, validate } from "graphql";
import { DomainError } from "../kernel/index.js";
import { assertWithinLimits, MAX_TOKENS } from "./query-limits.js";

/** A subscription as a caller sends it, whatever the transport. */
export interface SentSubscription {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What may be executed, or why not. Throws DomainError for what is over the limits or no subscription. */
export function admitSubscription(
  schema: GraphQLSchema,
  { query, operationName, variables }: SentSubscription,
  where: string,
): ExecutionArgs | readonly GraphQLError[] {
  const document = parse(query, { maxTokens: MAX_TOKENS });
  const problems = validate(schema, document);
  if (problems.length > 0) return problems;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== "subscription") {
    throw new DomainError("SUBSCRIPTIONS_ONLY", `Only subscriptions ${where}: queries and mutations go to /graphql`);
  }
  const variableValues = { ...variables };
  assertWithinLimits(schema, document, variableValues, operationName ?? undefined);
  return { schema, document, variableValues, operationName };
}
