import type { Socket } from "node:net";
import { type ProtocolTrouble, toTrouble } from "./protocol-trouble.js";
import { holdUntilTurnEnds } from "./turn-writes.js";

/**
 * IDLE: no byte of a request is here. READING: a part of one is. DECIDING: an answer is being worked out, and
 * nothing is read meanwhile. Each has its own bound in time.
 */
export type Phase = "IDLE" | "READING" | "DECIDING";

/** One protocol's side of one connection. */
export interface Session {
  /** Bytes as they came. Whatever it throws ends the connection without a reply. */
  receive(chunk: Buffer): void;
  /** Whether the peer is in the middle of something that spans several requests, a message for instance. */
  holdsOpen(): boolean;
}

export interface Connection {
  /** Address of the other side without its port, or the socket's path: what "once a peer" counts by. */
  readonly peer: string;
  /** Sends replies; a peer that does not read them is not read from either. */
  send(reply: string, encoding: "utf8" | "latin1"): void;
  /** Says what the connection is at. READING keeps its first moment however slowly the rest trickles in. */
  enter(phase: Phase): void;
  /** Ends the connection after what was sent before. */
  end(): void;
  /** Has the trouble logged and counted, and goes on. */
  report(trouble: ProtocolTrouble): void;
  /** Ends the connection after what was sent before, without a reply to the request at hand. The trouble is logged. */
  fail(error: unknown): void;
  /** Whether `end` or `fail` was called or the peer is gone. */
  readonly isOver: boolean;
}

/** What the server keeps of a connection. */
export interface OpenConnection extends Connection {
  readonly phase: Phase;
  /** Whether nothing is lost when it ends now. */
  readonly isIdle: boolean;
  readonly phaseSince: number;
  /** When the peer stopped taking our bytes; null while it reads. */
  readonly blockedSince: number | null;
  /** Ends at once when idle, else after the answer that is being worked out. */
  drain(): void;
  destroy(): void;
}

export interface ConnectionEvents {
  onTrouble(trouble: ProtocolTrouble, peer: string): void;
  onClose(connection: OpenConnection): void;
}

export function openConnection(
  socket: Socket,
  peer: string,
  events: ConnectionEvents,
  openSession: (connection: Connection) => Session,
): OpenConnection {
  let phase: Phase = "IDLE";
  let phaseSince = Date.now();
  let blockedSince: number | null = null;
  let isOver = false;
  let isDraining = false;
  let hasPeerEnded = false;

  function settleReading(): void {
    if (phase === "DECIDING" || blockedSince !== null) socket.pause();
    else if (!isOver && socket.isPaused()) socket.resume();
  }

  const connection: OpenConnection = {
    peer,
    send(reply, encoding) {
      if (isOver || socket.destroyed) return;
      holdUntilTurnEnds(socket);
      if (socket.write(reply, encoding) || blockedSince !== null) return;
      blockedSince = Date.now();
      settleReading();
    },
    enter(next) {
      if (next === "READING" && phase === "READING") return;
      const wasDeciding = phase === "DECIDING";
      phase = next;
      phaseSince = Date.now();
      if (wasDeciding || next === "DECIDING") settleReading();
      if (next !== "DECIDING" && hasPeerEnded) connection.end();
      if (isDraining && connection.isIdle) connection.end();
    },
    end() {
      if (isOver) return;
      isOver = true;
      phaseSince = Date.now();
      // Unread bytes must not keep the socket open once its last reply is out.
      socket.destroySoon();
    },
    report(trouble) {
      events.onTrouble(trouble, peer);
    },
    fail(error) {
      if (isOver) return;
      events.onTrouble(toTrouble(error), peer);
      connection.end();
    },
    drain() {
      isDraining = true;
      if (connection.isIdle) connection.end();
    },
    destroy() {
      isOver = true;
      socket.destroy();
    },
    get isOver() {
      return isOver;
    },
    get phase() {
      return phase;
    },
    get isIdle() {
      return phase === "IDLE" && !session.holdsOpen();
    },
    get phaseSince() {
      return phaseSince;
    },
    get blockedSince() {
      return blockedSince;
    },
  };

  const session = openSession(connection);
  socket.on("data", (chunk: Buffer) => {
    if (isOver) return;
    try {
      session.receive(chunk);
    } catch (error) {
      connection.fail(error);
    }
  });
  socket.on("drain", () => {
    blockedSince = null;
    settleReading();
  });
  // A peer may close its side after its question (`shutdown=yes` of Exim's readsocket): the answer still goes out.
  socket.on("end", () => {
    hasPeerEnded = true;
    if (phase !== "DECIDING") connection.end();
  });
  // A reset or a broken pipe is how peers leave; `close` follows and does all there is to do.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    isOver = true;
    events.onClose(connection);
  });
  return connection;
}
