import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { authenticate } from "../access/index.js";
import { untilTimeIsOver } from "../database/index.js";
import { RequestContext as Context, type RequestContext, type Services } from "../graphql/index.js";
import { type Actor, DomainError } from "../kernel/index.js";
import { namedLanguage } from "../web/index.js";
import { consoleBearer } from "./console/session-cookies.js";
import { toRequestError } from "./error-codes.js";
import { refuseCodedBody, refuseOtherMethods } from "./http-answers.js";
import { NetworkPlaces } from "./network-places.js";
import { inOperationSpan } from "./operation-spans.js";
import { inStrangersTurn } from "./strangers-turn.js";

/** Operations of callers without a credential that are under way: sign-ins, answers of owners, and whatever comes. */
const MAX_ANONYMOUS_OPERATIONS = 300;
const ANONYMOUS_OPERATIONS_PER_NETWORK = 100;

/** `POST /graphql`. Who calls is found out before the operation starts; a bad credential stops the call. */
export async function registerGraphql(
  app: FastifyInstance,
  services: Services,
  apollo: ApolloServer<RequestContext>,
): Promise<void> {
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) => contextOf(services, request),
  });
  const places = new NetworkPlaces(MAX_ANONYMOUS_OPERATIONS, ANONYMOUS_OPERATIONS_PER_NETWORK);
  app.route({
    method: "POST",
    url: "/graphql",
    compress: {},
    onRequest: async (request, reply) => {
      reply.header("cache-control", "no-store");
      await refuseCodedBody(request);
    },
    // What waits for no statement is left behind when the time is over.
    handler: (request, reply) =>
      withPlace(places, services, request, () =>
        inOperationSpan(() => untilTimeIsOver(async () => handler.call(app, request, reply))),
      ),
  });
  refuseOtherMethods(app, "/graphql");
}

async function withPlace<T>(
  places: NetworkPlaces,
  services: Services,
  request: FastifyRequest,
  work: () => Promise<T>,
): Promise<T> {
  if (credentialOf(services, request) !== null) return work();
  const giveBack = places.take(request.ip);
  if (giveBack === null) {
    throw new DomainError("BUSY", "Too many calls without a sign-in at once", { retryAfterSeconds: 1 });
  }
  try {
    return await inStrangersTurn(work);
  } finally {
    giveBack();
  }
}

/** Who sends a request. Throws UNAUTHENTICATED for a credential that does not hold. */
export async function actorOf(
  services: Services,
  request: FastifyRequest,
  options: { readonly withoutSecondFactor?: boolean } = {},
): Promise<Actor> {
  const origin = {
    remoteAddress: request.ip,
    userAgent: request.headers["user-agent"] ?? null,
    requestId: request.id,
  };
  return authenticate(services, credentialOf(services, request), origin, options);
}

async function contextOf(services: Services, request: FastifyRequest): Promise<RequestContext> {
  try {
    const actor = await actorOf(services, request, { withoutSecondFactor: true });
    const log = services.log.child({ requestId: request.id, actor: actor.label });
    return new Context({ ...services, log }, actor, namedLanguage(request));
  } catch (error) {
    throw toRequestError(error);
  }
}

const BEARER = /^Bearer +(\S+)$/i;

/** What the header holds, else the console's session. */
export function credentialOf({ configuration }: Services, request: FastifyRequest): string | null {
  return bearerIn(request.headers.authorization) ?? consoleBearer(configuration, request);
}

/** Null without an Authorization header; a header of another kind is a credential that does not hold. */
export function bearerIn(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  return BEARER.exec(authorization)?.[1] ?? "";
}
