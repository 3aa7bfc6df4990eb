import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IngestSummary, readSubmissions, type SubmissionRecord } from "../../../src/mail-logs/index.js";
import { eventually } from "../../support/eventually.js";
import { type SmtpSink, startSmtpSink } from "../../support/smtp-sink.js";
import { openSmtpSession, submit } from "../../support/submission.js";
import { startZoneMta, type ZoneMta } from "../../support/zone-mta.js";

const ANNA = { address: "anna@cobalt.test", password: "pw-of-anna" };
const BEN = { address: "ben@cobalt.test", password: "pw-of-ben" };
/** A login that looks like more of its line. */
const ODD = { address: 'o" src=x proto=y@cobalt.test', password: "pw-of-odd" };
const to = "far@elsewhere.test";

async function read(path: string): Promise<{ records: SubmissionRecord[]; summary: IngestSummary }> {
  const records: SubmissionRecord[] = [];
  const summary = new IngestSummary();
  for await (const batch of readSubmissions([path], { clock: { now: () => new Date() }, summary })) {
    records.push(...batch.submissions);
  }
  return { records, summary };
}

type Triple = readonly [login: string, sender: string | null, outcome: string];

const tripleOf = ({ login, sender, outcome }: SubmissionRecord): Triple => [login, sender, outcome];
const sorted = (triples: readonly Triple[]) => triples.map((triple) => JSON.stringify(triple)).sort();
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("the log of a real ZoneMTA", () => {
  const sent: Triple[] = [];
  let sink: SmtpSink;
  let server: ZoneMta;

  beforeAll(async () => {
    sink = await startSmtpSink();
    server = await startZoneMta({ users: [ANNA, BEN, ODD], relayPort: sink.port });
  });
  afterAll(async () => {
    await server?.stop();
    await sink?.stop();
  });

  const as = ({ address, password }: typeof ANNA) => ({ port: server.port, user: address, password });

  async function send(account: typeof ANNA, sender: string, more: Partial<Parameters<typeof submit>[0]> = {}) {
    const result = await submit({ ...as(account), mailFrom: sender, from: sender || account.address, to, ...more });
    expect(result.accepted, result.last.text).toBe(true);
    sent.push([account.address, sender, "QUEUED"]);
  }

  test("gives the triples that were sent", async () => {
    await send(ANNA, ANNA.address);
    await send(BEN, "sales@other.test", { to: [to, "further@elsewhere.test", "third@far.test"] });
    await send(ANNA, "");
    await send(BEN, "own@other.test", {
      from: "Boss <boss@third.test>",
      subject: "x from=no@no.test id=1",
      headers: ['Message-ID: <x" from=evil@x.test y@z.test>'],
      pipelining: true,
    });
    await send(BEN, "odd+x=y@other.test");
    await send(ANNA, "jürgen@other.test");
    await send(ODD, "sales@other.test");
    // Refused: a wrong password, nobody signed in, a reverse-path that is no address.
    expect((await submit({ ...as(ANNA), password: "wrong", to })).auth?.code).toBe(535);
    expect((await submit({ port: server.port, mailFrom: "stranger@other.test", to })).accepted).toBe(false);
    expect((await submit({ ...as(ANNA), mailFrom: "no address", to })).accepted).toBe(false);

    await eventually("all is in the log", async () => (await read(server.logFile)).records.length >= sent.length);
    const { records, summary } = await read(server.logFile);
    expect(sorted(records.map(tripleOf))).toEqual(sorted(sent));
    expect(summary.failedLogins).toBe(1);
    expect(records.every(({ format, at }) => format === "zonemta" && at === null)).toBe(true);
  });

  test("gives each message of one session, whichever way it signed in", async () => {
    for (const mechanism of ["PLAIN", "LOGIN"]) {
      const session = await openSmtpSession(server.port);
      await session.command("EHLO client.test");
      if (mechanism === "PLAIN") {
        await session.command(`AUTH PLAIN ${base64(`\0${BEN.address}\0${BEN.password}`)}`);
      } else {
        await session.command("AUTH LOGIN");
        await session.command(base64(BEN.address));
        expect(await session.command(base64(BEN.password))).toMatchObject({ code: 235 });
      }
      await session.command("MAIL FROM:<given-up@other.test>");
      await session.command(`RCPT TO:<${to}>`);
      await session.command("RSET");
      for (const sender of [`first-${mechanism}@other.test`, `second-${mechanism}@other.test`]) {
        await session.command(`MAIL FROM:<${sender}>`);
        await session.command(`RCPT TO:<${to}>`);
        await session.command("DATA");
        expect(await session.message(`From: ${sender}\n\nx\n`)).toMatchObject({ code: 250 });
        sent.push([BEN.address, sender, "QUEUED"]);
      }
      await session.close();
    }
    await eventually("all is in the log", async () => (await read(server.logFile)).records.length >= sent.length);
    expect(sorted((await read(server.logFile)).records.map(tripleOf))).toEqual(sorted(sent));
  });

  test("is of one that delivered what it took", async () => {
    await eventually("all is with the next server", () => server.queueLength() === 0);
    const delivered = new Set(sink.mails.map(({ mailFrom }) => mailFrom));
    expect([...delivered].sort()).toEqual([...new Set(sent.map(([, sender]) => sender))].sort());
    expect(sink.mails).toHaveLength(sent.length + 2);
    expect(server.logLines().filter((line) => /the tests' store/.test(line))).toEqual([]);
  });

  test("has its times from syslog", async () => {
    const framed = `${server.logFile}.syslog`;
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    const lines = server.logLines().map((line) => `${at.toISOString()} mx zone-mta[3]: ${line}\n`);
    writeFileSync(framed, lines.join(""));
    const { records } = await read(framed);
    expect(sorted(records.map(tripleOf))).toEqual(sorted(sent));
    expect(records.every((record) => record.at === at.getTime() && record.host === "mx")).toBe(true);
  });

  test("gives no password", async () => {
    const text = JSON.stringify(await read(server.logFile));
    for (const { password } of [ANNA, BEN, ODD]) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(base64(password));
    }
  });
});
