/**
 * Sign-ins while administrators ask for the heaviest reports: p50 and p99 of 50 (`SIGN_INS_PER_SECOND`) sign-ins a second, alone and beside ten
 * previews that are asked for again as soon as they are answered. Mailboxes sign in, each its own, in a domain that is made
 * for the run and deleted after it: of one login ten at a time are let in.
 *
 * URL=http://127.0.0.1:4000 LOGIN=admin PASSWORD=… node --import @swc-node/register/esm-register bench/previews-beside-sign-ins.ts
 */
const { URL: url = "http://127.0.0.1:4000", LOGIN: login = "admin", PASSWORD: password = "" } = process.env;
const SECONDS = 6;
const SIGN_INS_PER_SECOND = Number(process.env.SIGN_INS_PER_SECOND ?? 50);
const PREVIEWS = 10;
const MAILBOXES = 100;
const MAILBOX_PASSWORD = "a password of the bench";
const RUN = Date.now().toString(36);

async function ask(query: string, variables: object, token?: string): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (answer.errors !== undefined || !answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

async function signIn(input: { readonly login: string; readonly password: string }): Promise<string> {
  const query = "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }";
  const { signIn: session } = await ask(query, { input });
  return (session as { accessToken: string }).accessToken;
}

/** Makes the mailboxes; returns what deletes them again. */
async function makeMailboxes(token: string): Promise<() => Promise<unknown>> {
  const reseller = (await ask(
    "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }",
    { input: { name: `Bench ${RUN}`, slug: `bench-${RUN}` } },
    token,
  )) as { createReseller: { id: string } };
  const resellerId = reseller.createReseller.id;
  const domain = (await ask(
    "mutation ($input: CreateDomainInput!) { createDomain(input: $input) { id } }",
    { input: { resellerId, name: `bench-${RUN}.test` } },
    token,
  )) as { createDomain: { id: string } };
  const items = Array.from({ length: MAILBOXES }, (_, number) => ({
    domainId: domain.createDomain.id,
    address: addressOf(number),
    password: MAILBOX_PASSWORD,
  }));
  await ask(
    "mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { wasRepeated } }",
    { input: { idempotencyKey: `bench-${RUN}`, items } },
    token,
  );
  return () => ask("mutation ($id: ID!) { deleteReseller(id: $id, cascade: true) }", { id: resellerId }, token);
}

function addressOf(number: number): string {
  return `n${number % MAILBOXES}@bench-${RUN}.test`;
}

const PREVIEW =
  'query { previewPolicy(input: { scope: { platform: true }, schedule: [{ at: "2027-01-01T00:00:00Z", mode: ENFORCE }] }) { before { messages } after { messages } } }';

async function measure(title: string): Promise<void> {
  const times: number[] = [];
  let failed = 0;
  const pending: Promise<void>[] = [];
  for (let count = 0; count < SECONDS * SIGN_INS_PER_SECOND; count += 1) {
    const began = performance.now();
    pending.push(
      signIn({ login: addressOf(count), password: MAILBOX_PASSWORD }).then(
        () => {
          times.push(performance.now() - began);
        },
        () => {
          failed += 1;
        },
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000 / SIGN_INS_PER_SECOND));
  }
  await Promise.all(pending);
  times.sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? Number.NaN);
  console.log(`${title}: ${times.length} sign-ins, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${failed} failed`);
}

const token = await signIn({ login, password });
const deleteMailboxes = await makeMailboxes(token);
await measure("alone");
let isOver = false;
let previews = 0;
let refused = 0;
const asking = Array.from({ length: PREVIEWS }, async () => {
  while (!isOver) {
    await ask(PREVIEW, {}, token).then(
      () => {
        previews += 1;
      },
      () => {
        refused += 1;
      },
    );
  }
});
await measure(`beside ${PREVIEWS} previews`);
isOver = true;
await Promise.all(asking);
await deleteMailboxes();
console.log(`previews answered ${previews}, refused ${refused}`);

export {};
