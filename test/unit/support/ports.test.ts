import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { freePort } from "../../support/ports.js";

const PORTS = fileURLToPath(new URL("../../support/ports.ts", import.meta.url));

/** A process of its own, as another worker or another checkout has it, that asks for `count` ports around ours. */
function otherProcess(start: number, count: number) {
  const script = `
    import { freePort } from ${JSON.stringify(PORTS)};
    const ports = [];
    for (let i = 0; i < ${count}; i++) ports.push(await freePort(${start}));
    console.log(JSON.stringify(ports));
    process.stdin.resume();`;
  const loader = ["--import", "@swc-node/register/esm-register", "--input-type=module"];
  return spawn(process.execPath, [...loader, "--eval", script], { stdio: ["pipe", "pipe", "inherit"] });
}

it("gives nobody a port that another living process was given, whether or not it listens yet", async () => {
  const mine = [await freePort(), await freePort(), await freePort()];
  const other = otherProcess(Math.min(...mine), 8);
  const [line] = (await once(other.stdout, "data")) as [Buffer];
  const theirs = JSON.parse(line.toString()) as number[];
  expect(theirs).toHaveLength(8);
  expect(theirs.filter((port) => mine.includes(port))).toEqual([]);
  expect(await freePort(Math.min(...theirs))).not.toBe(Math.min(...theirs));
  other.kill("SIGKILL");
  await once(other, "close");
  expect(await freePort(Math.min(...theirs))).toBe(Math.min(...theirs));
});

it("gives no port that anybody listens on", async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port + 1, "127.0.0.1", resolve)).catch(() => undefined);
  expect(await freePort(port + 1)).not.toBe(port + 1);
  server.close();
});
