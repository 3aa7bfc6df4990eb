import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface PolicyServerProcess {
  readonly port: number;
  readonly processId: number;
  /** User and system time of the process so far, microseconds. */
  cpuMicroseconds(): Promise<number>;
  stop(): void;
}

/** `authorizations` is the size of its copy; null for the server that answers DUNNO without looking. */
export async function startPolicyServer(authorizations: number | null, copies: string): Promise<PolicyServerProcess> {
  const program = fileURLToPath(new URL("policy-server-process.ts", import.meta.url));
  const child = fork(program, [authorizations === null ? "nothing" : String(authorizations), copies], {
    execArgv: process.execArgv,
  });
  const [port] = (await once(child, "message")) as [number];
  return {
    port,
    processId: child.pid ?? 0,
    async cpuMicroseconds() {
      child.send("cpu");
      const [microseconds] = (await once(child, "message")) as [number];
      return microseconds;
    },
    stop: () => child.disconnect(),
  };
}
