import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningAgent, startListeners } from "../../src/agent/listeners.js";
import type { CheckRequest } from "../../src/decision/index.js";
import { readSubmissions, type SubmissionRecord } from "../../src/mail-logs/index.js";
import { silentLogger } from "../protocol/agent/support/agent-fixtures.js";
import { createTableSource } from "../protocol/agent/support/table-source.js";
import { eventually } from "../support/eventually.js";
import { type Haraka, startHaraka } from "../support/haraka.js";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.js";
import { submit } from "../support/submission.js";

const PLUGIN = fileURLToPath(new URL("../../integrations/haraka/mayfrom.js", import.meta.url));
const anna = { address: "anna@cobalt.test", password: "anna-pw" };
const bert = { address: "bert@cobalt.test", password: "bert-pw" };
const carl = { address: "carl@cobalt.test", password: "carl-pw" };

let agent: RunningAgent;
let haraka: Haraka;
let sink: SmtpSink;
let isAway = false;
const asked: CheckRequest[] = [];

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
  });
  const decide: typeof source.decide = (question) => {
    if (isAway) throw new Error("away");
    asked.push(question);
    return source.decide(question);
  };
  const listen = { policyListen: null, socketmapListen: null, milterListen: null, httpListen: ":0" };
  agent = await startListeners(listen, { ...source, decide }, silentLogger);
  const { http } = agent.addresses;
  sink = await startSmtpSink();
  haraka = await startHaraka({
    users: [anna, bert, carl],
    relayPort: sink.port,
    logLevel: "notice",
    plugins: [PLUGIN],
    configuration: { "mayfrom.ini": `agent=127.0.0.1:${http?.kind === "TCP" ? http.port : 0}\n` },
  });
});

afterAll(async () => {
  await haraka?.stop();
  await sink?.stop();
  await agent?.close();
});

const as = (account: typeof anna) => ({
  port: haraka.port,
  user: account.address,
  password: account.password,
  to: "somebody@elsewhere.test",
});

async function replyTo(account: typeof anna, mailFrom: string, from?: string | readonly string[]) {
  const { accepted, last } = await submit({ ...as(account), mailFrom, ...(from === undefined ? {} : { from }) });
  return { accepted, ...last };
}

