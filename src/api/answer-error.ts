import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { Configuration } from "../config/index.js";
import type { DomainErrorCode } from "../kernel/index.js";
import { prefersHtml } from "../web/index.js";
import { sendErrorPage } from "./error.page.js";
import { STATUS_OF_CODE, toPublicError } from "./error-codes.js";

/**
 * The one answer to everything that a route throws: a page where a browser asks for one, else in the API's shape: `{errors: [{message, extensions: {code, …}}]}`.
 * What the server itself refuses before a route is reached (a body over the limit: 413, one that is no JSON: 400) is
 * BAD_USER_INPUT with the status it came with. What went wrong on our side goes to the log; the caller gets the id.
 */
export function answerError(
  configuration: Pick<Configuration, "platformName">,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const send = (to: FastifyReply, sent: number, shown: GraphQLFormattedError) =>
    prefersHtml(request.headers.accept) ? sendErrorPage(request, to, sent, configuration) : sendJson(to, sent, shown);
  const status = error.statusCode ?? 500;
  if (status < 500)
    return send(reply, status, {
      message: error.message,
      extensions: { code: "BAD_USER_INPUT", reason: "REQUEST_MALFORMED" },
    });
  const shown = toPublicError({ message: error.message }, error, request.log as Logger);
  const { code, retryAfter } = shown.extensions as { code: DomainErrorCode; retryAfter?: number };
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  return send(reply, STATUS_OF_CODE[code], shown);
}

// A route may have said already what its answer would have been, had it gone well.
function sendJson(reply: FastifyReply, status: number, { message, extensions }: GraphQLFormattedError): FastifyReply {
  return reply
    .code(status)
    .removeHeader("content-disposition")
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message, extensions }] });
}
