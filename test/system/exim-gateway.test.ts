import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningAgent, startAgent } from "../../src/agent/index.js";
import type { SenderQuestion } from "../../src/decision/index.js";
import { silentLogger } from "../protocol/agent/support/surroundings.js";
import { createTableSource } from "../protocol/agent/support/table-source.js";
import { type Exim, startExim } from "../support/exim.js";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.js";
import { submit } from "../support/submission.js";

const SNIPPET = fileURLToPath(new URL("../../integrations/exim/mayfrom.acl", import.meta.url));
const anna = { address: "anna@cobalt.test", password: "anna's" };
const bert = { address: "bert@cobalt.test", password: "bert's" };
const carl = { address: "carl@cobalt.test", password: "carl's" };
const odd = { address: "a&b+c#d%41@cobalt.test", password: "odd" };

let agent: RunningAgent;
let exim: Exim;
let sink: SmtpSink;
let isAway = false;
const asked: SenderQuestion[] = [];

beforeAll(async () => {
  const source = createTableSource({
    "anna@cobalt.test": {
      authorizations: {
        "sales@other.test": "AUTHORIZED",
        "new@other.test": "PENDING",
        '"a b"@other.test': "AUTHORIZED",
      },
    },
    "bert@cobalt.test": { mode: "MONITOR" },
    "carl@cobalt.test": { mode: "WARN" },
    "a&b+c#d%41@cobalt.test": {},
  });
  const decide: typeof source.decide = (question) => {
    if (isAway) throw new Error("away");
    asked.push(question);
    return source.decide(question);
  };
  const listen = { policyListen: null, socketmapListen: null, milterListen: null, httpListen: ":0" };
  agent = await startAgent(listen, { ...source, decide }, silentLogger);
  const { http } = agent.addresses;
  sink = await startSmtpSink();
  exim = await startExim({
    users: [anna, bert, carl, odd],
    relayPort: sink.port,
    extraMain: `
MAYFROM_AGENT = 127.0.0.1:${http?.kind === "TCP" ? http.port : 0}
acl_smtp_mail = mayfrom_mail
acl_smtp_data = mayfrom_data
`,
    extraAcl: `.include ${SNIPPET}`,
  });
});

afterAll(async () => {
  await exim?.stop();
  await sink?.stop();
  await agent?.close();
});

const as = ({ address, password }: typeof anna) => ({
  port: exim.port,
  user: address,
  password,
  to: "somebody@elsewhere.test",
});

/** From which part of the session a refusal comes, and its words. */
async function replyTo(user: typeof anna, mailFrom: string, from: string | readonly string[] = user.address) {
  const { accepted, last } = await submit({ ...as(user), mailFrom, from });
  return { accepted, code: last.code, enhancedStatusCode: last.enhancedStatusCode, text: last.text };
}

describe("Exim asks the agent over HTTP", () => {
  it.each([
    "anna@cobalt.test",
    "Anna@Cobalt.Test",
    "anna+news@cobalt.test",
    "sales@other.test",
    '"a b"@other.test',
    "",
  ])("takes <%s>", async (mailFrom) => {
    expect(await replyTo(anna, mailFrom)).toMatchObject({ accepted: true });
  });

  it.each([
    "boss@cobalt.test",
    "new@other.test",
    '"a c"@other.test',
    "100%25@other.test",
    '"x\\\\x41&from=anna"@other.test',
  ])("refuses <%s> with our words", async (mailFrom) => {
    const reply = await replyTo(anna, mailFrom);
    expect(reply).toMatchObject({ accepted: false, code: 550, enhancedStatusCode: "5.7.1" });
    expect(reply.text).toMatch(/anna@cobalt\.test/);
  });

  it.each([odd.address, "o'neil{1}|`x`=y?/z@cobalt.test", "x%41+&#=?@cobalt.test", "jürgen@cobalt.test"])(
    "asks about exactly the address of the client: %s",
    async (address) => {
      asked.length = 0;
      await replyTo(odd, address);
      expect(asked[0]).toMatchObject({ login: odd.address, reversePath: address });
    },
  );

  it.each<[string, string | readonly string[]]>([
    ["a foreign From", "The Boss <boss@cobalt.test>"],
    ["a second From header", [anna.address, "boss@cobalt.test"]],
    ["a first From header", ["boss@cobalt.test", anna.address]],
    ["one of two mailboxes", `${anna.address}, boss@cobalt.test`],
    ["a mailbox in a group", `Us: ${anna.address}, boss@cobalt.test;`],
    ["a header that cannot be read", `${anna.address} <`],
    ["a header that names nobody", ""],
    ["a header of which a part cannot be read", `${anna.address}, boss@cobalt.test <`],
  ])("refuses %s", async (_, from) => {
    expect(await replyTo(anna, anna.address, from)).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
  });

  it.each([
    '"boss@cobalt.test" <anna@cobalt.test>',
    "=?utf-8?q?boss=40cobalt=2Etest?= <anna@cobalt.test>",
    "Anna\r\n of the office <anna@cobalt.test>",
    "anna@cobalt.test, Sales <sales@other.test>",
  ])("takes From: %s", async (from) => {
    expect(await replyTo(anna, anna.address, from)).toMatchObject({ accepted: true });
  });

  it("lets everything pass under MONITOR", async () => {
    expect(await replyTo(bert, "boss@cobalt.test", "boss@cobalt.test <")).toMatchObject({ accepted: true });
  });

  it("adds what WARN found, and removes what a client forged", async () => {
    for (const [user, subject] of [
      [carl, "warned about"],
      [anna, "in order"],
    ] as const) {
      const from = user === carl ? "boss@cobalt.test" : user.address;
      const headers = ["X-Mayfrom-Warning: forged"];
      expect(await submit({ ...as(user), mailFrom: user.address, from, subject, headers })).toMatchObject({
        accepted: true,
      });
    }
    const { message: warned } = await sink.waitForMail(({ message }) => message.includes("warned about"));
    const { message: inOrder } = await sink.waitForMail(({ message }) => message.includes("in order"));
    expect(warned).toContain("X-Mayfrom-Warning: NOT_AUTHORIZED");
    expect(inOrder).not.toContain("X-Mayfrom-Warning");
    expect(warned + inOrder).not.toContain("forged");
  });

  it("defers while the agent has no answer, and takes the same mail afterwards", async () => {
    isAway = true;
    expect(await replyTo(anna, anna.address)).toMatchObject({ code: 451, enhancedStatusCode: "4.3.5" });
    isAway = false;
    expect(await replyTo(anna, anna.address)).toMatchObject({ accepted: true });
  });

  it("asks nothing about mail without a login", async () => {
    asked.length = 0;
    const { last } = await submit({ port: exim.port, mailFrom: "boss@cobalt.test", to: "somebody@elsewhere.test" });
    expect(last.text).toContain("authentication required");
    expect(asked).toEqual([]);
  });

  it("defers when the agent is gone", async () => {
    await agent.close();
    expect(await replyTo(anna, anna.address)).toMatchObject({ code: 451, enhancedStatusCode: "4.3.5" });
  });
});
