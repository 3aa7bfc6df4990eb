import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningAgent, startListeners } from "../../src/agent/listeners.js";
import { silentLogger } from "../protocol/agent/support/agent-fixtures.js";
import { createTableSource, type Table } from "../protocol/agent/support/table-source.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { submit } from "../support/submission.js";

const anna = { address: "anna@cobalt.test", password: "anna's" };
const bert = { address: "bert@cobalt.test", password: "bert's" };
const carl = { address: "carl@cobalt.test", password: "carl's" };
const table: Table = {
  "anna@cobalt.test": {
    aliases: ["info@cobalt.test"],
    authorizations: {
      "sales@other.test": "AUTHORIZED",
      "new@other.test": "PENDING",
      "old@other.test": "REVOKED",
      '"a b"@other.test': "AUTHORIZED",
    },
  },
  "bert@cobalt.test": { mode: "WARN", domains: ["other.test"] },
  "carl@cobalt.test": { mode: "MONITOR" },
};
const permitted = [
  "anna@cobalt.test",
  "Anna@Cobalt.Test",
  "info@cobalt.test",
  "anna+news@cobalt.test",
  "sales@other.test",
  '"a b"@other.test',
];
const refused = [
  "boss@cobalt.test",
  "sales+x@other.test",
  "new@other.test",
  "old@other.test",
  '"a c"@other.test',
  "100%s@other.test",
];

let agent: RunningAgent;
let dovecot: Dovecot;
let postfix: Postfix;
let isAway = false;

const portOf = (protocol: "policy" | "socketmap" | "milter") => {
  const address = agent.addresses[protocol];
  return address?.kind === "TCP" ? address.port : 0;
};
const as = ({ address, password }: typeof anna) => ({
  port: postfix.submissionPort,
  user: address,
  password,
  to: carl.address,
});

beforeAll(async () => {
  const source = createTableSource(table);
  const listen = { policyListen: ":0", socketmapListen: ":0", milterListen: ":0", httpListen: null };
  const decide: typeof source.decide = (question) => {
    if (isAway) throw new Error("away");
    return source.decide(question);
  };
  [agent, dovecot] = await Promise.all([
    startListeners(listen, { ...source, decide }, silentLogger),
    startDovecot({ users: [anna, bert, carl] }),
  ]);
  postfix = await startPostfix({ domains: ["cobalt.test"], dovecot });
});

beforeEach(() => {
  isAway = false;
});

afterAll(async () => {
  await postfix?.stop();
  await Promise.all([dovecot?.stop(), agent?.close()]);
});

describe("Postfix asks by policy delegation", () => {
  beforeAll(async () => {
    await postfix.reconfigure({
      submission_milters: "",
      submission_sender_restrictions: `check_policy_service { inet:127.0.0.1:${portOf("policy")}, timeout=10s, try_limit=2, retry_delay=1s }`,
    });
  });

  it.each(permitted)("takes %s", async (mailFrom) => {
    expect(await submit({ ...as(anna), mailFrom })).toMatchObject({ accepted: true });
  });

  it.each(refused)("refuses %s with our words", async (mailFrom) => {
    const { accepted, last } = await submit({ ...as(anna), mailFrom });
    expect([accepted, last.code, last.enhancedStatusCode]).toEqual([false, 550, "5.7.1"]);
    expect(last.text).toMatch(/anna@cobalt\.test/);
  });

  it("takes the null reverse-path, and under WARN and MONITOR what it would refuse", async () => {
    expect(await submit({ ...as(anna), mailFrom: "", from: anna.address })).toMatchObject({ accepted: true });
    expect(await submit({ ...as(bert), mailFrom: "boss@cobalt.test" })).toMatchObject({ accepted: true });
    expect(await submit({ ...as(carl), mailFrom: "boss@cobalt.test" })).toMatchObject({ accepted: true });
  });

  it("decides once for several recipients, pipelined", async () => {
    const result = await submit({
      ...as(anna),
      mailFrom: "boss@cobalt.test",
      to: [anna.address, bert.address, carl.address],
      pipelining: true,
    });
    expect(result.recipients.map((reply) => reply?.code)).toEqual([550, 550, 550]);
  });

  it("defers while the agent has no answer, and takes the same mail afterwards", async () => {
    isAway = true;
    expect((await submit(as(anna))).last.code).toBe(451);
    isAway = false;
    expect(await submit(as(anna))).toMatchObject({ accepted: true });
  });
});

