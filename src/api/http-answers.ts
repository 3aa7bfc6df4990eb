import { constants } from "node:zlib";
import compress from "@fastify/compress";
import cors from "@fastify/cors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { DomainError } from "../kernel/index.js";

const METHOD = "POST";
const OTHER_METHODS = ["GET", "PUT", "PATCH", "DELETE"];
/** Below it the work costs more than the octets: a batch of decisions stays as it is. */
const COMPRESSED_FROM_OCTETS = 16 * 1024;
const PREFLIGHT_SECONDS = 600;

/** What browsers of other origins need; `origins` as they stand in `Origin`, none lets no other in. */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await app.register(cors, {
    origin: [...origins],
    methods: [METHOD],
    allowedHeaders: ["content-type", "authorization", "accept-language", "x-request-id", "traceparent"],
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: PREFLIGHT_SECONDS,
    // Nobody is known by a cookie here.
    credentials: false,
    strictPreflight: false,
  });
}

/** For routes that ask for it: pages, which hold secrets beside words of strangers, stay as they are (BREACH). */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    global: false,
    encodings: ["br", "gzip"],
    threshold: COMPRESSED_FROM_OCTETS,
    // A body that grows when it is read is not taken at all.
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 4 },
  });
}

/** Says which method the path takes, where another is asked (RFC 9110 15.5.6). */
export function refuseOtherMethods(app: FastifyInstance, url: string): void {
  app.route({
    method: OTHER_METHODS,
    url,
    handler: async (_request, reply) => {
      reply.header("allow", METHOD);
      throw Object.assign(new Error(`${url} takes ${METHOD} requests`), { statusCode: 405 });
    },
  });
}

/** RFC 9110 8.4: a body in a coding that is not read here is refused by name, not taken for bad JSON. */
export async function refuseCodedBody(request: FastifyRequest): Promise<void> {
  const coding = request.headers["content-encoding"];
  if (coding === undefined || coding === "" || coding.toLowerCase() === "identity") return;
  throw Object.assign(new Error("Send the body as it is, without Content-Encoding"), { statusCode: 415 });
}

/** RFC 6750 3: an answer without a sign-in says which is wanted, and whether the one that came does not hold. */
export function challengeStrangers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (reply.statusCode === 401 && !reply.hasHeader("www-authenticate")) challenge(request, reply);
    return payload;
  });
}

function challenge({ headers }: FastifyRequest, reply: FastifyReply): void {
  const problem = headers.authorization === undefined ? "" : ', error="invalid_token"';
  reply.header("www-authenticate", `Bearer realm="mayfrom"${problem}`);
}

export function noSuchPath(): DomainError {
  return new DomainError("NO_SUCH_PATH", "Nothing is found at this path");
}
