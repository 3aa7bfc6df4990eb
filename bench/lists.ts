/**
 * Whether a list's page far behind costs what its first does: every root list of the schema in each of its orders and with
 * each of its filters, as the operator asks, and within the largest reseller and the largest domain. Pages of fifty, the
 * first and the ten thousandth, or the last of a shorter list. What counts is the time of their statements in the database,
 * each asked again several times. What the seed leaves empty is planted in the first run, and stays.
 *
 *   DATA_DIR=/var/tmp/seeded npm run mayfrom -- seed --resellers 500 --domains 50000 --accounts 1000000 --authorizations 10000000
 *   DATA_DIR=/var/tmp/seeded node --import @swc-node/register/esm-register bench/lists.ts \
 *     [--only authorizations,accounts] [--filters all,state] [--scopes platform,reseller,domain] [--page 10000] [--rounds 5] [--statements] [--all]
 */
import "reflect-metadata";
import { parseArgs } from "node:util";
import { createApollo } from "../src/api/apollo.js";
import { buildApiSchema } from "../src/app/index.js";
import { openServices } from "../src/cli/open-services.js";
import { RequestContext } from "../src/graphql/index.js";
import type { Actor } from "../src/kernel/index.js";
import { listCallers } from "./support/list-callers.js";
import { type ListQuestion, listQuestions } from "./support/list-questions.js";
import { filterSamples } from "./support/list-samples.js";
import { plantLists } from "./support/planted-lists.js";
import { type ListPage, type TimedList, timeList } from "./support/timed-list.js";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    filters: { type: "string" },
    scopes: { type: "string", default: "platform,reseller,domain" },
    page: { type: "string", default: "10000" },
    rounds: { type: "string", default: "5" },
    statements: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
  },
});
const PAGE_SIZE = 50;
const MOST_MS = 20;
const MOST_RATIO = 2;
/** Below this a ratio says more about the clock than about the list. */
const TOO_SHORT_MS = 2;
const timing = { pageSize: PAGE_SIZE, farRow: Number(values.page) * PAGE_SIZE, rounds: Number(values.rounds) };

const services = await openServices({ quiet: true });
const { database } = services;
await database.migrate();
await plantLists(database, (table) => console.log(`planting ${table}`));
const schema = await buildApiSchema();
const apollo = createApollo(schema, services.log);

interface Line extends TimedList {
  readonly caller: string;
  readonly question: ListQuestion;
}

async function ask(actor: Actor, { list, argumentsText }: ListQuestion, page: object): Promise<ListPage> {
  const given = Object.entries(page).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const query = `{ list: ${list}(${[...given, argumentsText].filter(Boolean).join(", ")}) {
    edges { cursor } pageInfo { endCursor hasNextPage } } }`;
  const contextValue = new RequestContext(services, actor);
  const { body } = await apollo.executeOperation({ query }, { contextValue });
  if (body.kind !== "single" || body.singleResult.errors) throw new Error(JSON.stringify(body));
  return (body.singleResult.data as { list: ListPage }).list;
}

const only = values.only?.split(",");
const filters = values.filters?.split(",");
const lines: Line[] = [];
const refused: string[] = [];
for (const { name, actor } of await listCallers(database, values.scopes.split(","))) {
  for (const question of listQuestions(schema, await filterSamples(database, name))) {
    if (only !== undefined && !only.includes(question.list)) continue;
    if (filters !== undefined && !filters.includes(question.filter.split(":")[0] || "all")) continue;
    try {
      const timedList = await timeList(database, (page) => ask(actor, question, page), timing);
      const line = { ...timedList, caller: name, question };
      lines.push(line);
      if (values.all || problemsOf(line).length > 0) show(line);
    } catch (error) {
      refused.push(`${name} ${question.list} ${question.argumentsText}: ${(error as Error).message.slice(0, 300)}`);
    }
  }
}
summarize();
for (const each of refused) console.log(`not timed: ${each}`);
process.exit();

function problemsOf({ first, far }: TimedList): string[] {
  const slowest = Math.max(first.milliseconds, far?.milliseconds ?? 0);
  const ratio = ratioOf(first.milliseconds, far?.milliseconds);
  return [...(slowest > MOST_MS ? [`> ${MOST_MS} ms`] : []), ...(ratio > MOST_RATIO ? [`> ${MOST_RATIO} ×`] : [])];
}

function ratioOf(first: number, far: number | undefined): number {
  return far === undefined || Math.max(first, far) < TOO_SHORT_MS ? 1 : Math.max(far / first, first / far);
}

function show(line: Line): void {
  const { caller, question, first, far, place } = line;
  const behind = far === null ? "–" : `${place === "ROW" ? "far" : "last"} ${far.milliseconds.toFixed(1)} ms`;
  const words = `${caller} ${question.list} | ${question.filter || "all"} | ${question.order || "usual order"}`;
  console.log(
    `${words.padEnd(100)} first ${first.milliseconds.toFixed(1)} ms  ${behind}  ${first.statements.length} statements` +
      `  ${first.rows} rows  ${problemsOf(line).join(", ")}`,
  );
  if (!values.statements) return;
  for (const { text, parameters } of (far ?? first).statements)
    console.log(`    ${text}\n    ${JSON.stringify(parameters)}`);
}

/** A line for each list and caller: how many ways it was asked in, the slowest, and how many of them are too slow. */
function summarize(): void {
  console.log(
    "\n| list | asked by | ways | first page, median and most | far page, median and most | too slow or too far apart |",
  );
  console.log("| --- | --- | --- | --- | --- | --- |");
  const wordsOf = ({ caller, question }: Line) => `${question.list} | ${caller}`;
  for (const words of new Set(lines.map(wordsOf))) {
    const group = lines.filter((line) => wordsOf(line) === words);
    const spread = (figures: number[]) =>
      figures.length === 0 ? "–" : `${middle(figures).toFixed(1)} and ${Math.max(...figures).toFixed(1)} ms`;
    const far = group.flatMap((line) => (line.far === null ? [] : [line.far.milliseconds]));
    const slow = group.filter((line) => problemsOf(line).length > 0).length;
    console.log(
      `| ${words} | ${group.length} | ${spread(group.map(({ first }) => first.milliseconds))} | ${spread(far)} | ${slow || "none"} |`,
    );
  }
}

function middle(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
