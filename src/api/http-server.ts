import type { ApolloServer } from "@apollo/server";
import formbody from "@fastify/formbody";
import {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  fastify,
  LogController,
} from "fastify";
import { type RequestContext, type Services } from "../graphql/index.js";
import { mendLink } from "../web/index.js";
import { answerError } from "./answer-error.js";
import { comesThroughStranger, proxiesIn } from "./forwarded-for.js";
import { registerGraphql } from "./graphql-endpoint.js";
import { registerHealth } from "./health.js";
import { allowOrigins, challengeStrangers, compressAnswers, noSuchPath } from "./http-answers.js";
import { registerMetrics } from "./metrics.js";
import { requestIdOf } from "./request-id.js";
import { registerRequestSpans } from "./request-spans.js";
import { registerRequestTime } from "./request-time.js";
import { sendSecurityHeaders } from "./security-headers.js";

/** Octets of the largest request: a batch of 1,000 accounts with everything filled in stays below. */
const MAX_REQUEST_OCTETS = 4 * 1024 * 1024;
const MAX_REQUEST_MS = 60_000;

/** Adds the routes of one page, or of a group of them. */
export type PageRegistration = (app: FastifyInstance, services: Services) => void | Promise<void>;

export interface HttpServerParts {
  readonly services: Services;
  readonly apollo: ApolloServer<RequestContext>;
  readonly pages: readonly PageRegistration[];
  /** Whether what it begins with is there, which `/readyz` waits for; default: it is. */
  readonly hasStarted?: () => boolean;
}

/** The one HTTP server: GraphQL, pages, health and metrics. Not yet listening. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { services } = parts;
  const app = fastify({
    loggerInstance: services.log.child(
      { part: "http" },
      { serializers: { req: describeRequest } },
    ) as FastifyBaseLogger,
    // Requests are metrics; a line for each is for those who look for something.
    logController: new LogController({ disableRequestLogging: !isChatty(services) }),
    genReqId: ({ headers }) => requestIdOf(headers),
    trustProxy: services.configuration.trustedProxies.length > 0 ? [...services.configuration.trustedProxies] : false,
    // What mail programs and people do to a link.
    rewriteUrl: ({ url = "/" }) => mendLink(url),
    routerOptions: { caseSensitive: false, ignoreDuplicateSlashes: true, ignoreTrailingSlash: true },
    bodyLimit: MAX_REQUEST_OCTETS,
    requestTimeout: MAX_REQUEST_MS,
    forceCloseConnections: "idle",
    return503OnClosing: true,
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  registerRequestSpans(app);
  tellOfStrangeProxies(app, services);
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    answerError(services.configuration, error, request, reply),
  );
  app.setNotFoundHandler(async () => {
    throw noSuchPath();
  });
  challengeStrangers(app);
  sendSecurityHeaders(app, {
    // Pages set a policy of their own, stricter or for their scripts; this one is for everything else.
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: services.configuration.publicUrl.startsWith("https:"),
  });
  await allowOrigins(app, services.configuration.corsOrigins);
  await compressAnswers(app);
  await app.register(formbody, { bodyLimit: 16 * 1024 });
  registerRequestTime(app, services);
  registerHealth(app, services, parts.hasStarted ?? (() => true));
  registerMetrics(app, services);
  await registerGraphql(app, services, parts.apollo);
  for (const register of parts.pages) await app.register(async (scope) => register(scope, services));
  return app;
}

/** Once: who stands before us does so for all that comes. */
function tellOfStrangeProxies(app: FastifyInstance, { configuration, log }: Services): void {
  const isTrusted = proxiesIn(configuration.trustedProxies);
  let isTold = false;
  app.addHook("onRequest", async ({ raw }) => {
    if (isTold || !comesThroughStranger(raw, isTrusted)) return;
    isTold = true;
    log.warn(
      { proxy: raw.socket.remoteAddress },
      "requests come with X-Forwarded-For from an address that MAYFROM_TRUSTED_PROXIES does not name: all who come through it count as one network, and share its limits",
    );
  });
}

function isChatty({ configuration }: Services): boolean {
  return configuration.logLevel === "debug" || configuration.logLevel === "trace";
}

// Links in mails carry tokens, which must never reach a log, however a mail program changed the link: the route is told,
// and never the path.
function describeRequest(request: Partial<Pick<FastifyRequest, "method" | "routeOptions" | "ip">>): object {
  return { method: request.method, route: request.routeOptions?.url ?? "none", remoteAddress: request.ip };
}
