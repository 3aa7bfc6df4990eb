/**
 * What the fields that walk, sum or rehearse take, in fields of a plain page of rows: from this their weights in the cost
 * of a call come (src/graphql/field-weights.ts, which `--write` writes anew). Each is measured in turns with a page of 200
 * accounts over a platform of this size, by the CPU time of this process, which on SQLite is the database's too and which
 * other work on the machine changes little. The weight is the next of 1, 2, 5, 10, … so that two runs say the same, and
 * not more than a fifth of what a call may cost, so that five fit into one.
 *
 *   export DATA_DIR=/var/tmp/weights
 *   npm run mayfrom -- seed --resellers 20 --domains 1000 --accounts 20000 --authorizations 100000
 *   node --import @swc-node/register/esm-register bench/readiness.ts --one-in 20
 *   node --import @swc-node/register/esm-register bench/field-weights.ts [--rounds 20] [--write]
 */
import "reflect-metadata";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createApollo } from "../src/api/apollo.js";
import { countFields } from "../src/api/cost/count-fields.js";
import { MAX_SELECTED_FIELDS } from "../src/api/query-limits.js";
import { buildApiSchema } from "../src/app/index.js";
import { openServices } from "../src/cli/open-services.js";
import { Gateway } from "../src/gateways/gateway.entity.js";
import { GatewayHour } from "../src/gateways/registry/gateway-hour.entity.js";
import type { WeightedField } from "../src/graphql/field-weights.js";
import { FIELD_WEIGHTS, RequestContext, toGlobalId } from "../src/graphql/index.js";
import { ANONYMOUS_ACTOR, newIdentifier, PLATFORM_SCOPE } from "../src/kernel/index.js";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "20" }, write: { type: "boolean", default: false } },
});
const OPERATOR = { ...ANONYMOUS_ACTOR, kind: "ADMINISTRATOR", role: "OPERATOR", scope: PLATFORM_SCOPE } as const;
const TABLE = new URL("../src/graphql/field-weights.ts", import.meta.url);
const MOST = MAX_SELECTED_FIELDS / 5;
const ROWS = 200;
const GATEWAYS = 50;
const HOURS = 336;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const services = await openServices({ quiet: true });
const apollo = createApollo(await buildApiSchema(), services.log);
const [account] = await services.database.reader.query<{ id: string; addressKey: string; domainId: string }[]>(
  "SELECT id, addressKey, domainId FROM account ORDER BY id LIMIT 1",
);
if (account === undefined) throw new Error("seed a platform first, as the head of this file says");

/** What is measured: a document with the field, the same without it, and how often the field stands in its answer. */
interface Measured {
  readonly document: string;
  readonly without: string;
  readonly times: number;
}

const PLAIN = `{ accounts(first: ${ROWS}) { edges { node { id address state createdAt domain { name } } } } }`;
const NOTHING = "{ __typename }";
const year = `from: "${new Date(Date.now() - 365 * DAY_MS).toISOString().slice(0, 10)}"`;
const domain = toGlobalId("Domain", account.domainId);
const alone = (field: string): Measured => ({ document: `{ ${field} }`, without: NOTHING, times: 1 });
const below = (root: string, field: string): Measured => ({
  document: `{ ${root} { __typename ${field} } }`,
  without: `{ ${root} { __typename } }`,
  times: 1,
});
const ofRows = (list: string, times: number, field: string): Measured => ({
  document: `{ ${list}(first: ${times}) { edges { node { id ${field} } } } }`,
  without: `{ ${list}(first: ${times}) { edges { node { id } } } }`,
  times,
});

const MEASURED: Readonly<Record<WeightedField, Measured>> = {
  count: below("accounts(first: 1)", "totalCount"),
  recentMail: ofRows("accounts", ROWS, "recentMail { messages }"),
  overview: alone("overview { pendingAuthorizations waitingApprovals openProposals alarms }"),
  walk: alone("readiness { messages }"),
  statisticsRange: below(`statistics(${year})`, "submissions { day own authorized unauthorized refused }"),
  statisticsRanking: below(`statistics(${year})`, "senders(first: 100) { messages }"),
  complaints: alone("complaints(days: 365) { __typename }"),
  search: alone(`search(text: "${account.addressKey}") { __typename }`),
  explanation: alone(`explain(login: "${account.addressKey}", sender: "stranger@away.example") { __typename }`),
  rehearsal: alone(`previewDeletion(id: "${domain}") { accountCount }`),
  gatewayHour: {
    ...ofRows("gateways", GATEWAYS, `hours(last: ${HOURS}) { at mostLagSeconds looks looksAway }`),
    times: GATEWAYS * HOURS,
  },
};