describe("the Haraka plugin", () => {
  it.each([[anna.address], ["anna+news@cobalt.test"], ["sales@other.test"]])(
    "takes a reverse-path of one's own or an authorized one: %s",
    async (mailFrom) => {
      expect(await replyTo(anna, mailFrom)).toMatchObject({ accepted: true });
    },
  );

  it("takes the null reverse-path", async () => {
    expect(await replyTo(anna, "", anna.address)).toMatchObject({ accepted: true });
  });

  it("asks about a quoted local part as it is", async () => {
    asked.length = 0;
    await replyTo(anna, '"a b"@other.test');
    expect(asked[0]).toEqual({ login: anna.address, reversePath: '"a b"@other.test' });
  });

  it.each(["boss@cobalt.test", "new@other.test"])(
    "refuses the reverse-path %s at MAIL, in our words",
    async (mailFrom) => {
      const { mail, accepted } = await submit({ ...as(anna), mailFrom });
      expect(accepted).toBe(false);
      expect(mail).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
      expect(mail?.text).toMatch(/anna@cobalt\.test/);
    },
  );

  it("refuses a reverse-path without a domain", async () => {
    expect(await replyTo(anna, "postmaster")).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
  });

  it.each<[string, string | readonly string[]]>([
    ["a foreign From", "The Boss <boss@cobalt.test>"],
    ["a second From header", [anna.address, "boss@cobalt.test"]],
    ["a first From header", ["boss@cobalt.test", anna.address]],
    ["one of two mailboxes", `${anna.address}, boss@cobalt.test`],
    ["a mailbox in a group", `Us: ${anna.address}, boss@cobalt.test;`],
    ["a foreign address for a name", `boss@cobalt.test <${anna.address}>`],
    ["a header that cannot be read", `${anna.address} <`],
    ["a header that names nobody", "Us:;"],
    ["an empty From header", ""],
    ["headers of more than the agent takes", `"${`${"y".repeat(900)}\r\n `.repeat(40)}" <${anna.address}>`],
    [
      "more mailboxes than anybody needs",
      Array.from({ length: 120 }, (_, n) => `anna+${n}@cobalt.test`).join(",\r\n "),
    ],
  ])("refuses %s", async (_, from) => {
    expect(await replyTo(anna, anna.address, from)).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
  });

  it("asks who resends a message, by its most recent block of Resent fields", async () => {
    asked.length = 0;
    const headers = [
      ...[`Resent-From: ${anna.address}`, "Resent-To: x@other.test", "Received: elsewhere"],
      ...["Resent-From: boss@cobalt.test", "Resent-To: y@other.test"],
    ];
    expect(await submit({ ...as(anna), from: anna.address, headers })).toMatchObject({ accepted: true });
    expect(asked.at(-1)).toMatchObject({ fromAddresses: [anna.address], resentFromAddresses: [anna.address] });
    const { last } = await submit({ ...as(anna), from: "boss@cobalt.test", headers: headers.slice(0, 2) });
    expect(last.text).toContain("forward it instead");
  });

  it("refuses a From header with a blank before its colon", async () => {
    const headers = ["From : boss@cobalt.test"];
    const { last } = await submit({ ...as(anna), headers });
    expect(last).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
  });

  it.each([
    '"boss@cobalt.test" <anna@cobalt.test>',
    "=?utf-8?q?boss=40cobalt=2Etest?= <anna@cobalt.test>",
    "anna@cobalt.test <anna@cobalt.test>",
    "anna@cobalt.test (boss@cobalt.test)",
    "Anna\r\n of the office <anna@cobalt.test>",
    "anna@cobalt.test, Sales <sales@other.test>",
  ])("takes From: %s", async (from) => {
    expect(await replyTo(anna, anna.address, from)).toMatchObject({ accepted: true });
  });

  it("lets everything pass under MONITOR", async () => {
    expect(await replyTo(bert, "boss@cobalt.test", "boss@cobalt.test <")).toMatchObject({ accepted: true });
  });

  it("adds what WARN found, and removes what a client forged", async () => {
    for (const [account, subject] of [
      [carl, "warned about"],
      [anna, "in order"],
    ] as const) {
      const from = account === carl ? "boss@cobalt.test" : account.address;
      const headers = ["X-Mayfrom-Warning: forged"];
      expect(await submit({ ...as(account), from, subject, headers })).toMatchObject({ accepted: true });
    }
    const { message: warned } = await sink.waitForMail(({ message }) => message.includes("warned about"));
    const { message: inOrder } = await sink.waitForMail(({ message }) => message.includes("in order"));
    expect(warned).toContain("X-Mayfrom-Warning: NOT_AUTHORIZED");
    expect(inOrder).not.toContain("X-Mayfrom-Warning");
    expect(warned + inOrder).not.toContain("forged");
  });

  it("defers while the agent has no answer, and takes the same mail afterwards", async () => {
    isAway = true;
    expect(await replyTo(anna, anna.address)).toMatchObject({ code: 450, enhancedStatusCode: "4.3.5" });
    isAway = false;
    expect(await replyTo(anna, anna.address)).toMatchObject({ accepted: true });
  });

  it("asks nothing about mail without a login", async () => {
    asked.length = 0;
    const { accepted } = await submit({
      port: haraka.port,
      mailFrom: "boss@cobalt.test",
      to: "somebody@elsewhere.test",
    });
    expect(accepted).toBe(false);
    expect(asked).toEqual([]);
  });

  it("names the login in the log, so that level notice suffices to read submissions from it", async () => {
    const before = haraka.logLines().length;
    await replyTo(anna, "sales@other.test");
    await replyTo(anna, "boss@cobalt.test");
    await replyTo(anna, anna.address, "boss@cobalt.test");
    await eventually("all sessions have ended in the log", () => {
      const of = (message: string) => haraka.logLines().filter((line) => line.includes(`[core] ${message} ip=`)).length;
      return of("connect") >= 3 && of("connect") === of("disconnect");
    });
    const path = `${haraka.logFile}.excerpt`;
    const lines = haraka.logLines().slice(before);
    writeFileSync(path, `${lines.join("\n")}\n`);
    expect(lines.some((line) => line.includes("AUTH"))).toBe(false);
    const records: SubmissionRecord[] = [];
    for await (const batch of readSubmissions([path], { clock: { now: () => new Date() } })) {
      records.push(...batch.submissions);
    }
    expect(records.map(({ login, sender, outcome }) => [login, sender, outcome])).toEqual([
      [anna.address, "sales@other.test", "QUEUED"],
      [anna.address, "boss@cobalt.test", "REFUSED"],
      [anna.address, anna.address, "REFUSED"],
    ]);
  });

  it("defers when the agent is gone", async () => {
    await agent.close();
    expect(await replyTo(anna, anna.address)).toMatchObject({ code: 450, enhancedStatusCode: "4.3.5" });
  });
});
