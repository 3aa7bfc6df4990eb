/**
 * What forty strangers at once do to everybody else: 40 requests of 3 kB without a credential, of each kind that scanners
 * send, again and again for some seconds, while `/healthz` is asked every 20 ms. Prints its slowest answer and by how much
 * the memory of the server grew (Linux, `SERVER_PID`).
 *
 * URL=http://127.0.0.1:4000 SERVER_PID=… node --import @swc-node/register/esm-register bench/anonymous-burst.ts
 */
import { readFileSync } from "node:fs";
import { getIntrospectionQuery } from "graphql";

const { URL: url = "http://127.0.0.1:4000", SERVER_PID: serverPid = "" } = process.env;
const AT_ONCE = 40;
const ROUNDS = Number(process.env.ROUNDS ?? "25");
const BYTES = 3_000;
const HEALTH_EVERY_MS = 20;

/** Repeats `part` to 3 kB between its ends. */
function filled(begin: string, part: (index: number) => string, end: string): string {
  let text = begin;
  for (let index = 0; text.length + end.length < BYTES; index++) text += part(index);
  return text + end;
}

const QUERIES: Readonly<Record<string, string>> = {
  introspection: getIntrospectionQuery(),
  "aliased introspection": filled("{", (index) => `a${index}: __schema { types { fields { name } } } `, "}"),
  "introspection nested into itself": `{ __schema { types { ${"fields { type { ".repeat(80)} name ${"} }".repeat(80)} } } }`,
  "a field under many aliases": filled("{", (index) => `a${index}: viewer { login } `, "}"),
  "many directives": filled("{ __typename ", () => "@include(if: true) ", "}"),
  "deep nesting": filled("{", () => "node(id: 1) {", "}"),
  "circular fragments": filled(
    "{ ...F0 } ",
    (index) => `fragment F${index} on Query { ...F${index ? index - 1 : 0} } `,
    "",
  ),
  "fragments that double": filled("{ ...F1 } ", (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} } `, ""),
  "a long text": filled('mutation { signOut(refreshToken: "', () => "x", '") }'),
};

interface Health {
  slowestMs: number;
  asked: number;
}

function watchHealth(): { readonly health: Health; stop(): Promise<void> } {
  const health: Health = { slowestMs: 0, asked: 0 };
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const begin = performance.now();
      const response = await fetch(`${url}/healthz`);
      await response.text();
      if (!response.ok) throw new Error(`/healthz: ${response.status}`);
      health.slowestMs = Math.max(health.slowestMs, performance.now() - begin);
      health.asked += 1;
      await new Promise((resolve) => setTimeout(resolve, HEALTH_EVERY_MS));
    }
  })();
  return {
    health,
    async stop() {
      isOver = true;
      await watching;
    },
  };
}

async function ask(query: string): Promise<number> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  await response.text();
  return response.status;
}

/** MiB; null where the system does not tell. */
function memory(): number | null {
  if (serverPid === "") return null;
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${serverPid}/status`, "utf8")) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

const warm = Object.values(QUERIES).map(ask);
await Promise.all(warm);
const atRest = memory();
let worst = 0;
for (const [kind, query] of Object.entries(QUERIES)) {
  const { health, stop } = watchHealth();
  const statuses = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const status of await Promise.all(Array.from({ length: AT_ONCE }, () => ask(query)))) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  await stop();
  worst = Math.max(worst, health.slowestMs);
  const answers = [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
  console.log(
    `${kind.padEnd(33)} ${String(query.length).padStart(5)} B  /healthz at most ${health.slowestMs.toFixed(0).padStart(4)} ms of ${String(health.asked).padStart(4)}  ${answers}`,
  );
}
const after = memory();
console.log(`slowest /healthz: ${worst.toFixed(0)} ms`);
if (atRest !== null && after !== null) {
  console.log(
    `memory: ${atRest.toFixed(0)} MiB at rest, ${after.toFixed(0)} MiB after (${(after - atRest).toFixed(0)} more)`,
  );
}
