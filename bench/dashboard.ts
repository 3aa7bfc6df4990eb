/**
 * A dashboard's first screen, as clients/examples asks for it in one call with the key of a reseller's panel: of one reseller
 * with 200 domains that send and of one with 20,000, in turns, over HTTP. Prints statements, and the middle and the slowest
 * of the rounds; a screen that takes longer than a request may is asked for once. Sums of readiness are made before, as the
 * background does. On an empty directory, or on the empty database of DATABASE_URL.
 *
 *   DATA_DIR=/var/tmp/dashboard node --import @swc-node/register/esm-register bench/dashboard.ts [--rounds 20] [--domains 200,20000]
 */
import "reflect-metadata";
import { parseArgs } from "node:util";
import { dashboard } from "../clients/examples/typescript/mayfrom-example.js";
import { type Client, createClient } from "../clients/typescript/src/index.js";
import { createApollo } from "../src/api/apollo.js";
import { buildApiSchema, createApi } from "../src/app/index.js";
import { openServices } from "../src/cli/open-services.js";
import { fillTable } from "../src/cli/seed/fill-table.js";
import type { TablePlan } from "../src/cli/seed/seed-plan.js";
import { RequestContext, toGlobalId } from "../src/graphql/index.js";
import { ANONYMOUS_ACTOR, type GlobalId, newIdentifier, PLATFORM_SCOPE } from "../src/kernel/index.js";
import { recordSubmissions } from "../src/observations/index.js";
import { sumReadiness } from "../src/rollout/index.js";
import { countStatements } from "../test/support/statements.js";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "20" }, domains: { type: "string", default: "200,20000" } },
});
const MAILS_AT_ONCE = 1_000;
/** Of a screen that is far too slow the figure is wanted as well. */
const PATIENCE_MS = 120_000;
const DAY_MS = 86_400_000;
const OPERATOR = { ...ANONYMOUS_ACTOR, kind: "ADMINISTRATOR", role: "OPERATOR", scope: PLATFORM_SCOPE } as const;

const services = await openServices({ quiet: true });
const { database } = services;
await database.migrate();
const apollo = createApollo(await buildApiSchema(), services.log);
const app = await createApi(services);
const url = await app.listen({ host: "127.0.0.1", port: 0 });

/** Domains with one mailbox each, from which three messages went out under a foreign address yesterday. */
async function plant(count: number): Promise<GlobalId> {
  const name = `d${count}`;
  const reseller = { id: newIdentifier(), path: name.padStart(8, "0") };
  const numbers = Array.from({ length: count }, (_, index) => index);
  const domainIds = numbers.map(() => newIdentifier());
  const domainOf = (index: number) => `${name}-${index}.test`;
  const now = Date.now();
  const plans: readonly Omit<TablePlan, "count">[] = [
    {
      table: "domain",
      columns: ["id", "resellerId", "resellerPath", "name", "state", "createdAt", "updatedAt"],
      row: (index) => [domainIds[index] ?? "", reseller.id, reseller.path, domainOf(index), "ACTIVE", now, now],
    },
    {
      table: "account",
      columns: ["id", "domainId", "resellerPath", "address", "addressKey", "state", "createdAt", "updatedAt"],
      row: (index) => {
        const address = `user@${domainOf(index)}`;
        return [newIdentifier(), domainIds[index] ?? "", reseller.path, address, address, "ACTIVE", now, now];
      },
    },
  ];
  const resellerPlan: TablePlan = {
    table: "reseller",
    columns: ["id", "path", "name", "slug", "state", "createdAt", "updatedAt"],
    count: 1,
    row: () => [reseller.id, reseller.path, name, name, "ACTIVE", now, now],
  };
  for (const plan of [resellerPlan, ...plans.map((each) => ({ ...each, count }))]) {
    await fillTable(database, plan, () => {});
  }
  for (let start = 0; start < count; start += MAILS_AT_ONCE) {
    const sent = numbers.slice(start, start + MAILS_AT_ONCE).map((index) => ({
      source: "postfix" as const,
      login: `user@${domainOf(index)}`,
      reversePath: `other@away${index}.test`,
      fromAddresses: [],
      at: now - DAY_MS,
      count: 3,
      isRefused: false,
      queueId: null,
      messageId: null,
    }));
    await database.write((tx) => recordSubmissions(tx, sent));
  }
  return toGlobalId("Reseller", reseller.id);
}

async function clientOf(resellerId: GlobalId): Promise<Client> {
  const query = `mutation ($id: ID!) {
    createApiKey(input: { name: "Panel", kind: PANEL, scope: { resellerId: $id } }) { secret }
  }`;
  const contextValue = new RequestContext(services, OPERATOR);
  const { body } = await apollo.executeOperation({ query, variables: { id: resellerId } }, { contextValue });
  if (body.kind !== "single" || body.singleResult.errors) throw new Error(JSON.stringify(body));
  const { createApiKey } = body.singleResult.data as { createApiKey: { secret: string } };
  return createClient({ url, credential: () => createApiKey.secret, timeoutMs: PATIENCE_MS });
}

interface Screen {
  readonly size: number;
  readonly client: Client;
  readonly times: number[];
  statements: number;
  /** Why it was not shown. */
  refusal?: string;
}

const screens: Screen[] = [];
for (const size of values.domains.split(",").map(Number)) {
  screens.push({ size, client: await clientOf(await plant(size)), times: [], statements: 0 });
}
const startedAt = performance.now();
const summed = await sumReadiness(database, services.clock.now(), new AbortController().signal);
console.log(`the sums of ${summed} domains were made in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
// The first call of each prepares what every other finds.
for (let round = -1; round < Number(values.rounds); round += 1) {
  for (const screen of screens) {
    if (screen.refusal !== undefined) continue;
    let shown: Awaited<ReturnType<typeof dashboard>> | undefined;
    let milliseconds = 0;
    screen.statements = await countStatements(database, async () => {
      const startedAt = performance.now();
      shown = await dashboard(screen.client).catch((error: Error) => {
        screen.refusal = error.message;
        return undefined;
      });
      milliseconds = performance.now() - startedAt;
    });
    if (screen.refusal === undefined && shown?.readiness?.unresolved.messages !== screen.size * 3)
      throw new Error(JSON.stringify(shown));
    if (round >= 0) screen.times.push(milliseconds);
  }
}
for (const { size, times, statements, refusal } of screens) {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const figures = refusal ?? `${middle.toFixed(0)} ms, ${sorted.at(-1)?.toFixed(0)} ms at most`;
  console.log(`${size} domains: ${statements} statements, ${figures}`);
}
await app.close();
process.exit();
