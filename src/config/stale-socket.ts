import { lstat, unlink } from "node:fs/promises";
import { connect } from "node:net";

/**
 * Removes the socket file that a killed process left behind. A file that is no socket, or that somebody answers on, stays,
 * and listening on it fails with EADDRINUSE.
 */
export async function removeStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || !found.isSocket() || (await isAnswered(path))) return;
  await unlink(path);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "ECONNREFUSED"));
  });
}
