import { createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubmissionRecord } from "../../../src/mail-logs/index.js";
import { readSubmissions } from "../../../src/mail-logs/index.js";
import { eventually } from "../../support/eventually.js";
import { type Haraka, startHaraka } from "../../support/haraka.js";
import { type SmtpSink, startSmtpSink } from "../../support/smtp-sink.js";
import { openSmtpSession, submit } from "../../support/submission.js";

const ANNA = { address: "anna@cobalt.test", password: "pw-of-anna" };
const BEN = { address: "ben@cobalt.test", password: "pw-of-ben" };
const REFUSED_BY_SINK = "nobody@elsewhere.test";
const to = "far@elsewhere.test";

async function read(path: string): Promise<SubmissionRecord[]> {
  const records: SubmissionRecord[] = [];
  for await (const batch of readSubmissions([path], { clock: { now: () => new Date() } })) {
    records.push(...batch.submissions);
  }
  return records;
}

type Triple = readonly [login: string, sender: string | null, outcome: string];

const tripleOf = ({ login, sender, outcome }: SubmissionRecord): Triple => [login, sender, outcome];
const sorted = (triples: readonly Triple[]) => triples.map((triple) => JSON.stringify(triple)).sort();
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** One session: each way to sign in, then two messages of which the first is given up. */
async function signInBy(port: number, mechanism: string, account: typeof ANNA, sender: string): Promise<void> {
  const session = await openSmtpSession(port);
  await session.command("EHLO client.test");
  const plain = base64(`\0${account.address}\0${account.password}`);
  let { code, text } = await session.command(`AUTH ${mechanism}`);
  expect(code).toBe(334);
  if (mechanism === "PLAIN") {
    ({ code } = await session.command(plain));
  } else if (mechanism === "LOGIN") {
    await session.command(base64(account.address));
    ({ code } = await session.command(base64(account.password)));
  } else {
    const challenge = Buffer.from(text.slice(4), "base64");
    const digest = createHmac("md5", account.password).update(challenge).digest("hex");
    ({ code, text } = await session.command(base64(`${account.address} ${digest}`)));
  }
  expect(code).toBe(235);
  await session.command(`MAIL FROM:<given-up-${sender}>`);
  await session.command(`RCPT TO:<${to}>`);
  await session.command("RSET");
  await session.command(`MAIL FROM:<${sender}>`);
  await session.command(`RCPT TO:<${to}>`);
  await session.command("DATA");
  expect(await session.message(`From: ${sender}\n\nx\n`)).toMatchObject({ code: 250 });
  await session.close();
}

