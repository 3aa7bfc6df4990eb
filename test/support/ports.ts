import { connect, createServer, type Server } from "node:net";

// Below the range that Linux gives to outgoing connections, which could otherwise take a port between our look and
// the server's bind.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** Where this process looks next; another start for each process, so that few look at the same ports. */
let next = LOWEST + ((process.pid * 37) % (HIGHEST - LOWEST));
/** Held until this process ends, also by `kill -9`. */
const reservations: Server[] = [];

/**
 * A TCP port on 127.0.0.1 that nobody listens on, and that no other test process of this machine is given while this
 * one lives: other workers, and other checkouts whose suites run at the same time. Looks from `from` upwards, which is
 * somewhere else in each process by default.
 */
export async function freePort(from = next): Promise<number> {
  next = from;
  for (let attempt = LOWEST; attempt < HIGHEST; attempt++) {
    const port = next;
    next = next + 1 < HIGHEST ? next + 1 : LOWEST;
    const reservation = await reserve(port);
    if (reservation === null) continue;
    if (await isFree(port)) {
      reservations.push(reservation);
      return port;
    }
    reservation.close();
  }
  throw new Error(`No free port found between ${LOWEST} and ${HIGHEST}`);
}

/**
 * Takes the port's name among abstract Unix sockets. Linux keeps these beside the ports, one list for each network
 * namespace, and gives a name back when its process is gone: no lock file, nothing stale. Null when it is taken.
 */
function reserve(port: number): Promise<Server | null> {
  return listen(`\0mayfrom-test-port-${port}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  if (server === null) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}

/** Null where somebody listens there already. */
function listen(where: string | number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once("error", () => resolve(null));
    const done = () => resolve(server);
    if (typeof where === "number") server.listen(where, "127.0.0.1", done);
    else server.listen(where, done);
  });
}

/** Whether somebody accepts connections on this port of 127.0.0.1. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
