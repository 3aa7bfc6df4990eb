import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from "graphql-ws";
import { useServer as serveProtocol } from "graphql-ws/use/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { authenticate, type PresentedCredential, whenCredentialEnds } from "../access/index.js";
import { RequestContext, type Services } from "../graphql/index.js";
import { type Actor, because, DomainError } from "../kernel/index.js";
import { toPublicError } from "./error-codes.js";
import { callerOf, proxiesIn } from "./forwarded-for.js";
import { bearerIn } from "./graphql-endpoint.js";
import { NetworkPlaces } from "./network-places.js";
import { registeredDocuments } from "./registered-documents.js";
import { admitSubscription } from "./subscription-admission.js";

/** Octets of one message; subscriptions are short. */
const MAX_MESSAGE_OCTETS = 64 * 1024;
const MAX_CONNECTIONS = 10_000;
const MAX_SUBSCRIPTIONS_PER_CONNECTION = 20;
/** Then the caller connects anew, and shows again who it is. */
const MAX_CONNECTION_MS = 60 * 60_000;
const INIT_WITHIN_MS = 5_000;
/** Connections that have not shown yet who they are: they cost nothing to open, so a network has few. */
const MAX_UNKNOWN_CONNECTIONS = 500;
const UNKNOWN_CONNECTIONS_PER_NETWORK = 20;
/** RFC 6455 7.4.1: the endpoint goes away; clients take it as a reason to connect anew. */
const PLANNED_END = 1001;

const CLOSE_WITHIN_MS = 500;

interface Extra extends Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  actor?: Actor;
  subscriptions?: number;
}

/**
 * Subscriptions on `/graphql` by the subprotocol `graphql-transport-ws`, and nothing but subscriptions: everything else
 * goes over HTTP. The same credentials (in the header, or as `authorization` of `connection_init`), limits and error
 * codes hold as there.
 */
export function registerWebsocket(app: FastifyInstance, services: Services, schema: GraphQLSchema): void {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_OCTETS,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  const log = services.log.child({ part: "websocket" });
  const isTrusted = proxiesIn(services.configuration.trustedProxies);
  const places = new NetworkPlaces(MAX_UNKNOWN_CONNECTIONS, UNKNOWN_CONNECTIONS_PER_NETWORK);
  /** Ends being unknown: the place is free again, and the time no longer runs. */
  const unknown = new WeakMap<WebSocket, () => void>();

  const inPublic = (error: GraphQLError): GraphQLFormattedError => toPublicError(error.toJSON(), error, log);

  const running = serveProtocol<Record<string, unknown>, Extra>(
    {
      schema,
      connectionInitWaitTimeout: INIT_WITHIN_MS - 500,
      isProd: true,
      async onConnect({ extra, connectionParams }) {
        try {
          const bearer = bearerOf(extra.request, connectionParams);
          extra.actor = await authenticate(services, bearer, {
            remoteAddress: extra.request.socket.remoteAddress ?? null,
            userAgent: extra.request.headers["user-agent"] ?? null,
            requestId: randomUUID(),
          });
          if (extra.actor.role === null || bearer === null) return false;
          endWithCredential(services, extra, { bearer, actor: extra.actor });
          unknown.get(extra.socket)?.();
          return true;
        } catch (error) {
          if (error instanceof DomainError && error.code === "UNAUTHENTICATED") return false;
          throw error;
        }
      },
      onSubscribe({ extra }, _id, payload) {
        try {
          if ((extra.subscriptions ?? 0) >= MAX_SUBSCRIPTIONS_PER_CONNECTION) {
            throw new DomainError(
              because("TOO_MANY_SUBSCRIPTIONS", { limit: MAX_SUBSCRIPTIONS_PER_CONNECTION }),
              `At most ${MAX_SUBSCRIPTIONS_PER_CONNECTION} subscriptions a connection`,
            );
          }
          registeredDocuments(services.configuration).requireRegistered(payload.query, extra.actor as Actor);
          const args = admitSubscription(schema, payload, "here");
          if (Array.isArray(args)) return args as readonly GraphQLError[];
          extra.subscriptions = (extra.subscriptions ?? 0) + 1;
          return { ...(args as ExecutionArgs), contextValue: new RequestContext(services, extra.actor as Actor) };
        } catch (error) {
          return [asGraphqlError(error)];
        }
      },
      onError: (_context, _id, _payload, errors) => errors.map(inPublic),
      onNext: (_context, _id, _payload, _args, { errors, ...result }) =>
        errors === undefined ? undefined : { ...result, errors: errors.map(inPublic) },
      onComplete({ extra }) {
        extra.subscriptions = Math.max(0, (extra.subscriptions ?? 0) - 1);
      },
    },
    server,
  );

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // From here on nobody else listens for errors of the socket: a caller that hangs up must not end the process.
    socket.on("error", () => socket.destroy());
    // Not parsed as a URL: a request target may be anything, and an error here would be nobody's to catch.
    if (request.url?.split("?")[0] !== "/graphql") return refuse(socket, "404 Not Found");
    if (server.clients.size >= MAX_CONNECTIONS) return refuse(socket, "503 Service Unavailable");
    const giveBack = places.take(callerOf(request, isTrusted));
    if (giveBack === null) return refuse(socket, "429 Too Many Requests");
    socket.once("close", giveBack);
    return server.handleUpgrade(request, socket, head, (websocket) => {
      endInTime(websocket);
      // Hard: a caller that does not answer a close frame would keep its connection for another half minute.
      const timer = setTimeout(() => websocket.terminate(), INIT_WITHIN_MS);
      timer.unref();
      websocket.once("close", () => clearTimeout(timer));
      unknown.set(websocket, () => {
        clearTimeout(timer);
        giveBack();
      });
      server.emit("connection", websocket, request);
    });
  };
  app.server.on("upgrade", onUpgrade);
  app.addHook("preClose", async () => {
    app.server.off("upgrade", onUpgrade);
    await running.dispose();
    for (const websocket of server.clients) websocket.terminate();
    server.close();
  });
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function bearerOf(request: IncomingMessage, parameters: Record<string, unknown> | undefined): string | null {
  const { authorization } = parameters ?? {};
  return bearerIn(typeof authorization === "string" ? authorization : request.headers.authorization);
}

/** A revoked key or an ended session hears nothing more. Who does not answer the close is cut off. */
function endWithCredential(services: Services, { socket }: Extra, credential: PresentedCredential): void {
  const stopWatching = whenCredentialEnds(services, credential, () => {
    socket.close(CloseCode.Forbidden, "The credential has ended");
    setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref();
  });
  socket.once("close", stopWatching);
  if (socket.readyState !== socket.OPEN) stopWatching();
}

function endInTime(websocket: WebSocket): void {
  const timer = setTimeout(() => websocket.close(PLANNED_END, "Connect again"), MAX_CONNECTION_MS);
  timer.unref();
  websocket.once("close", () => clearTimeout(timer));
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
