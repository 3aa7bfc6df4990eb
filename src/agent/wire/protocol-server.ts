import { chmod } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { formatListenAddress, type ListenAddress, removeStaleSocket } from "../../config/index.js";
import { type Connection, type OpenConnection, openConnection, type Session } from "./connection.js";
import { ProtocolTrouble } from "./protocol-trouble.js";

/** Bounds of one listener. All times in milliseconds. */
export interface ServerLimits {
  readonly maxConnections: number;
  /** Between requests. */
  readonly idleTimeoutMs: number;
  /** From the first byte of a request to its last. */
  readonly readTimeoutMs: number;
  /** For the decision source to answer. */
  readonly decisionTimeoutMs: number;
  /** For a peer to take our bytes. */
  readonly writeTimeoutMs: number;
  /** How long `close` waits for answers under way. */
  readonly closeTimeoutMs: number;
}

export interface ProtocolServerOptions {
  readonly listen: ListenAddress;
  readonly limits: ServerLimits;
  openSession(connection: Connection): Session;
  onTrouble(trouble: ProtocolTrouble, peer: string): void;
}

export interface RunningServer {
  /** The address in use, with the port the system chose where 0 was asked for. */
  readonly address: ListenAddress;
  readonly connectionCount: number;
  /** Takes no new connection, lets answers under way go out, and resolves when all connections are gone. */
  close(): Promise<void>;
}

/** Who may connect to the socket is for its directory to say: the MTA runs under another user than the agent. */
const SOCKET_PERMISSIONS = 0o666;
const SWEEPS_PER_TIMEOUT = 4;

export async function openProtocolServer(options: ProtocolServerOptions): Promise<RunningServer> {
  const { limits, listen } = options;
  const connections = new Set<OpenConnection>();
  const events = {
    onTrouble: options.onTrouble,
    onClose: (connection: OpenConnection) => connections.delete(connection),
  };

  // The bound is kept by hand, below: node's own would refuse the newcomer while idle connections keep their place.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const peer = peerOf(socket, listen);
    if (connections.size >= limits.maxConnections && !makeRoom(connections)) {
      options.onTrouble(new ProtocolTrouble("TOO_MANY_CONNECTIONS", "no more connections are taken"), peer);
      socket.destroy();
      return;
    }
    connections.add(openConnection(socket, peer, events, options.openSession));
  });

  if (listen.kind === "UNIX") await removeStaleSocket(listen.path);
  await startListening(server, listen);
  if (listen.kind === "UNIX") await chmod(listen.path, SOCKET_PERMISSIONS);
  server.on("error", (error) =>
    options.onTrouble(new ProtocolTrouble("INTERNAL", "listener failed", error), "listener"),
  );

  const shortest = Math.min(
    limits.idleTimeoutMs,
    limits.readTimeoutMs,
    limits.decisionTimeoutMs,
    limits.writeTimeoutMs,
  );
  const sweepEveryMs = Math.min(1000, Math.max(20, Math.floor(shortest / SWEEPS_PER_TIMEOUT)));
  const sweeper = setInterval(() => endOverdue(connections, limits), sweepEveryMs);
  sweeper.unref();

  let closing: Promise<void> | null = null;
  return {
    address: boundAddress(server, listen),
    get connectionCount() {
      return connections.size;
    },
    close() {
      closing ??= closeServer(server, connections, limits).finally(() => clearInterval(sweeper));
      return closing;
    },
  };
}

function startListening(server: Server, listen: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      reject(
        new Error(`cannot listen on ${formatListenAddress(listen)}: ${error.code ?? error.message}`, { cause: error }),
      );
    };
    server.once("error", onError);
    const onListening = () => {
      server.off("error", onError);
      resolve();
    };
    if (listen.kind === "UNIX") server.listen({ path: listen.path, backlog: 1024 }, onListening);
    else server.listen({ host: listen.host, port: listen.port, backlog: 1024 }, onListening);
  });
}

function boundAddress(server: Server, listen: ListenAddress): ListenAddress {
  const address = server.address();
  if (listen.kind === "UNIX" || address === null || typeof address === "string") return listen;
  return { kind: "TCP", host: listen.host, port: address.port };
}

function peerOf(socket: Socket, listen: ListenAddress): string {
  return listen.kind === "UNIX" ? `unix:${listen.path}` : (socket.remoteAddress ?? "unknown");
}

/** One timer for all connections: a timer a request would cost more than its answer. */
function endOverdue(connections: ReadonlySet<OpenConnection>, limits: ServerLimits): void {
  const now = Date.now();
  for (const connection of connections) {
    const inPhaseMs = now - connection.phaseSince;
    if (connection.blockedSince !== null && now - connection.blockedSince > limits.writeTimeoutMs) {
      connection.fail(new ProtocolTrouble("TIMEOUT", "the peer does not read its answers"));
      connection.destroy();
    } else if (connection.isOver) {
      // `end` waits for the peer to take the last bytes, and that too has an end.
      if (inPhaseMs > limits.writeTimeoutMs) connection.destroy();
    } else if (connection.phase === "IDLE" && inPhaseMs > limits.idleTimeoutMs) {
      connection.end();
    } else if (connection.phase === "READING" && inPhaseMs > limits.readTimeoutMs) {
      connection.fail(new ProtocolTrouble("TIMEOUT", "half a request, then silence"));
    } else if (connection.phase === "DECIDING" && inPhaseMs > limits.decisionTimeoutMs) {
      connection.fail(new ProtocolTrouble("NO_DECISION", "the decision source took too long"));
    }
  }
}

const ROOM_SAMPLE = 64;

/**
 * At the bound, the connection that has been idle longest among the oldest few gives way, as MTAs reconnect without
 * a word; so a client that only holds connections open cannot shut the MTA out. False when all are at work.
 */
function makeRoom(connections: ReadonlySet<OpenConnection>): boolean {
  let longestIdle: OpenConnection | null = null;
  let looked = 0;
  for (const connection of connections) {
    if (looked++ === ROOM_SAMPLE) break;
    if (!connection.isIdle || connection.isOver) continue;
    if (longestIdle === null || connection.phaseSince < longestIdle.phaseSince) longestIdle = connection;
  }
  longestIdle?.destroy();
  return longestIdle !== null;
}

async function closeServer(server: Server, connections: Set<OpenConnection>, limits: ServerLimits): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const connection of connections) connection.drain();
  const deadline = setTimeout(() => {
    for (const connection of connections) connection.destroy();
  }, limits.closeTimeoutMs);
  await closed;
  clearTimeout(deadline);
}
