import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { authenticate } from "../access/index.js";
import { untilTimeIsOver } from "../database/index.js";
import { RequestContext as Context, type RequestContext, type Services } from "../request/index.js";
import { toRequestError } from "./error-codes.js";

/** `POST /graphql`. Who calls is found out before the operation starts; a bad credential stops the call. */
export async function registerGraphql(
  app: FastifyInstance,
  services: Services,
  apollo: ApolloServer<RequestContext>,
): Promise<void> {
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => contextOf(services, request),
  });
  app.route({
    method: "POST",
    url: "/graphql",
    onRequest: async (_request, reply) => {
      reply.header("cache-control", "no-store");
    },
    // What waits for no statement is left behind when the time is over.
    handler: (request, reply) => untilTimeIsOver(() => handler.call(app, request, reply)),
  });
}

async function contextOf(services: Services, request: FastifyRequest): Promise<RequestContext> {
  try {
    const actor = await authenticate(services, bearerOf(request), {
      remoteAddress: request.ip,
      userAgent: request.headers["user-agent"] ?? null,
      requestId: request.id,
    });
    return new Context({ ...services, log: services.log.child({ requestId: request.id, actor: actor.label }) }, actor);
  } catch (error) {
    throw toRequestError(error);
  }
}

const BEARER = /^Bearer +(\S+)$/i;

export function bearerOf(request: FastifyRequest): string | null {
  return bearerIn(request.headers.authorization);
}

/** Null without an Authorization header; a header of another kind is a credential that does not hold. */
export function bearerIn(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  return BEARER.exec(authorization)?.[1] ?? "";
}
