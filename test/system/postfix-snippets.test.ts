import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningAgent, startListeners } from "../../src/agent/listeners.js";
import { silentLogger } from "../protocol/agent/support/agent-fixtures.js";
import { createTableSource } from "../protocol/agent/support/table-source.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { submit } from "../support/submission.js";

const anna = { address: "anna@cobalt.test", password: "anna's" };

function read(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../integrations/postfix/${name}`, import.meta.url)), "utf8");
}

/** Parameters of a file for main.cf: `name = value`, comments and blank lines between. */
function parametersOf(name: string): Record<string, string> {
  const lines = read(name)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => /^(\w+) = (.+)$/.exec(line)!.slice(1) as [string, string]));
}

let agent: RunningAgent;
let dovecot: Dovecot;
let postfix: Postfix;
let isAway = false;

beforeAll(async () => {
  const source = createTableSource({ "anna@cobalt.test": { authorizations: { "sales@other.test": "AUTHORIZED" } } });
  const decide: typeof source.decide = (question) => {
    if (isAway) throw new Error("away");
    return source.decide(question);
  };
  const listen = { policyListen: ":0", socketmapListen: ":0", milterListen: ":0", httpListen: null };
  [agent, dovecot] = await Promise.all([
    startListeners(listen, { ...source, decide }, silentLogger),
    startDovecot({ users: [anna] }),
  ]);
  postfix = await startPostfix({
    domains: ["cobalt.test"],
    dovecot,
    extraMain: {
      submission_sender_restrictions: "$mayfrom_sender_restrictions",
      submission_milters: "$mayfrom_milters",
      mayfrom_sender_restrictions: "",
      mayfrom_milters: "",
    },
  });
});

afterAll(async () => {
  await postfix?.stop();
  await Promise.all([dovecot?.stop(), agent?.close()]);
});

const PORTS = { policy: "10040", socketmap: "10041", milter: "10042" } as const;

/** Puts the file into the running Postfix; only the agent's port is another. */
async function use(protocol: keyof typeof PORTS): Promise<void> {
  const address = agent.addresses[protocol];
  const port = address?.kind === "TCP" ? String(address.port) : "";
  const parameters = Object.entries(parametersOf(`main.cf.${protocol}`)).map(([name, value]) => [
    name,
    value.replace(`127.0.0.1:${PORTS[protocol]}`, `127.0.0.1:${port}`),
  ]);
  expect(JSON.stringify(parameters)).toContain(port);
  await postfix.reconfigure({
    mayfrom_sender_restrictions: "",
    mayfrom_milters: "",
    ...Object.fromEntries(parameters),
  });
}

const from = (mailFrom: string, header = mailFrom) =>
  submit({
    port: postfix.submissionPort,
    user: anna.address,
    password: anna.password,
    mailFrom,
    from: header,
    to: anna.address,
  });

describe.each<[keyof typeof PORTS, number, RegExp, RegExp]>([
  [
    "policy",
    550,
    /^550 5\.7\.1 <boss@cobalt\.test>.*not an authorized sender of anna@cobalt\.test/,
    /^451 4\.3\.5 .*The sender cannot be checked at the moment/,
  ],
  ["milter", 550, /^550 5\.7\.1 <boss@cobalt\.test>.*not an authorized sender of anna@cobalt\.test/, /^451 4\.7\.1 /],
  ["socketmap", 553, /^553 5\.7\.1 <boss@cobalt\.test>.*not owned by user anna@cobalt\.test/, /^451 4\.3\.0 /],
])("integrations/postfix/main.cf.%s", (protocol, code, words, wordsWhenAway) => {
  beforeAll(async () => {
    isAway = false;
    await use(protocol);
  });

  it("is a configuration that Postfix finds nothing to say about", () => {
    for (const [program, ...words] of [
      ["/usr/sbin/postfix", "check"],
      ["/usr/sbin/postconf", "-n"],
      ["/usr/sbin/postconf", "-M"],
    ] as const) {
      const { status, stderr } = spawnSync(program, ["-c", postfix.configDirectory, ...words], { encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
    }
    expect(postfix.logLines().filter((line) => / (fatal|error): /.test(line))).toEqual([]);
  });

  it("takes what the account may send as", async () => {
    for (const sender of [anna.address, "sales@other.test"]) {
      expect(await from(sender)).toMatchObject({ accepted: true });
    }
  });

  it("refuses what it may not", async () => {
    const { accepted, last } = await from("boss@cobalt.test");
    expect([accepted, last.code]).toEqual([false, code]);
    expect(last.text).toMatch(words);
  });

  it("defers while there is no answer", async () => {
    isAway = true;
    const { accepted, last } = await from("sales@other.test");
    isAway = false;
    expect([accepted, last.code]).toEqual([false, 451]);
    expect(last.text).toMatch(wordsWhenAway);
  });
});

describe("integrations/postfix/master.cf.submission", () => {
  it("is what Postfix reads as two services", () => {
    const directory = mkdtempSync(join(tmpdir(), "mayfrom-master-"));
    try {
      writeFileSync(
        join(directory, "main.cf"),
        "compatibility_level = 3.6\nmayfrom_sender_restrictions =\nmayfrom_milters =\n",
      );
      writeFileSync(join(directory, "master.cf"), read("master.cf.submission"));
      const { stdout, stderr } = spawnSync("/usr/sbin/postconf", ["-c", directory, "-M"], { encoding: "utf8" });
      expect(stderr).toBe("");
      expect(stdout.match(/^\w+ +inet/gm)).toHaveLength(2);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it("gives its services both settings, and names no parameter that main.cf does not have", () => {
    const services = read("master.cf.submission")
      .split(/^(?=\w)/m)
      .filter((part) => !part.startsWith("#"));
    expect(services.map((service) => service.split(/\s/)[0])).toEqual(["submission", "submissions"]);
    for (const service of services) {
      expect(service).toContain("-o smtpd_sender_restrictions=$mayfrom_sender_restrictions\n");
      expect(service).toContain("-o smtpd_milters=$mayfrom_milters\n");
      // Postfix takes what follows a blank for another argument.
      for (const line of service.split("\n").slice(1, -1)) expect(line).toMatch(/^ {2}-o \w+=\S+$/);
    }
  });
});
