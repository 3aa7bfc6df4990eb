/**
 * The policy protocol from a copy of the authorizations, against a server that answers DUNNO without looking: each in a
 * process of its own, asked in turns. The agent's side is all there is of it in production: copy, rules, metrics and
 * counts for the reports. Prints the median of each rate, of the ratios, and of the server's CPU time a request, which
 * says more than any rate on a machine with other work.
 *
 *   node --import @swc-node/register/esm-register bench/policy-baseline.ts [--rounds 7] [--seconds 1]
 *     [--authorizations 1000000,10000000] [--questions 20000] [--copies /var/tmp/mayfrom-copies]
 */
import { parseArgs } from "node:util";
import { type Load, measureLoad, type PolicyQuestion, prepareRequests } from "./support/policy-load.js";
import { type PolicyServerProcess, startPolicyServer } from "./support/policy-servers.js";
import { accountsWith, authorizedAddressOf, loginOf } from "./support/seeded-copy.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "1" },
    authorizations: { type: "string", default: "1000000" },
    /** How many different ones are asked, over and over. */
    questions: { type: "string", default: "20000" },
    copies: { type: "string", default: "/var/tmp/mayfrom-copies" },
  },
});
const sizes = values.authorizations.split(",").map(Number);
await compare();

interface Contestant {
  /** Null for the server that answers without looking. */
  readonly authorizations: number | null;
  readonly server: PolicyServerProcess;
  /** Of the load at hand, by round. */
  rounds: { readonly rate: number; readonly cpuMicroseconds: number }[];
}

async function startContestant(authorizations: number | null): Promise<Contestant> {
  return { authorizations, server: await startPolicyServer(authorizations, values.copies), rounds: [] };
}

async function compare(): Promise<void> {
  const contestants: Contestant[] = [await startContestant(null)];
  for (const size of sizes) contestants.push(await startContestant(size));
  const loads: readonly (readonly [string, Load])[] = [
    ["1 connection", { connections: 1, inFlight: 1 }],
    ["16 connections", { connections: 16, inFlight: 1 }],
    ["16 connections, 32 requests in flight on each", { connections: 16, inFlight: 32 }],
  ];
  try {
    for (const [title, load] of loads) {
      await compareLoad(title, contestants, load, permittedQuestion);
      await compareLoad(`${title}, all refused`, contestants, load, refusedQuestion);
    }
  } finally {
    for (const { server } of contestants) server.stop();
  }
}

/** Accounts far apart, as the senders of a moment are. */
function accountAt(n: number, accounts: number): number {
  return (n * 7919) % accounts;
}

function permittedQuestion(n: number, accounts: number): PolicyQuestion {
  const account = accountAt(n, accounts);
  return { login: loginOf(account), sender: authorizedAddressOf(account, n) };
}

function refusedQuestion(n: number, accounts: number): PolicyQuestion {
  return { login: loginOf(accountAt(n, accounts)), sender: authorizedAddressOf(accountAt(n + 1, accounts), n) };
}

type QuestionAt = (n: number, accounts: number) => PolicyQuestion;

async function compareLoad(
  title: string,
  contestants: readonly Contestant[],
  load: Load,
  questionAt: QuestionAt,
): Promise<void> {
  for (const contestant of contestants) contestant.rounds = [];
  const requests = new Map<number, Buffer[]>();
  for (const size of sizes) {
    const accounts = accountsWith(size);
    requests.set(
      size,
      prepareRequests((n) => questionAt(n, accounts), Number(values.questions)),
    );
  }
  for (let round = -1; round < Number(values.rounds); round++) {
    for (const contestant of round % 2 === 0 ? contestants : [...contestants].reverse()) {
      const size = contestant.authorizations ?? sizes[0] ?? 0;
      const figures = await measure(contestant, load, requests.get(size) ?? []);
      // The first round warms all of them up.
      if (round >= 0) contestant.rounds.push(figures);
    }
  }
  const [nothing] = contestants;
  console.log(`\n${title}`);
  for (const { authorizations, rounds } of contestants) {
    const name =
      authorizations === null ? "answers without looking" : `${authorizations.toLocaleString("en")} authorizations`;
    const rate = Math.round(median(rounds.map((round) => round.rate))).toLocaleString("en");
    const cpu = median(rounds.map((round) => round.cpuMicroseconds)).toFixed(1);
    const ratio = median(rounds.map((round, index) => round.rate / (nothing?.rounds[index]?.rate ?? Number.NaN)));
    console.log(`  ${name.padEnd(28)} ${rate.padStart(8)}/s ${cpu.padStart(6)} µs CPU   ratio ${ratio.toFixed(2)}`);
  }
}

async function measure({ server }: Contestant, load: Load, requests: readonly Buffer[]) {
  const before = await server.cpuMicroseconds();
  const { answered, seconds } = await measureLoad(server.port, load, requests, 1000 * Number(values.seconds));
  return { rate: answered / seconds, cpuMicroseconds: ((await server.cpuMicroseconds()) - before) / answered };
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
