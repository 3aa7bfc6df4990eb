/**
 * What a panel's calls cost: requests, statements and time for onboarding and for the nightly run of a domain, through the
 * whole API but HTTP. On an empty directory, or on the empty database of DATABASE_URL.
 *
 *   DATA_DIR=/var/tmp/panel-calls node --import @swc-node/register/esm-register bench/panel-calls.ts
 */
import "reflect-metadata";
import { createApollo } from "../src/api/apollo.js";
import { buildApiSchema } from "../src/app/index.js";
import { openServices } from "../src/cli/open-services.js";
import { RequestContext } from "../src/graphql/index.js";
import { ANONYMOUS_ACTOR, PLATFORM_SCOPE } from "../src/kernel/index.js";
import { countStatements } from "../test/support/statements.js";

const OPERATOR = { ...ANONYMOUS_ACTOR, kind: "ADMINISTRATOR", role: "OPERATOR", scope: PLATFORM_SCOPE } as const;
const CREATE_RESELLER = "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }";
const CREATE_DOMAINS = "mutation ($input: CreateDomainsInput!) { createDomains(input: $input) { ids } }";
const CREATE_ACCOUNTS = "mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { ids } }";
const ADD_IDENTITIES = "mutation ($input: AddIdentitiesInput!) { addIdentities(input: $input) { ids } }";
const SYNC = `mutation ($input: SyncDomainInput!) {
  syncDomain(input: $input) { made changed ended differences { kind part path } refused { path } }
}`;

const services = await openServices({ quiet: true });
await services.database.migrate();
const apollo = createApollo(await buildApiSchema(), services.log);

interface Batch {
  readonly id: string;
  readonly ids: readonly string[];
}

async function ask(query: string, input: object): Promise<Batch> {
  const contextValue = new RequestContext(services, OPERATOR);
  const { body } = await apollo.executeOperation({ query, variables: { input } }, { contextValue });
  if (body.kind !== "single" || body.singleResult.errors) throw new Error(JSON.stringify(body));
  return Object.values(body.singleResult.data ?? {})[0] as Batch;
}

async function measure(title: string, query: string, inputs: readonly object[]): Promise<string[]> {
  const ids: string[] = [];
  const startedAt = performance.now();
  const statements = await countStatements(services.database, async () => {
    for (const input of inputs) ids.push(...((await ask(query, input)).ids ?? []));
  });
  const milliseconds = Math.round(performance.now() - startedAt);
  console.log(`${title.padEnd(56)} ${inputs.length} requests  ${statements} statements  ${milliseconds} ms`);
  return ids;
}

const run = Date.now().toString(36);
const { id: resellerId } = await ask(CREATE_RESELLER, { name: "Panel", slug: `panel-${run}` });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const [domainId] = await measure("200 domains", CREATE_DOMAINS, [
  { idempotencyKey: `d${run}`, items: numbers(200).map((index) => ({ resellerId, name: `d${index}-${run}.test` })) },
]);
const accounts = await measure("10,000 mailboxes", CREATE_ACCOUNTS, [
  ...numbers(10).map((call) => ({
    idempotencyKey: `a${call}${run}`,
    items: numbers(1_000).map((index) => ({ domainId, address: `m${call}-${index}@d0-${run}.test` })),
  })),
]);
await measure("5,000 identities in a hosted domain", ADD_IDENTITIES, [
  ...numbers(5).map((call) => ({
    idempotencyKey: `i${call}${run}`,
    items: accounts
      .slice(call * 1_000, (call + 1) * 1_000)
      .map((accountId) => ({ accountId, address: `team@d1-${run}.test`, displayName: "Team" })),
  })),
]);

const { ids: synced } = await ask(CREATE_DOMAINS, {
  idempotencyKey: `s${run}`,
  items: [50, 1_000].map((count) => ({ resellerId, name: `s${count}-${run}.test` })),
});
for (const [place, count] of [50, 1_000].entries()) {
  const name = `s${count}-${run}.test`;
  const input = (mailboxes: readonly object[]) => ({ domainId: synced[place], mailboxes });
  const mailboxes = numbers(count).map((index) => ({
    address: `m${index}@${name}`,
    aliases: [`a${index}@${name}`],
    grants: [{ address: `sales@${name}` }],
  }));
  await measure(`a domain of ${count} mailboxes, made`, SYNC, [input(mailboxes)]);
  await measure(`a domain of ${count} mailboxes, nothing differs`, SYNC, [input(mailboxes)]);
}
await measure("the nightly run of 50 mailboxes with 45 differences", SYNC, [
  { domainId: synced[0], mailboxes: changedMailboxes(`s50-${run}.test`) },
]);
process.exit();

/** 5 more, 3 fewer, 2 renamed, 2 suspended, 8 aliases removed, 5 added, 20 grants more. */
function changedMailboxes(name: string): object[] {
  const kept = numbers(47).map((index) => ({
    address: index < 2 ? `renamed${index}@${name}` : `m${index}@${name}`,
    ...(index < 2 && { formerAddress: `m${index}@${name}` }),
    ...((index === 2 || index === 3) && { isSuspended: true }),
    aliases: index < 8 ? [] : [`a${index}@${name}`, ...(index < 13 ? [`b${index}@${name}`] : [])],
    grants: [{ address: `sales@${name}` }, ...(index >= 20 && index < 40 ? [{ address: `press@${name}` }] : [])],
  }));
  return [...kept, ...numbers(5).map((index) => ({ address: `new${index}@${name}` }))];
}
