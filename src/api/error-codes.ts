import { randomUUID } from "node:crypto";
import { ApolloServerErrorCode } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { isUnavailable } from "../database/index.js";
import { DomainError, type DomainErrorCode, type GlobalId } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { argumentPathOf } from "./argument-paths.js";
import { languageOf } from "./caller-language.js";
import { messageIn } from "./problem-words.js";
import { type PublicProblem, placeOf, publicProblem } from "./public-problem.js";

/** What callers see besides the message. */
interface PublicExtensions extends Partial<Omit<PublicProblem, "code" | "message">> {
  readonly code: DomainErrorCode;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Id of what is there already; only with CONFLICT. */
  readonly existing?: GlobalId;
  /** What it is now, where the caller has seen another version; only with CONFLICT. */
  readonly current?: Readonly<Record<string, unknown>>;
  /** Everything that is wrong with the arguments, at once. */
  readonly problems?: readonly PublicProblem[];
  /** Found in the log; only with INTERNAL. */
  readonly id?: string;
}

// Every code of the server library that means "the request itself is wrong".
const CALLERS_FAULT = new Set<string>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/**
 * The one place where an error becomes what a caller sees: a DomainError shows its code and safe message, a malformed
 * request is BAD_USER_INPUT, and everything else is INTERNAL with an id that leads to the whole of it in the log.
 */
export function toPublicError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const cause = originOf(error);
  if (cause instanceof DomainError) {
    if (cause.cause !== undefined) log.warn({ err: cause.cause, code: cause.code }, cause.message);
    const language = languageOf(error);
    return withExtensions(formatted, messageIn(language, cause), extensionsOf(cause, language));
  }
  if (isUnavailable(cause)) {
    log.error({ err: cause }, "the database cannot be reached");
    return withExtensions(formatted, languageOf(error).say("refusedAct.DATABASE_UNREACHABLE"), {
      code: "UNAVAILABLE",
      reason: "DATABASE_UNREACHABLE",
      retryAfter: 5,
    });
  }
  if (isCallersFault(formatted, cause)) {
    return withExtensions(formatted, formatted.message, {
      code: "BAD_USER_INPUT",
      reason: "DOCUMENT_MALFORMED",
      field: variableOf(formatted.message),
      ...placeOf(argumentPathOf(error)),
    });
  }
  const id = randomUUID();
  log.error({ err: cause, errorId: id }, "unexpected error");
  return withExtensions(formatted, languageOf(error).say("refusedAct.UNEXPECTED"), {
    code: "INTERNAL",
    reason: "UNEXPECTED",
    id,
  });
}

/** An error from before the operation started, in the shape the GraphQL server passes to `toPublicError`. */
export function toRequestError(error: unknown): GraphQLError {
  const status = error instanceof DomainError ? STATUS_OF_CODE[error.code] : 500;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError, extensions: { http: { status } } });
}

/** HTTP status of an answer that is nothing but an error. */
export const STATUS_OF_CODE: Readonly<Record<DomainErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

function isCallersFault(formatted: GraphQLFormattedError, cause: unknown): boolean {
  const code = formatted.extensions?.code;
  if (typeof code === "string" && CALLERS_FAULT.has(code)) return true;
  // What graphql-js itself throws, for instance out of a scalar, has no error behind it and speaks about the request.
  return cause instanceof GraphQLError && cause.path === undefined;
}

function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? originOf(error.originalError) : error;
}

/** What a code tells besides what every refusal does. */
function extensionsOf(error: DomainError, language: Language): PublicExtensions {
  const { message: _, field, expected, ...known } = publicProblem(error);
  const problems = error.problems.length > 0 ? error.problems : error.field === undefined ? [] : [error];
  const common = {
    ...known,
    ...(problems.length === 0
      ? {}
      : { problems: problems.map((each) => publicProblem(each, messageIn(language, each))) }),
  };
  switch (error.code) {
    case "BAD_USER_INPUT":
      return { ...common, field, expected };
    case "CONFLICT":
      return { ...common, field, expected, existing: error.existing, current: error.current };
    case "RATE_LIMITED":
    case "UNAVAILABLE":
      return { ...common, retryAfter: error.retryAfterSeconds };
    case "UNAUTHENTICATED":
    case "FORBIDDEN":
    case "NOT_FOUND":
    case "TOO_COMPLEX":
    case "INTERNAL":
      return common;
    default:
      return assertNever(error.code);
  }
}

/** Fails to compile when a code is added to the set and not handled above. */
function assertNever(code: never): never {
  throw new Error(`unhandled error code ${String(code)}`);
}

// graphql-js names the variable and the path in it: `Variable "$input" got invalid value "x" at "input.first"; …`.
function variableOf(message: string): string | undefined {
  return /at "([\w.[\]]+)"/.exec(message)?.[1] ?? /Variable "\$(\w+)"/.exec(message)?.[1];
}

function withExtensions(
  formatted: GraphQLFormattedError,
  message: string,
  extensions: PublicExtensions,
): GraphQLFormattedError {
  return { message, locations: formatted.locations, path: formatted.path, extensions: { ...extensions } };
}