describe("the log of a real Haraka", () => {
  let sink: SmtpSink;
  const servers: Haraka[] = [];

  beforeAll(async () => {
    sink = await startSmtpSink({ refuse: (path) => (path === REFUSED_BY_SINK ? "550 5.1.1 no such user" : null) });
    for (const logFormat of ["default", "logfmt", "json"] as const) {
      servers.push(await startHaraka({ users: [ANNA, BEN], relayPort: sink.port, logFormat }));
    }
  });
  afterAll(async () => {
    await Promise.all([...servers.map((server) => server.stop()), sink?.stop()]);
  });

  test.each([
    ["default", 0],
    ["logfmt", 1],
    ["json", 2],
  ])("in %s format gives the triples that were sent", async (_, index) => {
    const { port, logFile } = servers[index]!;
    const as = (account: typeof ANNA) => ({ port, user: account.address, password: account.password });
    const sent: Triple[] = [];
    const send = async (triple: Triple, submission: Parameters<typeof submit>[0]) => {
      const result = await submit(submission);
      expect(result.accepted, result.last.text).toBe(triple[2] === "QUEUED");
      sent.push(triple);
    };
    await send([ANNA.address, ANNA.address, "QUEUED"], { ...as(ANNA), to });
    await send([BEN.address, "sales@other.test", "QUEUED"], {
      ...as(BEN),
      mailFrom: "sales@other.test",
      to: [to, "further@elsewhere.test"],
      headers: ['Message-ID: <x code="DENY" delay=0 code=DENY@x.test>'],
    });
    await send([ANNA.address, "", "QUEUED"], { ...as(ANNA), mailFrom: "", from: ANNA.address, to });
    await send([BEN.address, "odd+code=DENY@other.test", "QUEUED"], {
      ...as(BEN),
      mailFrom: "odd+code=DENY@other.test",
      pipelining: true,
      to,
    });
    // Quoted, which the sink's own parser takes for no address.
    await send([BEN.address, '"odd one"@other.test', "REFUSED"], { ...as(BEN), mailFrom: '"odd one"@other.test', to });
    await send([ANNA.address, "jürgen@other.test", "QUEUED"], { ...as(ANNA), mailFrom: "jürgen@other.test", to });
    await send([ANNA.address, "late@other.test", "REFUSED"], {
      ...as(ANNA),
      mailFrom: "late@other.test",
      to: REFUSED_BY_SINK,
    });
    // A wrong password, and nobody signed in.
    expect((await submit({ ...as(ANNA), password: "wrong", to })).auth?.code).toBe(535);
    await submit({ port, mailFrom: "stranger@other.test", to });
    for (const mechanism of ["PLAIN", "LOGIN", "CRAM-MD5"]) {
      const sender = `${mechanism.toLowerCase()}@other.test`;
      await signInBy(port, mechanism, BEN, sender);
      sent.push([BEN.address, `given-up-${sender}`, "UNFINISHED"], [BEN.address, sender, "QUEUED"]);
    }

    await eventually("all is in the log", async () => (await read(logFile)).length >= sent.length);
    const records = await read(logFile);
    expect(sorted(records.map(tripleOf))).toEqual(sorted(sent));
    for (const record of records) expect(Math.abs(Date.now() - (record.at ?? 0))).toBeLessThan(600_000);
    const lines = readFileSync(logFile, "utf8").split("\n");
    for (const record of records) {
      expect(lines.some((line) => line.includes(record.queueId ?? "?") && line.includes("sender <"))).toBe(true);
    }
  });

  // It says `queue code=CONT` before `queue code=OK`.
  test("that delivers itself gives the messages of one session", async () => {
    const { port, logFile, stop } = await startHaraka({
      users: [ANNA],
      relayPort: sink.port,
      configuration: {
        "smtp_forward.ini": `enable_outbound=false\n\n[elsewhere.test]\nhost=127.0.0.1\nport=${sink.port}\n`,
        "outbound.ini": "local_mx_ok=true\n",
      },
    });
    try {
      const session = await openSmtpSession(port);
      await session.command("EHLO client.test");
      await session.command(`AUTH PLAIN ${base64(`\0${ANNA.address}\0${ANNA.password}`)}`);
      for (const sender of ["first@other.test", "second@other.test", ""]) {
        await session.command(`MAIL FROM:<${sender}>`);
        await session.command(`RCPT TO:<${to}>`);
        await session.command("DATA");
        expect(await session.message("From: x@other.test\n\nx\n")).toMatchObject({ code: 250 });
      }
      await session.close();
      await eventually("all is in the log", async () => (await read(logFile)).length >= 3);
      expect((await read(logFile)).map(tripleOf)).toEqual([
        [ANNA.address, "first@other.test", "QUEUED"],
        [ANNA.address, "second@other.test", "QUEUED"],
        [ANNA.address, "", "QUEUED"],
      ]);
    } finally {
      await stop();
    }
  });

  test("of which nothing kept names a password", async () => {
    const [, , server] = servers;
    const records = await read(server!.logFile);
    expect(records).not.toEqual([]);
    const text = JSON.stringify(records);
    for (const { password } of [ANNA, BEN]) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(base64(password));
    }
  });

  test("three servers that log into one file are kept apart", async () => {
    const stamped = servers.flatMap((server) => server.logLines().filter((line) => /^\d{4}-/.test(line)));
    const both = `${servers[0]!.logFile}.all`;
    writeFileSync(
      both,
      `${stamped.sort((one, other) => one.slice(0, 24).localeCompare(other.slice(0, 24))).join("\n")}\n`,
    );
    const apart = (await Promise.all(servers.map((server) => read(server.logFile)))).flat();
    expect(apart).not.toEqual([]);
    expect(sorted((await read(both)).map(tripleOf))).toEqual(sorted(apart.map(tripleOf)));
  });
});
