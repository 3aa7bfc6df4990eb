/**
 * What connections cost the agent that say nothing: ten thousand idle ones on its policy server, and requests on one
 * more beside them. Client and server are processes of their own; each needs an open file for every connection.
 *
 *   node --import @swc-node/register/esm-register bench/idle-connections.ts [--connections 10000]
 *     [--authorizations 1000000] [--copies /var/tmp/mayfrom-copies]
 */
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { parseArgs } from "node:util";
import { measureLoad, prepareRequests } from "./support/policy-load.js";
import { startPolicyServer } from "./support/policy-servers.js";
import { accountsWith, authorizedAddressOf, loginOf } from "./support/seeded-copy.js";

const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "10000" },
    authorizations: { type: "string", default: "1000000" },
    copies: { type: "string", default: "/var/tmp/mayfrom-copies" },
  },
});
const OPENED_AT_ONCE = 200;
const ROUNDS = 5;
const ROUND_MS = 1_000;

const accounts = accountsWith(Number(values.authorizations));
const requests = prepareRequests((n) => {
  const account = (n * 7919) % accounts;
  return { login: loginOf(account), sender: authorizedAddressOf(account, n) };
}, 20_000);
const server = await startPolicyServer(Number(values.authorizations), values.copies);

await rate(); // Warms the server up.
const rateBefore = await rate();
const bytesBefore = ownResidentBytes(server.processId);
const idle: Socket[] = [];
while (idle.length < Number(values.connections)) {
  idle.push(...(await Promise.all(Array.from({ length: OPENED_AT_ONCE }, () => open(server.port)))));
}
const bytesWith = ownResidentBytes(server.processId);
const rateWith = await rate();
const stillOpen = idle.filter((socket) => !socket.destroyed).length;

console.log(`idle connections held         ${stillOpen.toLocaleString("en")} of ${idle.length.toLocaleString("en")}`);
console.log(
  `bytes of memory for each      ${Math.round((bytesWith - bytesBefore) / idle.length).toLocaleString("en")}`,
);
console.log(`requests a second beside them ${Math.round(rateWith).toLocaleString("en")}`);
console.log(`  of those without them       ${(rateWith / rateBefore).toFixed(2)}`);
process.exit();

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  socket.on("error", () => undefined);
  return socket;
}

/** One connection, a request after the other; the median of some rounds. */
async function rate(): Promise<number> {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { answered, seconds } = await measureLoad(server.port, { connections: 1, inFlight: 1 }, requests, ROUND_MS);
    rates.push(answered / seconds);
  }
  return rates.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
}

function ownResidentBytes(processId: number): number {
  const [, kilobytes = "0"] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
