import type { GraphQLRequestContextWillSendResponse } from "@apollo/server";
import { execute, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode } from "graphql";
import type { RequestContext } from "../graphql/index.js";
import { DomainError } from "../kernel/index.js";

export type InPublic = (error: GraphQLError, context: RequestContext) => GraphQLFormattedError;

/** In which a writer would have to meet the same query each time. */
const MAX_READINGS = 3;

/**
 * A query whose rows went away between two of its statements is read from its beginning, with nothing loaded yet. The
 * statements of an answer are no snapshot: on SQLite one connection reads for all callers.
 */
export async function readAgain(
  schema: GraphQLSchema,
  call: GraphQLRequestContextWillSendResponse<RequestContext>,
  inPublic: InPublic,
): Promise<void> {
  const { document, operation, operationName, request, response, contextValue } = call;
  const { body } = response;
  if (document === undefined || operation?.operation !== OperationTypeNode.QUERY || body.kind !== "single") return;
  let errors = call.errors ?? [];
  for (let reading = 2; reading <= MAX_READINGS && errors.some(isOfRowGone); reading += 1) {
    const context = contextValue.anew();
    const { variables: variableValues } = request;
    const result = await execute({ schema, document, operationName, variableValues, contextValue: context });
    errors = result.errors ?? [];
    const shown = errors.map((error) => inPublic(error, context));
    const { errors: _before, ...rest } = body.singleResult;
    body.singleResult = { ...rest, data: result.data, ...(shown.length > 0 ? { errors: shown } : {}) };
  }
}

function isOfRowGone(error: unknown): boolean {
  if (error instanceof DomainError) return error.reason === "ROW_GONE";
  return error instanceof GraphQLError && isOfRowGone(error.originalError);
}
