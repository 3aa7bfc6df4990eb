import { once } from "node:events";
import { chmod } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { formatListenAddress, type ListenAddress, removeStaleSocket } from "../../config/index.js";
import { type ProtocolTrouble, toTrouble } from "../wire/protocol-trouble.js";
import { type Answer, type RouteOptions, route, unavailable } from "./routes.js";

export interface HttpLimits {
  readonly maxConnections: number;
  readonly maxBodyBytes: number;
  /** For the whole of a request to arrive. */
  readonly requestTimeoutMs: number;
  readonly decisionTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly closeTimeoutMs: number;
}

export const HTTP_LIMITS: HttpLimits = {
  maxConnections: 10_000,
  maxBodyBytes: 65_536,
  requestTimeoutMs: 10_000,
  decisionTimeoutMs: 10_000,
  keepAliveTimeoutMs: 65_000,
  closeTimeoutMs: 10_000,
};

const CHECK_EVERY_MS = 1000;

export interface RunningHttpServer {
  readonly address: ListenAddress;
  close(): Promise<void>;
}

export interface HttpServerOptions extends RouteOptions {
  readonly listen: ListenAddress;
  readonly limits: HttpLimits;
  onTrouble(trouble: ProtocolTrouble, peer: string): void;
}

/**
 * `POST /check` for programs, `GET /check` in plain text for MTAs that read until the end (Exim's readsocket), `/healthz`
 * and `/metrics`. Without a decision the status is 503 and no verdict is in the answer, so that nobody can take it
 * for one.
 */
export async function openHttpServer(options: HttpServerOptions): Promise<RunningHttpServer> {
  const { listen, limits } = options;
  // Exim closes its side after its question; node would otherwise drop an answer that takes a moment.
  const server = Object.assign(createServer({ noDelay: true, connectionsCheckingInterval: CHECK_EVERY_MS }), {
    httpAllowHalfOpen: true,
  });
  server.maxConnections = limits.maxConnections;
  server.headersTimeout = limits.requestTimeoutMs;
  server.requestTimeout = limits.requestTimeoutMs;
  server.keepAliveTimeout = limits.keepAliveTimeoutMs;
  server.on("request", (request, response) => void respond(options, request, response));

  if (listen.kind === "UNIX") await removeStaleSocket(listen.path);
  await startListening(server, listen);
  if (listen.kind === "UNIX") await chmod(listen.path, 0o666);
  const bound = server.address();
  const isTcp = listen.kind === "TCP" && bound !== null && typeof bound === "object";
  return {
    address: isTcp ? { kind: "TCP", host: listen.host, port: bound.port } : listen,
    close: () => closeServer(server, limits),
  };
}

async function startListening(server: Server, listen: ListenAddress): Promise<void> {
  if (listen.kind === "UNIX") server.listen({ path: listen.path });
  else server.listen({ host: listen.host, port: listen.port });
  try {
    await once(server, "listening");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Error(`cannot listen on ${formatListenAddress(listen)}: ${code}`, { cause: error });
  }
}

async function closeServer(server: Server, limits: HttpLimits): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), limits.closeTimeoutMs);
  await closed;
  clearTimeout(deadline);
}

async function respond(options: HttpServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const peer = request.socket.remoteAddress ?? "unix";
  // A peer that leaves in the middle is no trouble of ours.
  request.on("error", () => undefined);
  let answer: Answer;
  try {
    answer = await route(options, request, peer);
  } catch (error) {
    options.onTrouble(toTrouble(error), peer);
    answer = unavailable();
  }
  // Whoever reads to the end waits for the close; and a body that was too long to read must not be taken for a request.
  const isLast = request.method === "GET" || answer.status >= 400;
  response.writeHead(answer.status, {
    "Content-Type": answer.type,
    "Content-Length": Buffer.byteLength(answer.body),
    "Cache-Control": "no-store",
    ...(isLast ? { Connection: "close" } : {}),
  });
  response.end(request.method === "HEAD" ? "" : answer.body);
}
