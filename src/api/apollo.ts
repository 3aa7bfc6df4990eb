import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { RequestContext } from "../graphql/index.js";
import { findArgumentPaths } from "./argument-paths.js";
import { beforeAnswer } from "./before-answer.js";
import { noteLanguage, noteLanguages } from "./caller-language.js";
import { answerDirectly } from "./direct/answer-directly.js";
import { toPublicError } from "./error-codes.js";
import { KnownDocuments } from "./known-documents.js";
import { MAX_TOKENS, queryLimits } from "./query-limits.js";
import { type RegisteredDocuments, refuseUnregistered } from "./registered-documents.js";
import { endStrangersTurn } from "./strangers-turn.js";

export interface ApolloParts {
  readonly introspection?: "everyone" | "signed-in";
  /** Default: none is sent by its hash. */
  readonly documents?: RegisteredDocuments;
  readonly plugins?: readonly ApolloServerPlugin<RequestContext>[];
}

/** The GraphQL server without its transport: the same for HTTP, for tests, and with the same limits on both. */
export function createApollo(
  schema: GraphQLSchema,
  log: Logger,
  { introspection = "everyone", documents, plugins = [] }: ApolloParts = {},
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // No "Did you mean …?" either, where the schema is not for everybody.
    hideSchemaDetailsFromClientErrors: introspection === "signed-in",
    parseOptions: { maxTokens: MAX_TOKENS },
    documentStore: new KnownDocuments(),
    persistedQueries: documents === undefined ? false : { cache: documents },
    // No answer is for a cache, and to find that out the plugin would look at every field of every row.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      queryLimits(schema, introspection),
      endStrangersTurn,
      findArgumentPaths,
      noteLanguages,
      answerDirectly(schema),
      beforeAnswer(schema, (error, { language }) => {
        noteLanguage(error, language);
        return toPublicError(error.toJSON(), error, log);
      }),
      ...(documents === undefined ? [] : [refuseUnregistered(documents)]),
      ...plugins,
    ],
    formatError: (formatted, error) => toPublicError(formatted, error, log),
    logger: log,
    stopOnTerminationSignals: false,
  });
}
