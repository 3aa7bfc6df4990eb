import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningAgent, startListeners } from "../../src/agent/listeners.js";
import type { CheckRequest } from "../../src/decision/index.js";
import { silentLogger } from "../protocol/agent/support/agent-fixtures.js";
import { createTableSource } from "../protocol/agent/support/table-source.js";
import { type Exim, startExim } from "../support/exim.js";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.js";
import { submit } from "../support/submission.js";

const RECIPE = fileURLToPath(new URL("../../integrations/exim/", import.meta.url));

/** What the README has people put into Exim's configuration, in its order: main part, ACL part, ACLs of their own. */
const [forMain = "", forAcl = "", forOwnAcls = ""] = [
  ...readFileSync(`${RECIPE}README.md`, "utf8").matchAll(/^( *)```exim\n(.*?)^\1```$/gms),
].map(([, , block = ""]) => block.replaceAll("/etc/exim4/", RECIPE));

const anna = { address: "anna@cobalt.test", password: "anna's" };
const bert = { address: "bert@cobalt.test", password: "bert's" };
const carl = { address: "carl@cobalt.test", password: "carl's" };
const joerg = { address: "jörg@cobalt.test", password: "jörg's" };
const odd = { address: "a&b+c#d%41@cobalt.test", password: "odd" };

let agent: RunningAgent;
let exim: Exim;
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
    "a&b+c#d%41@cobalt.test": {},
    "jörg@cobalt.test": {},
  });
  const decide: typeof source.decide = (question) => {
    if (isAway) throw new Error("away");
    asked.push(question);
    return source.decide(question);
  };
  const listen = { policyListen: null, socketmapListen: null, milterListen: null, httpListen: ":0" };
  agent = await startListeners(listen, { ...source, decide }, silentLogger);
  sink = await startSmtpSink();
  exim = await startExim({
    users: [anna, bert, carl, odd, joerg],
    relayPort: sink.port,
    extraMain: `${agentAt()}\n${forMain}`,
    extraAcl: forAcl,
  });
});

/** The one line that a test's Exim needs beside the recipe: its agent is on a port of its own. */
function agentAt(): string {
  const { http } = agent.addresses;
  return `MAYFROM_AGENT = 127.0.0.1:${http?.kind === "TCP" ? http.port : 0}`;
}

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

/** A header value that is longer than what Exim puts together of the headers of one name. */
function longComment(): string {
  return Array.from({ length: 90 }, () => `\r\n (${"x".repeat(900)})`).join("");
}

