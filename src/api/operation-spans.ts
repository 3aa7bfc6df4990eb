import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLError } from "graphql";
import type { RequestContext } from "../graphql/index.js";
import { currentSpan, inChildSpan, noteFailure, type Span } from "../tracing/index.js";

/** Characters of a name that a caller has chosen. */
const MAX_NAME_LENGTH = 100;

/** One operation as a part of its request; it is named by its type once that is known. */
export function inOperationSpan<T>(work: () => Promise<T>): Promise<T> {
  return inChildSpan(() => ({ name: "GraphQL Operation", kind: "SERVER" }), work);
}

/** Tells of an operation its type, its name and the hash of its document: never the document itself, nor its variables. */
export const operationSpans: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation: { operation } = { operation: "query" }, operationName, queryHash }) {
        const span = currentSpan();
        span?.rename(operation);
        span?.note({
          "graphql.operation.type": operation,
          "mayfrom.document": queryHash,
          ...(operationName === null ? {} : { "graphql.operation.name": operationName.slice(0, MAX_NAME_LENGTH) }),
        });
      },
      async didEncounterErrors({ errors }) {
        const span = currentSpan();
        if (span !== null) for (const error of errors) noteError(span, error);
      },
    };
  },
};

/** One without a cause is about the document itself, which the caller wrote. */
function noteError(span: Span, { originalError, extensions: { code } }: GraphQLError): void {
  if (originalError) noteFailure(span, originalError);
  else if (typeof code === "string") span.note({ "mayfrom.refusal": code });
}
