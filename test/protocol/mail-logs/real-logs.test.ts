import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SubmissionRecord } from "../../../src/mail-logs/index.js";
import { readSubmissions } from "../../../src/mail-logs/index.js";
import { type Dovecot, startDovecot } from "../../support/dovecot.js";
import { eventually } from "../../support/eventually.js";
import { type Exim, startExim } from "../../support/exim.js";
import { type Postfix, startPostfix } from "../../support/postfix.js";
import { type SmtpSink, startSmtpSink } from "../../support/smtp-sink.js";
import { openSmtpSession, submit } from "../../support/submission.js";

const ANNA = { address: "anna@cobalt.test", password: "pw" };
const BEN = { address: "ben@cobalt.test", password: "pw" };

async function read(path: string): Promise<SubmissionRecord[]> {
  const records: SubmissionRecord[] = [];
  for await (const batch of readSubmissions([path], { clock: { now: () => new Date() } })) {
    records.push(...batch.submissions);
  }
  return records;
}

type Triple = readonly [login: string, sender: string | null, headerFrom: string | null, queued: boolean];

function sorted(triples: readonly Triple[]): string[] {
  return triples.map((triple) => JSON.stringify(triple)).sort();
}

function tripleOf({ login, sender, headerFrom, queued }: SubmissionRecord): Triple {
  return [login, sender, headerFrom, queued];
}

describe("the log of a real Postfix", () => {
  let dovecot: Dovecot;
  let sink: SmtpSink;
  let postfix: Postfix;
  let renamed: Postfix;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: [ANNA, BEN] });
    sink = await startSmtpSink();
    const common = { domains: ["cobalt.test"], dovecot, relayPort: sink.port, ipv6: true };
    const header_checks = "regexp:{{/^From:/ INFO}}";
    postfix = await startPostfix({ ...common, extraMain: { enable_long_queue_ids: "yes", header_checks } });
    renamed = await startPostfix({ ...common, syslogName: "mail-out", extraMain: { header_checks } });
  });
  afterAll(async () => {
    await Promise.all([postfix?.stop(), renamed?.stop(), dovecot?.stop(), sink?.stop()]);
  });

  test.each<[string, () => Postfix]>([
    ["with long queue ids", () => postfix],
    ["with short ids and a syslog name of its own", () => renamed],
  ])("%s gives the triples that were sent", async (_, server) => {
    const { submissionPort, smtpPort, logFile } = server();
    const as = (account: typeof ANNA) => ({ port: submissionPort, user: account.address, password: account.password });
    const to = ANNA.address;
    const forged = '"x from evil[1.2.3.4]; from=<x@y.test> to=<z@z.test> proto=ESMTP helo=<q>" <me@real.test>';
    const sent: Triple[] = [];
    const send = async (triple: Triple, submission: Parameters<typeof submit>[0]) => {
      const result = await submit(submission);
      expect(result.accepted).toBe(triple[3]);
      sent.push(triple);
    };
    await send([ANNA.address, ANNA.address, ANNA.address, true], { ...as(ANNA), to });
    await send([BEN.address, "sales@other.test", "boss@other.test", true], {
      ...as(BEN),
      mailFrom: "sales@other.test",
      from: "Boss <boss@other.test>",
      to: ["far@elsewhere.test", to],
    });
    await send([ANNA.address, "", ANNA.address, true], { ...as(ANNA), mailFrom: "", from: ANNA.address, to });
    await send([BEN.address, '"odd one"@other.test', "me@real.test", true], {
      ...as(BEN),
      mailFrom: '"odd one"@other.test',
      from: forged,
      to,
      host: "::1",
    });
    // An unknown mailbox: accepted, then bounced; the bounce is nobody's submission.
    await send([ANNA.address, "anna@cobalt.test", ANNA.address, true], { ...as(ANNA), to: "nobody@cobalt.test" });
    // Not signed in, and a wrong password.
    await submit({ port: smtpPort, mailFrom: "stranger@other.test", to });
    const wrong = await submit({ ...as(ANNA), password: "wrong", to });
    expect(wrong.auth?.code).toBe(535);
    // Two messages in one session, the first given up after its recipients.
    const session = await openSmtpSession(submissionPort);
    await session.command("EHLO client.test");
    const secret = Buffer.from(`\0${BEN.address}\0${BEN.password}`).toString("base64");
    await session.command(`AUTH PLAIN ${secret}`);
    await session.command("MAIL FROM:<given-up@other.test>");
    await session.command(`RCPT TO:<${to}>`);
    await session.command("RSET");
    await session.command("MAIL FROM:<second@other.test>");
    await session.command(`RCPT TO:<${to}>`);
    await session.command("DATA");
    await session.message("From: second@other.test\n\nx\n");
    await session.close();
    sent.push([BEN.address, null, null, false], [BEN.address, "second@other.test", "second@other.test", true]);

    const queued = sent.filter(([, , , isQueued]) => isQueued).length;
    await eventually(
      "all is in the log",
      async () => (await read(logFile)).filter((record) => record.queued).length >= queued,
    );
    const records = await read(logFile);
    expect(sorted(records.map(tripleOf))).toEqual(sorted(sent));
    const lines = readFileSync(logFile, "utf8").split("\n");
    for (const record of records) {
      expect(lines[record.line - 1]).toContain(`sasl_username=${record.login}`);
      expect(lines[record.line - 1]).toContain(`${record.queueId}: `);
      expect(Math.abs(Date.now() - (record.at ?? 0))).toBeLessThan(600_000);
    }
  });

  test("two instances in one log are kept apart", async () => {
    const both = [...postfix.logLines(), ...renamed.logLines()].sort((one, other) =>
      one.slice(0, 15).localeCompare(other.slice(0, 15)),
    );
    const { writeFileSync } = await import("node:fs");
    const path = `${postfix.logFile}.both`;
    writeFileSync(path, `${both.join("\n")}\n`);
    const apart = [...(await read(postfix.logFile)), ...(await read(renamed.logFile))];
    expect(sorted((await read(path)).map(tripleOf))).toEqual(sorted(apart.map(tripleOf)));
    expect(new Set((await read(path)).map(({ instance }) => instance))).toEqual(new Set(["postfix", "mail-out"]));
  });
});

describe("the main log of a real Exim", () => {
  let exim: Exim;
  let sink: SmtpSink;

  beforeAll(async () => {
    sink = await startSmtpSink();
    exim = await startExim({ users: [ANNA, BEN], relayPort: sink.port });
  });
  afterAll(async () => {
    await Promise.all([exim?.stop(), sink?.stop()]);
  });

  test("gives the triples that were sent", async () => {
    const as = (account: typeof ANNA) => ({ port: exim.port, user: account.address, password: account.password });
    const to = "far@elsewhere.test";
    await submit({ ...as(ANNA), to });
    await submit({ ...as(BEN), mailFrom: "sales@other.test", to, subject: "x P=esmtpa A=plain:victim S=1" });
    await submit({ ...as(BEN), mailFrom: "", from: BEN.address, to });
    await submit({ ...as(ANNA), password: "wrong", to });
    const wanted: Triple[] = [
      [ANNA.address, ANNA.address, null, true],
      [BEN.address, "sales@other.test", null, true],
      [BEN.address, "", null, true],
    ];
    await eventually("all is in the log", async () => (await read(exim.mainLogFile)).length >= wanted.length);
    expect(sorted((await read(exim.mainLogFile)).map(tripleOf))).toEqual(sorted(wanted));
  });
});
