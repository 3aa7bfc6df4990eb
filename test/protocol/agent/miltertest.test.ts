import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningAgent, startListeners } from "../../../src/agent/listeners.js";
import { silentLogger } from "./support/agent-fixtures.js";
import { createTableSource } from "./support/table-source.js";

let agent: RunningAgent;

beforeAll(async () => {
  const source = createTableSource({ "anna@example.org": {}, "bert@example.org": { mode: "WARN" } });
  const off = { policyListen: null, socketmapListen: null, httpListen: null };
  agent = await startListeners({ ...off, milterListen: "127.0.0.1:0" }, source, silentLogger);
});

afterAll(() => agent.close());

/** Runs a script of Debian's miltertest, which plays the MTA with sendmail's own libmilter. Resolves with its output. */
function runMiltertest(script: string): Promise<{ status: number | null; output: string }> {
  const address = agent.addresses.milter;
  const port = address?.kind === "TCP" ? address.port : 0;
  return new Promise((resolve, reject) => {
    const child = spawn("miltertest", ["-w", "-D", `port=${port}`]);
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", (error) =>
      reject(new Error("miltertest is missing: apt-get install miltertest", { cause: error })),
    );
    child.on("close", (status) => resolve({ status, output }));
    // By itself miltertest ends without a word on an error.
    child.stdin.end(`${PRELUDE}
      local isOk, problem = pcall(function() ${script} end)
      if not isOk then mt.echo(problem) end
      mt.disconnect(conn)`);
  });
}

const PRELUDE = `
conn = mt.connect("inet:" .. port .. "@127.0.0.1")
if conn == nil then error("no connection") end
function must(problem, what) if problem ~= nil then error(what .. ": " .. problem) end end
function expect(code, what)
  local got = mt.getreply(conn)
  if got ~= code then error(what .. ": reply " .. string.char(got)) end
end
must(mt.negotiate(conn, nil, nil, nil), "negotiation")
`;

const mail = (login: string, sender: string) => `
must(mt.macro(conn, SMFIC_MAIL, "{auth_authen}", "${login}"), "macro")
must(mt.mailfrom(conn, "<${sender}>"), "mail")
`;
const from = (value: string) => `must(mt.header(conn, "From", "${value}"), "from")\n`;
const eoh = `must(mt.eoh(conn), "eoh")\n`;

it.each<[string, string]>([
  [
    "accepts an own address",
    `${mail("anna@example.org", "anna@example.org")} expect(SMFIR_CONTINUE, "mail")
     ${from("Anna <anna@example.org>")} ${eoh} expect(SMFIR_ACCEPT, "headers")`,
  ],
  [
    "refuses a foreign From",
    `${mail("anna@example.org", "anna@example.org")} ${from("boss@example.org")} ${eoh} expect(SMFIR_REPLYCODE, "headers")`,
  ],
  [
    "accepts mail without a login at MAIL",
    `must(mt.mailfrom(conn, "<boss@example.org>"), "mail") expect(SMFIR_ACCEPT, "mail")`,
  ],
  [
    "names the finding of WARN in a header",
    `${mail("bert@example.org", "boss@example.org")} ${from("boss@example.org")} ${eoh} expect(SMFIR_CONTINUE, "headers")
     must(mt.eom(conn), "eom")
     if not mt.eom_check(conn, MT_HDRADD, "X-Mayfrom-Warning", "NOT_AUTHORIZED; login=bert@example.org; address=boss@example.org") then
       error("no warning header")
     end`,
  ],
  [
    "takes another message after an abort",
    `${mail("anna@example.org", "anna@example.org")} ${from("boss@example.org")} must(mt.abort(conn), "abort")
     ${mail("anna@example.org", "anna@example.org")} ${from("anna@example.org")} ${eoh} expect(SMFIR_ACCEPT, "headers")`,
  ],
])("%s for miltertest", async (_, script) => {
  expect(await runMiltertest(script)).toEqual({ status: 0, output: "" });
});