describe("Postfix asks by milter", () => {
  beforeAll(async () => {
    await postfix.reconfigure({
      submission_sender_restrictions: "",
      submission_milters: `{ inet:127.0.0.1:${portOf("milter")}, default_action=tempfail }`,
    });
  });

  it.each(permitted)("takes %s in both places", async (mailFrom) => {
    expect(await submit({ ...as(anna), mailFrom, from: `Somebody <${mailFrom}>` })).toMatchObject({ accepted: true });
  });

  it.each(refused)("refuses %s as the reverse-path, with our words", async (mailFrom) => {
    const { last } = await submit({ ...as(anna), mailFrom, from: anna.address });
    expect([last.code, last.enhancedStatusCode]).toEqual([550, "5.7.1"]);
    expect(last.text).toContain(`<${mailFrom}>`);
  });

  it.each<[string, string | readonly string[]]>([
    ["a foreign From", "The Boss <boss@cobalt.test>"],
    ["a second From header", [anna.address, "boss@cobalt.test"]],
    ["a first From header", ["boss@cobalt.test", anna.address]],
    ["one of two mailboxes", `${anna.address}, boss@cobalt.test`],
    ["a mailbox in a group", `Us: ${anna.address}, boss@cobalt.test;`],
    ["a group that names nobody", "boss@cobalt.test:;"],
    ["a header that cannot be read", `${anna.address} <`],
  ])("refuses %s", async (_, from) => {
    const { last } = await submit({ ...as(anna), from });
    expect([last.code, last.enhancedStatusCode]).toEqual([550, "5.7.1"]);
  });

  it.each([
    '"boss@cobalt.test" <anna@cobalt.test>',
    "=?utf-8?q?boss=40cobalt=2Etest?= <anna@cobalt.test>",
    "Anna\r\n of the office <anna@cobalt.test>",
    "Us: anna@cobalt.test, info@cobalt.test;",
  ])("takes %s", async (from) => {
    expect(await submit({ ...as(anna), from })).toMatchObject({ accepted: true });
  });

  it("adds the finding of WARN, and removes what a client forged", async () => {
    const result = await submit({
      ...as(bert),
      from: "boss@cobalt.test",
      subject: "warned about",
      headers: ["X-Mayfrom-Warning: forged", "X-MAYFROM-WARNING: forged too"],
    });
    expect(result).toMatchObject({ accepted: true });
    const message = await dovecot.waitForMail(carl.address, (text) => text.includes("warned about"));
    expect(message).toContain("X-Mayfrom-Warning: NOT_AUTHORIZED; login=bert@cobalt.test; address=boss@cobalt.test");
    expect(message).not.toMatch(/forged/);
  });

  it("leaves mail that carries no login alone", async () => {
    const result = await submit({ port: postfix.smtpPort, mailFrom: "boss@other.test", to: carl.address });
    expect(result).toMatchObject({ accepted: true });
  });

  it("defers while the agent has no answer", async () => {
    isAway = true;
    expect((await submit(as(anna))).last.code).toBe(451);
  });
});

describe("Postfix asks for owners by socketmap", () => {
  beforeAll(async () => {
    await postfix.reconfigure({
      submission_milters: "",
      submission_sender_restrictions: "reject_authenticated_sender_login_mismatch",
      smtpd_sender_login_maps: `socketmap:inet:127.0.0.1:${portOf("socketmap")}:sender_login_maps`,
    });
  });

  it.each(permitted)("takes %s", async (mailFrom) => {
    expect(await submit({ ...as(anna), mailFrom })).toMatchObject({ accepted: true });
  });

  it.each(refused)("refuses %s", async (mailFrom) => {
    const { last } = await submit({ ...as(anna), mailFrom });
    expect([last.code, last.enhancedStatusCode]).toEqual([553, "5.7.1"]);
    expect(last.text).toMatch(/not owned by user anna@cobalt\.test/);
  });

  it("does not let the owner of an address hide the owner of its domain", async () => {
    expect(await submit({ ...as(bert), mailFrom: "sales@other.test" })).toMatchObject({ accepted: true });
    expect(await submit({ ...as(bert), mailFrom: "anybody@other.test" })).toMatchObject({ accepted: true });
  });

  it("takes the null reverse-path, and defers while the agent has no answer", async () => {
    expect(await submit({ ...as(anna), mailFrom: "", from: anna.address })).toMatchObject({ accepted: true });
    isAway = true;
    expect((await submit({ ...as(anna), mailFrom: "info@cobalt.test" })).last.code).toBe(451);
  });
});
