/**
 * The policy protocol against a server that answers DUNNO without looking, both in a process of their own, asked in
 * turns. Prints the median of each and the median of the ratios; rates drift with the machine, ratios do not. The
 * server's own CPU time a request is printed too: on a machine with other work it says more than any rate.
 *
 *   node --import @swc-node/register/esm-register bench/policy-baseline.ts [--rounds 7] [--seconds 1] [--accounts 100000]
 */
import { type ChildProcess, fork } from "node:child_process";
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
  process.on("message", () => process.send?.(cpuMicroseconds()));
  process.once("disconnect", () => process.exit());
}

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
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

interface Contestant {
  readonly name: ServerName;
  readonly port: number;
  readonly child: ChildProcess;
}

async function startContestant(name: ServerName): Promise<Contestant> {
  const child = fork(fileURLToPath(import.meta.url), ["--serve", name, "--accounts", values.accounts], {
    execArgv: process.execArgv,
  });
  const [port] = (await once(child, "message")) as [number];
  return { name, port, child };
}

async function compare(): Promise<void> {
  const contestants = await Promise.all(SERVERS.map(startContestant));
  try {
    const permitted: RequestMaker = (n) => ({
      login: `user${n % accounts}@d${n % 1000}.example`,
      sender: `alias${n % accounts}@d${n % 1000}.example`,
    });
    const refused: RequestMaker = (n) => ({
      ...permitted(n),
      sender: `user${(n + 1) % accounts}@d${n % 1000}.example`,
    });
    await compareLoad("1 connection", contestants, { connections: 1, inFlight: 1, make: permitted });
    await compareLoad("16 connections", contestants, { connections: 16, inFlight: 1, make: permitted });
    await compareLoad("16 connections, all refused", contestants, { connections: 16, inFlight: 1, make: refused });
    await compareLoad("16 connections, 32 pipelined", contestants, { connections: 16, inFlight: 32, make: permitted });
  } finally {
    for (const { child } of contestants) child.disconnect();
  }
}

interface Round {
  readonly rate: number;
  readonly cpuMicroseconds: number;
}

async function compareLoad(title: string, contestants: readonly Contestant[], load: Load): Promise<void> {
  const rounds: Record<ServerName, Round[]> = { "answer-nothing": [], mayfrom: [] };
  for (let round = -1; round < Number(values.rounds); round++) {
    for (const contestant of round % 2 === 0 ? contestants : [...contestants].reverse()) {
      const figures = await measure(contestant, load);
      // The first round warms both up.
      if (round >= 0) rounds[contestant.name].push(figures);
    }
  }
  const nothing = rounds["answer-nothing"];
  const ours = rounds.mayfrom;
  const ratios = ours.map(({ rate }, round) => rate / nothing[round]!.rate);
  process.stdout.write(
    `${title.padEnd(30)} answer-nothing ${show(nothing)}  mayfrom ${show(ours)}  ratio of rates ${median(ratios).toFixed(3)}\n`,
  );
}

async function measure({ port, child }: Contestant, load: Load): Promise<Round> {
  const before = await askForCpu(child);
  const { answered, seconds } = await measureLoad(port, load, 1000 * Number(values.seconds));
  return { rate: answered / seconds, cpuMicroseconds: ((await askForCpu(child)) - before) / answered };
}

async function askForCpu(child: ChildProcess): Promise<number> {
  child.send("cpu");
  const [microseconds] = (await once(child, "message")) as [number];
  return microseconds;
}

function show(rounds: readonly Round[]): string {
  const rate = Math.round(median(rounds.map((round) => round.rate)));
  const cpu = median(rounds.map((round) => round.cpuMicroseconds));
  return `${rate.toLocaleString("en").padStart(7)}/s ${cpu.toFixed(1).padStart(5)} µs CPU`;
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
