import { makeServerDirectory, startGuardedServer } from "./guarded-server.js";
import { freePort, isListening } from "./ports.js";
import { requireProgram } from "./system-parts.js";

export interface Redis {
  readonly port: number;
  stop(): Promise<void>;
}

/** A private Redis that keeps nothing on disk. It cannot outlive this process. */
export async function startRedis(): Promise<Redis> {
  const command = requireProgram("redis-server", "/usr/bin/redis-server");
  const directory = makeServerDirectory("redis");
  const port = await freePort();
  const settings = { port, bind: "127.0.0.1", dir: directory, save: "", appendonly: "no", daemonize: "no" };
  const server = await startGuardedServer({
    name: "Redis",
    directory,
    command,
    arguments: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    isReady: () => isListening(port),
  });
  return { port, stop: server.stop };
}
