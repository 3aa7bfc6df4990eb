import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { DomainErrorCode } from "../kernel/index.js";
import { STATUS_OF_CODE, toPublicError } from "./error-codes.js";

/**
 * The one answer to everything that a route throws, in the API's shape: `{errors: [{message, extensions: {code, …}}]}`.
 * What the server itself refuses before a route is reached (a body over the limit: 413, one that is no JSON: 400) is
 * BAD_USER_INPUT with the status it came with. What went wrong on our side goes to the log; the caller gets the id.
 */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return send(reply, status, { message: error.message, extensions: { code: "BAD_USER_INPUT" } });
  const shown = toPublicError({ message: error.message }, error, request.log as Logger);
  const { code, retryAfter } = shown.extensions as { code: DomainErrorCode; retryAfter?: number };
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  return send(reply, STATUS_OF_CODE[code], shown);
}

// A route may have said already what its answer would have been, had it gone well.
function send(reply: FastifyReply, status: number, { message, extensions }: GraphQLFormattedError): FastifyReply {
  return reply
    .code(status)
    .removeHeader("content-disposition")
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message, extensions }] });
}
