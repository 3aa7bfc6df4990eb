/**
 * Sign-ins while administrators ask for the heaviest reports: p50 and p99 of 50 sign-ins a second, alone and beside ten
 * previews that are asked for again as soon as they are answered.
 *
 * URL=http://127.0.0.1:4000 LOGIN=admin PASSWORD=… node --import @swc-node/register/esm-register bench/previews-beside-sign-ins.ts
 */
const { URL: url = "http://127.0.0.1:4000", LOGIN: login = "admin", PASSWORD: password = "" } = process.env;
const SECONDS = 6;
const SIGN_INS_PER_SECOND = 50;
const PREVIEWS = 10;

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

async function signIn(): Promise<string> {
  const query = "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }";
  const { signIn: session } = await ask(query, { input: { login, password } });
  return (session as { accessToken: string }).accessToken;
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
      signIn().then(
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

const token = await signIn();
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
console.log(`previews answered ${previews}, refused ${refused}`);

export {};
