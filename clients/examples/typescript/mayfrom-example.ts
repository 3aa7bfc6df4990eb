/**
 * What a panel, a webmail and a gateway ask of mayfrom, one function each.
 *
 *   MAYFROM_URL=https://mayfrom.example MAYFROM_KEY=mfk_… node --import @swc-node/register/esm-register \
 *     clients/examples/typescript/mayfrom-example.ts onboard Reseller_01… orchard.example
 */
import { pathToFileURL } from "node:url";
import { type Client, createClient, graphql, pagesOf } from "../../typescript/src/index.js";

const CREATE_DOMAIN = graphql(`
  mutation CreateDomain($input: CreateDomainInput!, $key: String!) {
    createDomain(input: $input, idempotencyKey: $key) { domain { id } errors { reason message } }
  }
`);
const SYNC_DOMAIN = graphql(`
  mutation SyncDomain($input: SyncDomainInput!) {
    syncDomain(input: $input) { made changed ended refused { path errors { reason } } errors { path message } }
  }
`);
const SENDERS = graphql(`
  query Senders($address: String!, $after: String) {
    accountByAddress(address: $address) {
      sendableAddresses(first: 100, after: $after) {
        edges { node { address source state } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);
const CHANGES = graphql(`
  query Changes($after: Sequence) {
    tenantChanges(after: $after, first: 100) {
      changes { sequence kind subjectLabel }
      lastSequence
      hasMore
      isTooOld
    }
  }
`);
const ASK = graphql(`
  query Ask($login: String!, $sender: String!) {
    authorizeSender(login: $login, sender: $sender) { verdict reason smtpReply }
  }
`);

const DASHBOARD = graphql(`
  query Dashboard {
    viewer { login role }
    overview { waitingApprovals openProposals pendingAuthorizations alarms holds undeliverable }
    statistics { submissions { day own authorized unauthorized refused } }
    readiness { messages unresolved { messages } domains(first: 10) { edges { node { domain { name } unresolved { messages } } } } }
    domains(first: 20) {
      totalCount
      edges { node { id name state mode nextMode { at mode } accountCount recentMail { messages } } }
    }
  }
`);

/** A domain with its mailboxes. Whatever was lost on the way: called again it does what is missing, and nothing twice. */
export async function onboard(client: Client, resellerId: string, name: string, names: readonly string[]) {
  const key = `onboard-${name}`;
  const { createDomain } = await client.request(CREATE_DOMAIN, { input: { resellerId, name }, key });
  if (!createDomain.domain) throw new Error(createDomain.errors.map(({ message }) => message).join("\n"));
  const domainId = createDomain.domain.id;
  const mailboxes = names.map((localPart) => ({ address: `${localPart}@${name}` }));
  const { syncDomain } = await client.request(SYNC_DOMAIN, { input: { domainId, mailboxes, maxEnded: 0 } });
  if (syncDomain.errors.length > 0) throw new Error(syncDomain.errors.map(({ message }) => message).join("\n"));
  return { domainId, made: syncDomain.made, refused: syncDomain.refused.length };
}

/** Everything that a mailbox may send as, or waits for. */
export async function senders(client: Client, address: string) {
  const found: { address: string; source: string; state: string }[] = [];
  const pages = pagesOf(async (after) => {
    const { accountByAddress } = await client.request(SENDERS, { address, after });
    if (accountByAddress === null) throw new Error(`${address} is not a mailbox that you see`);
    return accountByAddress.sendableAddresses;
  });
  for await (const page of pages) found.push(...page);
  return found;
}

/** What happened since: keep `lastSequence` together with what you made of the changes, and begin there next time. */
export async function follow(client: Client, after: number) {
  const kinds: string[] = [];
  for (let lastSequence = after; ; ) {
    const { tenantChanges } = await client.request(CHANGES, { after: lastSequence });
    if (tenantChanges.isTooOld) throw new Error("Some changes are no longer told: read the lists anew");
    kinds.push(...tenantChanges.changes.map(({ kind }) => kind));
    lastSequence = Number(tenantChanges.lastSequence);
    if (!tenantChanges.hasMore) return { lastSequence, kinds };
  }
}

/** As a gateway: whether the login may send this. Without an answer a gateway defers; it never lets through by itself. */
export async function ask(client: Client, login: string, sender: string) {
  return (await client.request(ASK, { login, sender })).authorizeSender;
}

/** The first screen of whoever is in charge of many domains, in one call. */
export function dashboard(client: Client) {
  return client.request(DASHBOARD, {});
}

async function main([verb = "", ...words]: string[]): Promise<unknown> {
  const { MAYFROM_URL = "", MAYFROM_KEY = "" } = process.env;
  const client = createClient({ url: MAYFROM_URL, credential: () => MAYFROM_KEY });
  const [one = "", other = ""] = words;
  if (verb === "onboard") return onboard(client, one, other, ["anna", "ben"]);
  if (verb === "senders") return senders(client, one);
  if (verb === "follow") return follow(client, Number(one));
  if (verb === "ask") return ask(client, one, other);
  if (verb === "dashboard") return dashboard(client);
  throw new Error("onboard RESELLER DOMAIN | senders ADDRESS | follow AFTER | ask LOGIN SENDER | dashboard");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(JSON.stringify(await main(process.argv.slice(2))));
}
