import type { Socket } from "node:net";

let held: Socket[] = [];

/**
 * Holds what is written to the socket until each connection that is readable now has been read. On loopback and UNIX
 * sockets a write wakes the peer; answers that leave one right after the other wake it once, while those that leave
 * between two reads wake it each time it has fallen asleep again, which costs more than the answer.
 */
export function holdUntilTurnEnds(socket: Socket): void {
  if (socket.writableCorked > 0) return;
  socket.cork();
  if (held.push(socket) === 1) setImmediate(releaseHeld);
}

function releaseHeld(): void {
  const released = held;
  held = [];
  for (const socket of released) socket.uncork();
}