await plantGateways();
await report();
process.exit();

/** Which the seed has none of. */
async function plantGateways(): Promise<void> {
  const { database } = services;
  if ((await database.reader.count(Gateway)) > 0) return;
  const hour = Math.floor(Date.now() / HOUR_MS);
  await database.write(async ({ manager, now }) => {
    for (let index = 0; index < GATEWAYS; index += 1) {
      const id = newIdentifier();
      const place = { id, apiKeyId: newIdentifier(), name: `mx${index}.example`, domains: [] };
      await manager.insert(Gateway, { ...place, version: "1", revision: 0, firstSeenAt: now, lastSeenAt: now });
      const figures = { looks: 60, looksAway: 0, mostLagMs: 100 };
      const hours = Array.from({ length: HOURS }, (_, back) => ({ gatewayId: id, hour: hour - back, ...figures }));
      await manager.insert(GatewayHour, hours);
    }
  });
}

async function report(): Promise<void> {
  const points = new Map<WeightedField, number>();
  console.log("| field | ms of CPU | points by measurement | weight | before |\n| --- | --- | --- | --- | --- |");
  for (const [name, measured] of Object.entries(MEASURED) as [WeightedField, Measured][]) {
    const { milliseconds, found } = await measure(measured);
    const weight = weightFor(found);
    points.set(name, weight);
    const before = FIELD_WEIGHTS[name].toLocaleString("en");
    const cells = [name, milliseconds.toFixed(2), Math.round(found), weight, before];
    console.log(`| ${cells.map((cell) => cell.toLocaleString("en")).join(" | ")} |`);
  }
  if (values.write) writeTable(points);
}

/** CPU time of the field, and the same in fields of a plain page that was asked for in turns with it. */
async function measure({ document, without, times }: Measured): Promise<{ milliseconds: number; found: number }> {
  const differences: number[] = [];
  const pages: number[] = [];
  let fields = 1;
  for (let round = -2; round < Number(values.rounds); round += 1) {
    const plain = await ask(PLAIN);
    fields = countFields(plain.data);
    const difference = (await ask(document)).milliseconds - (await ask(without)).milliseconds;
    // The first two read the documents and warm the database.
    if (round < 0) continue;
    pages.push(plain.milliseconds);
    differences.push(difference / times);
  }
  const milliseconds = Math.max(0, median(differences));
  return { milliseconds, found: (milliseconds * fields) / median(pages) };
}

async function ask(query: string): Promise<{ milliseconds: number; data: unknown }> {
  const contextValue = new RequestContext(services, OPERATOR);
  const before = process.cpuUsage();
  const { body } = await apollo.executeOperation({ query }, { contextValue });
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000;
  if (body.kind !== "single" || body.singleResult.errors) throw new Error(`${query}: ${JSON.stringify(body)}`);
  return { milliseconds, data: body.singleResult.data };
}

/** The next of 1, 2, 5, 10, 20, 50, … */
function weightFor(points: number): number {
  for (let power = 1; power < MOST; power *= 10) {
    const step = [1, 2, 5].find((each) => points <= each * power);
    if (step !== undefined) return Math.min(MOST, step * power);
  }
  return MOST;
}

function median(figures: readonly number[]): number {
  return [...figures].sort((one, other) => one - other)[figures.length >> 1] ?? Number.NaN;
}

/** Figures alone: what each is for stays as it stands there. */
function writeTable(weights: ReadonlyMap<WeightedField, number>): void {
  let text = readFileSync(TABLE, "utf8");
  for (const [name, weight] of weights) {
    const figure = weight.toString().replace(/\B(?=(\d{3})+$)/g, "_");
    text = text.replace(new RegExp(`^( {2}${name}: )[\\d_]+,$`, "m"), `$1${figure},`);
  }
  writeFileSync(TABLE, text);
}
