import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { type Services } from "../graphql/index.js";
import { html, thisMachineOnly } from "../web/index.js";
import { EXAMPLE_OPERATIONS } from "./example-operations.js";

/** `scripts/build.mjs` copies GraphiQL there; the packages themselves are not installed in production. */
const FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../../dist/explorer/" : "../../explorer/", import.meta.url),
);
const ASSETS: readonly string[] = ["react.js", "react-dom.js", "graphiql.js", "graphiql.css"];

/** `/explorer`: GraphiQL with ready-made operations. Embedded database only, and only where the build has its files. */
export async function registerExplorer(app: FastifyInstance, services: Services): Promise<void> {
  const isTrial = services.database.dialect.isEmbedded && services.configuration.isLocalOnly;
  if (!isTrial || !ASSETS.every((name) => existsSync(FOLDER + name))) return;
  app.addHook("onRequest", thisMachineOnly);
  app.get("/explorer", async (_request, reply) =>
    reply.header("content-security-policy", POLICY).type("text/html").send(PAGE),
  );
  app.get("/explorer/start.js", async (_request, reply) => reply.type("text/javascript").send(START));
  app.get<{ Params: { name: string } }>("/explorer/assets/:name", async (request, reply) => {
    const { name } = request.params;
    if (!ASSETS.includes(name)) return reply.callNotFound();
    return reply.type(name.endsWith(".css") ? "text/css" : "text/javascript").send(createReadStream(FOLDER + name));
  });
}

// GraphiQL's editor styles itself with inline styles and draws with data: fonts and images.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>mayfrom explorer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/explorer/assets/graphiql.css">
<style>
  html, body { margin: 0; height: 100%; font-family: system-ui, sans-serif }
  body { display: flex; flex-direction: column }
  #bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .5rem 1rem; background: #14213d; color: #fff }
  #bar strong { font-size: 1.1rem } #bar a { color: #cfe2ff }
  #bar select, #bar button, #bar input { font: inherit; padding: .25rem .5rem; border-radius: .3rem; border: 1px solid #8fa3c8 }
  #who { padding: .15rem .6rem; border-radius: 1rem; background: #5c6b8a } #who.in { background: #1b7f4b }
  #explorer { flex: 1; min-height: 0 }
</style>
</head>
<body>
<form id="bar">
  <strong>mayfrom</strong>
  <label>Example <select id="example"></select></label>
  <label>Sign in as <input id="login" autocomplete="username" placeholder="admin or an address" size="26"></label>
  <label><input id="password" type="password" autocomplete="current-password" placeholder="password" size="16"></label>
  <label id="second" hidden>Second factor <input id="code" autocomplete="one-time-code" placeholder="six digits, or a recovery code" size="24"></label>
  <button>Sign in</button><span id="who" role="status">not signed in</span>
  <a href="/dev/mail" target="_blank" rel="noopener">Mailbox</a>
</form>
<div id="explorer">Loading …</div>
<script src="/explorer/assets/react.js"></script>
<script src="/explorer/assets/react-dom.js"></script>
<script src="/explorer/assets/graphiql.js"></script>
<script src="/explorer/start.js"></script>
</body>
</html>`.text;

const START = `"use strict";
const examples = ${JSON.stringify(EXAMPLE_OPERATIONS)};
let token = sessionStorage.getItem("mayfrom.accessToken");
const who = document.getElementById("who");
const example = document.getElementById("example");
const root = ReactDOM.createRoot(document.getElementById("explorer"));
const second = document.getElementById("second");
const code = document.getElementById("code");
let accountId = null;
let challenge = null;

async function call(body) {
  const headers = { "content-type": "application/json" };
  if (token) headers.authorization = "Bearer " + token;
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (response.status === 401 && token) { forget(); who.textContent = "signed out: sign in again"; }
  return answer;
}

function forget() {
  token = accountId = null;
  sessionStorage.removeItem("mayfrom.accessToken");
  who.textContent = "not signed in";
  who.className = "";
}

async function showWho() {
  const answer = token ? await call({ query: "{ viewer { login role account { id } } }" }) : {};
  const viewer = answer.data && answer.data.viewer;
  if (!viewer) return forget();
  who.textContent = "signed in: " + viewer.login + " (" + viewer.role + ")";
  who.className = "in";
  accountId = viewer.account && viewer.account.id;
  show(Number(example.value));
}

document.getElementById("bar").addEventListener("submit", async (event) => {
  event.preventDefault();
  forget();
  const answer = await (challenge && code.value ? complete() : begin());
  if (answer.errors) { who.textContent = answer.errors[0].message; return; }
  const { accessToken, challenge: asked } = answer.data.session;
  challenge = asked ? asked.token : null;
  second.hidden = challenge === null;
  code.value = "";
  if (challenge !== null) { who.textContent = "now the second factor"; code.focus(); return; }
  token = accessToken;
  sessionStorage.setItem("mayfrom.accessToken", token);
  await showWho();
});

function begin() {
  const input = { login: document.getElementById("login").value, password: document.getElementById("password").value };
  const query = "mutation SignIn($input: SignInInput!) { session: signIn(input: $input) { accessToken challenge { token } } }";
  return call({ query, variables: { input } });
}

// Passkeys answer in the application of the installation; here it is an app's code, or a recovery code.
function complete() {
  const text = code.value.trim();
  const secondFactor = /^[0-9]{6}$/.test(text) ? { code: text } : { recoveryCode: text };
  const query = "mutation Complete($input: CompleteSignInInput!) { session: completeSignIn(input: $input) { accessToken } }";
  return call({ query, variables: { input: { challenge, secondFactor } } });
}

for (const id of ["login", "password"]) {
  document.getElementById(id).addEventListener("input", () => { challenge = null; second.hidden = true; });
}

function show(index) {
  const { query, variables } = examples[index];
  // Whoever signs in as an account finds its id where an example asks for one.
  const text = variables ? JSON.stringify(variables, null, 2).replace("Account_…", accountId || "Account_…") : "";
  const props = { fetcher: call, query, variables: text, key: index + text, defaultEditorToolsVisibility: true };
  root.render(React.createElement(GraphiQL, props));
}

examples.forEach(({ title }, index) => example.append(new Option(title, index)));
example.addEventListener("change", () => show(Number(example.value)));
show(0);
showWho();
`;
