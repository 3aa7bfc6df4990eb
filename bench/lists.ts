/**
 * Whether a list's page far behind costs what its first does: pages of fifty, the first and the ten thousandth, asked in
 * turns through the whole API but HTTP.
 *
 *   DATA_DIR=/var/tmp/seeded npm run mayfrom -- seed --resellers 500 --domains 50000 --accounts 1000000 --authorizations 10000000
 *   DATA_DIR=/var/tmp/seeded node --import @swc-node/register/esm-register bench/lists.ts [--page 10000] [--rounds 50]
 */
import "reflect-metadata";
import { parseArgs } from "node:util";
import { createApollo } from "../src/api/apollo.js";
import { buildApiSchema } from "../src/app/index.js";
import { openServices } from "../src/cli/open-services.js";
import { RequestContext } from "../src/graphql/index.js";
import { ANONYMOUS_ACTOR, PLATFORM_SCOPE } from "../src/kernel/index.js";

const { values } = parseArgs({
  options: { page: { type: "string", default: "10000" }, rounds: { type: "string", default: "50" } },
});
const PAGE = 50;
/** The longest page a list gives, to get to the far one sooner. */
const STRIDE = 200;
const farRow = Number(values.page) * PAGE;
const OPERATOR = { ...ANONYMOUS_ACTOR, kind: "ADMINISTRATOR", role: "OPERATOR", scope: PLATFORM_SCOPE } as const;

const LISTS: readonly (readonly [list: string, filter: string, fields: string])[] = [
  ["accounts", "", "address state domain { name }"],
  ["accounts", "filter: { state: ACTIVE }", "address state domain { name }"],
  ["authorizations", "", "state account { address } identity { address }"],
  ["authorizations", "filter: { state: AUTHORIZED }", "state account { address } identity { address }"],
  ["domains", "", "name state reseller { name }"],
];

interface Connection {
  readonly edges: readonly unknown[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

const services = await openServices({ quiet: true });
const apollo = createApollo(await buildApiSchema(), services.log);

async function ask(query: string, first: number, after: string | null): Promise<Connection> {
  const contextValue = new RequestContext(services, OPERATOR);
  const { body } = await apollo.executeOperation({ query, variables: { first, after } }, { contextValue });
  if (body.kind !== "single" || body.singleResult.errors) throw new Error(JSON.stringify(body));
  return (body.singleResult.data as { list: Connection }).list;
}

for (const [list, filter, fields] of LISTS) {
  const query = `query ($first: Int, $after: String) {
    list: ${list}(first: $first, after: $after ${filter}) { edges { node { ${fields} } } pageInfo { endCursor hasNextPage } }
  }`;
  let cursor: string | null = null;
  let row = 0;
  while (row < farRow - PAGE) {
    const page: Connection = await ask(query, Math.min(STRIDE, farRow - PAGE - row), cursor);
    row += page.edges.length;
    if (!page.pageInfo.hasNextPage) break;
    cursor = page.pageInfo.endCursor;
  }
  const first: number[] = [];
  const far: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    first.push(await millisecondsOf(() => ask(query, PAGE, null)));
    far.push(await millisecondsOf(() => ask(query, PAGE, cursor)));
  }
  console.log(
    `${`${list} ${filter}`.padEnd(48)} page 1: ${median(first).toFixed(1)} ms   behind row ${row.toLocaleString("en")}:` +
      ` ${median(far).toFixed(1)} ms   ratio ${(median(far) / median(first)).toFixed(2)}`,
  );
}
process.exit();

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - startedAt) / 1e6;
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
