/**
 * The policy protocol against a server that answers DUNNO without looking, both in a process of their own, asked in
 * turns. Prints the median of each and the median of the ratios; rates drift with the machine, ratios do not.
 *
 *   node --import @swc-node/register/esm-register bench/policy-baseline.ts [--rounds 7] [--seconds 1] [--accounts 100000]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createJudge, openPolicyServer, POLICY_DEFAULTS, POLICY_LIMITS } from "../src/agent/index.js";
import { createMemorySource } from "./support/memory-source.js";
import { type Load, measureLoad, type RequestMaker } from "./support/policy-load.js";

const SERVERS = ["answer-nothing", "mayfrom"] as const;
type ServerName = (typeof SERVERS)[number];

const { values } = parseArgs({
  options: {
    serve: { type: "string" },
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "1" },
    accounts: { type: "string", default: "100000" },
  },
});
const accounts = Number(values.accounts);

if (values.serve === undefined) await compare();
else await serve(values.serve as ServerName);

async function serve(name: ServerName): Promise<void> {
  const port = name === "mayfrom" ? await serveMayfrom() : await serveNothing();
  process.send?.(port);
  process.once("disconnect", () => process.exit());
}

async function serveMayfrom(): Promise<number> {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const judge = createJudge(
    createMemorySource(accounts),
    { count() {}, countTrouble() {}, countLookup() {} },
    quiet,
    null,
  );
  const listen = { kind: "TCP", host: "127.0.0.1", port: 0 } as const;
  const server = await openPolicyServer(listen, judge, () => undefined, POLICY_DEFAULTS, POLICY_LIMITS);
  return server.address.kind === "TCP" ? server.address.port : 0;
}

/** Finds the end of each request and nothing else. */
async function serveNothing(): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    let rest = "";
    socket.on("data", (chunk) => {
      const text = rest + chunk.toString("latin1");
      let answers = "";
      let start = 0;
      for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n", start)) {
        answers += "action=DUNNO\n\n";
        start = end + 2;
      }
      rest = text.slice(start);
      if (answers !== "") socket.write(answers, "latin1");
    });
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

async function compare(): Promise<void> {
  const ports = new Map<ServerName, number>();
  const children = SERVERS.map((name) =>
    fork(fileURLToPath(import.meta.url), ["--serve", name, "--accounts", values.accounts], {
      execArgv: process.execArgv,
    }),
  );
  for (const [index, child] of children.entries()) {
    const [port] = (await once(child, "message")) as [number];
    ports.set(SERVERS[index]!, port);
  }
  try {
    const permitted: RequestMaker = (n) => ({
      login: `user${n % accounts}@d${n % 1000}.example`,
      sender: `alias${n % accounts}@d${n % 1000}.example`,
    });
    const refused: RequestMaker = (n) => ({
      ...permitted(n),
      sender: `user${(n + 1) % accounts}@d${n % 1000}.example`,
    });
    await compareLoad("1 connection", ports, { connections: 1, inFlight: 1, make: permitted });
    await compareLoad("16 connections", ports, { connections: 16, inFlight: 1, make: permitted });
    await compareLoad("16 connections, all refused", ports, { connections: 16, inFlight: 1, make: refused });
    await compareLoad("16 connections, 32 pipelined", ports, { connections: 16, inFlight: 32, make: permitted });
  } finally {
    for (const child of children) child.disconnect();
  }
}

async function compareLoad(title: string, ports: ReadonlyMap<ServerName, number>, load: Load): Promise<void> {
  const rates: Record<ServerName, number[]> = { "answer-nothing": [], mayfrom: [] };
  const milliseconds = 1000 * Number(values.seconds);
  for (let round = -1; round < Number(values.rounds); round++) {
    for (const name of round % 2 === 0 ? SERVERS : [...SERVERS].reverse()) {
      const rate = await measureLoad(ports.get(name)!, load, milliseconds);
      // The first round warms both up.
      if (round >= 0) rates[name].push(rate);
    }
  }
  const ratios = rates.mayfrom.map((rate, round) => rate / rates["answer-nothing"][round]!);
  const show = (rate: number) => Math.round(rate).toLocaleString("en").padStart(9);
  process.stdout.write(
    `${title.padEnd(30)} answer-nothing ${show(median(rates["answer-nothing"]))}/s  mayfrom ${show(median(rates.mayfrom))}/s  ratio ${median(ratios).toFixed(3)}\n`,
  );
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