function longHeaders(): string {
  return Array.from({ length: 90 }, (_, n) => `X-Filler-${n}: ${"x".repeat(900)}\r\n`).join("");
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

  it("names a login that is not ASCII as it is", async () => {
    expect(await replyTo(joerg, joerg.address, joerg.address)).toMatchObject({ accepted: true });
    expect(await replyTo(joerg, "boss@cobalt.test")).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
  });

  it.each<[string, string | readonly string[]]>([
    ["a foreign From", "The Boss <boss@cobalt.test>"],
    ["a second From header", [anna.address, "boss@cobalt.test"]],
    ["a first From header", ["boss@cobalt.test", anna.address]],
    ["one of two mailboxes", `${anna.address}, boss@cobalt.test`],
    ["a mailbox in a group", `Us: ${anna.address}, boss@cobalt.test;`],
    ["a header that cannot be read", `${anna.address} <`],
    ["a header that names nobody", ""],
    ["a header of which a part cannot be read", `${anna.address}, boss@cobalt.test <`],
    // Exim's lists: "<" and a mark at the beginning name another separator.
    ["two headers that are one where a comma parts them", [`<,${anna.address} (`, "boss@cobalt.test )"]],
    ["two headers that are one where a line parts them", [`<\\n${anna.address} (`, "boss@cobalt.test )"]],
    ["two headers, the first of which names itself a list", [`<; ${anna.address}`, "boss@cobalt.test"]],
    ["a second header behind one that fills what Exim shows", [`${anna.address} ${longComment()}`, "boss@cobalt.test"]],
  ])("refuses %s", async (_, from) => {
    expect(await replyTo(anna, anna.address, from)).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
  });

  it.each<[string, string]>([
    ["with a blank before its colon", "From : boss@cobalt.test"],
    ["with a tab before its colon", "fRoM\t: boss@cobalt.test"],
    ["with a blank before its colon, beside one's own", `From: ${anna.address}\r\nFrom : boss@cobalt.test`],
    ["behind headers that fill what Exim shows", `${longHeaders()}From : boss@cobalt.test`],
  ])("refuses a From header %s", async (_, header) => {
    const data = `${header}\r\nTo: somebody@elsewhere.test\r\nSubject: obsolete syntax\r\n\r\nHello.\r\n`;
    const { last } = await submit({ ...as(anna), mailFrom: anna.address, data });
    expect(last).toMatchObject({ code: 550, enhancedStatusCode: "5.7.1" });
  });

  it.each([
    '"boss@cobalt.test" <anna@cobalt.test>',
    "=?utf-8?q?boss=40cobalt=2Etest?= <anna@cobalt.test>",
    "Anna\r\n of the office <anna@cobalt.test>",
    "anna@cobalt.test, Sales <sales@other.test>",
  ])("takes From: %s", async (from) => {
    expect(await replyTo(anna, anna.address, from)).toMatchObject({ accepted: true });
  });

  it("asks who resends a message, by its first Resent-From", async () => {
    asked.length = 0;
    const resent = (from: string, ...by: string[]) =>
      submit({ ...as(anna), mailFrom: anna.address, from, headers: by.map((each) => `Resent-From: ${each}`) });
    expect(await resent(anna.address, `"A: <b>, c" <${anna.address}>`, "boss@cobalt.test")).toMatchObject({
      accepted: true,
    });
    expect(asked.at(-1)).toMatchObject({ fromAddresses: [anna.address], resentFromAddresses: [anna.address] });
    expect((await resent("boss@cobalt.test", anna.address)).last.text).toContain("forward it instead");
    expect((await resent(anna.address, "boss@cobalt.test")).last.code).toBe(550);
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

  it("asks before ACLs that were there already, which then go on", async () => {
    const ownAcls = `
own_mail:
  deny senders = ^sales@
       message = 550 5.7.0 not today
  accept
own_data:
  deny condition = \${if match{$h_subject:}{forbidden}}
       message = 550 5.7.0 not with this subject
  accept
`;
    for (const [main, names] of [
      [forOwnAcls.replace("your_acl_for_mail", "own_mail").replace("your_acl_for_data", "own_data"), forMain],
      [".include mayfrom-debian.conf", "acl_smtp_mail = MAIN_ACL_CHECK_MAIL\nacl_smtp_data = MAIN_ACL_CHECK_DATA"],
    ] as const) {
      const isDebian = main.startsWith(".include");
      const other = await startExim({
        users: [anna],
        relayPort: sink.port,
        extraMain: `${agentAt()}\n${main.replace(".include ", `.include ${RECIPE}`)}\n${names}`,
        extraAcl: forAcl + (isDebian ? ownAcls.replaceAll("own_", "acl_check_") : ownAcls),
      });
      try {
        const send = async (mailFrom: string, subject = "fine") =>
          (await submit({ ...as(anna), port: other.port, mailFrom, subject })).last.text;
        expect(await send("boss@cobalt.test")).toMatch(/^550[- ]5\.7\.1 .*anna@cobalt\.test/);
        expect(await send("sales@other.test")).toBe("550 5.7.0 not today");
        expect(await send(anna.address, "forbidden")).toBe("550 5.7.0 not with this subject");
        expect(await send(anna.address)).toMatch(/^250 /);
      } finally {
        await other.stop();
      }
    }
  });

  it("defers when the agent is gone", async () => {
    await agent.close();
    expect(await replyTo(anna, anna.address)).toMatchObject({ code: 451, enhancedStatusCode: "4.3.5" });
  });
});
