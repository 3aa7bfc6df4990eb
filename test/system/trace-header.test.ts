import { IsNull } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningAgent, startListeners } from "../../src/agent/listeners.js";
import { type CountedSubmission } from "../../src/agent/platform/reports/counted-submission.js";
import { countDecisions, type DecisionCounts } from "../../src/agent/platform/reports/decision-counts.js";
import { deliverReports } from "../../src/agent/platform/reports/deliver-reports.js";
import { ReportSpool } from "../../src/agent/platform/reports/report-spool.js";
import { replyPortOf, reportPortsOf } from "../../src/app/index.js";
import { grantAuthorization } from "../../src/authorizations/index.js";
import { type LmtpServer, openLmtpServer } from "../../src/intake/index.js";
import { newTraceToken, PLATFORM_SCOPE, systemClock } from "../../src/kernel/index.js";
import { SubmissionTrace } from "../../src/observations/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { Complaint } from "../../src/rollout/complaints/complaint.entity.js";
import {
  openReplica,
  startPlatform,
  type TestPlatform,
  type TestReplica,
  temporaryFolder,
} from "../database/replication/platform.js";
import { createTenants, innerIdOf, type Tree } from "../graphql/tenancy-tree.js";
import { silentLogger } from "../protocol/agent/support/agent-fixtures.js";
import { OPERATOR } from "../support/api.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { openSmtpSession, submit } from "../support/submission.js";

const user = { address: "user@north.test", password: "user's" };
const recipient = { address: "neighbour@north.test", password: "neighbour's" };
const NEWS = "news@elsewhere.test";

const COMPLAINTS = `{ complaints { mismatched { complaints } others { complaints } unjoined untrusted } }`;

/** A feedback report that says nothing of its message, and encloses these lines of its header. */
function feedback(number: number, ...enclosed: string[]): string {
  return [
    "From: <feedback@provider.test>",
    "To: <abuse@mayfrom.test>",
    `Message-ID: <report-${number}@provider.test>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
    "",
    "--b1",
    "Content-Type: message/feedback-report",
    "",
    "Feedback-Type: abuse",
    "User-Agent: Provider/1.0",
    "Version: 1",
    "",
    "--b1",
    "Content-Type: text/rfc822-headers",
    "",
    ...enclosed,
    "--b1--",
    "",
  ].join("\r\n");
}

const traceLinesOf = (message: string) => message.split(/\r?\n\r?\n/)[0]!.match(/^x-mayfrom-trace.*$/gim) ?? [];

describeOnEachEngine("the trace header, from a real Postfix to a complaint", (engine) => {
  let platform: TestPlatform;
  let tree: Tree;
  let replica: TestReplica;
  let counts: DecisionCounts;
  let agent: RunningAgent;
  let lmtp: LmtpServer;
  let dovecot: Dovecot;
  let postfix: Postfix;
  let reports = 0;

  beforeAll(async () => {
    platform = await startPlatform(engine);
    tree = await createTenants(platform);
    const accountId = innerIdOf(tree.north.account.id);
    await platform.database.write(async (tx) => {
      await setPolicy(tx, OPERATOR, PLATFORM_SCOPE, { changes: { schedule: [{ at: 0, mode: "ENFORCE" }] } });
      await grantAuthorization(tx, OPERATOR, { accountId, address: NEWS });
    });
    replica = await openReplica(platform, { clock: systemClock });
    await replica.follow();
    counts = countDecisions(systemClock);
    const off = { policyListen: null, socketmapListen: null, httpListen: null };
    const settings = { ...off, milterListen: ":0", milter: { addsTraceHeader: true }, observe: counts.observe };
    [agent, dovecot, lmtp] = await Promise.all([
      startListeners(settings, replica.source, silentLogger),
      startDovecot({ users: [user, recipient] }),
      openLmtpServer({
        services: platform.services,
        listen: { kind: "TCP", host: "127.0.0.1", port: 0 },
        reportPorts: reportPortsOf(platform.services),
        replyPort: replyPortOf(platform.services),
        onMessage: () => undefined,
      }),
    ]);
    const { port: milterPort } = agent.addresses.milter as { port: number };
    postfix = await startPostfix({ domains: ["north.test"], dovecot, milterPort });
  });

  afterAll(async () => {
    await postfix?.stop();
    await Promise.all([dovecot?.stop(), lmtp?.stop(), agent?.close()]);
  });

  /** Sends a message through Postfix and gives it as it lies in the recipient's mailbox. */
  async function send(subject: string, mailFrom: string, ...headers: string[]): Promise<string> {
    const sent = await submit({
      port: postfix.submissionPort,
      user: user.address,
      password: user.password,
      to: recipient.address,
      mailFrom,
      subject,
      headers,
    });
    expect(sent.last.text).toMatch(/queued as/);
    return dovecot.waitForMail(recipient.address, (message) => message.includes(`Subject: ${subject}`));
  }

  async function deliverCounts(...more: CountedSubmission[]): Promise<void> {
    const spool = new ReportSpool(temporaryFolder());
    const delivery = deliverReports({ spool, client: replica.client, logger: silentLogger });
    delivery.add([...counts.drain(), ...more]);
    await delivery.deliver();
    await delivery.stop();
    await spool.close();
  }

  async function complain(...enclosed: string[]): Promise<string> {
    const session = await openSmtpSession((lmtp.address as { port: number }).port);
    for (const line of ["LHLO mta.test", "MAIL FROM:<>", "RCPT TO:<abuse@mayfrom.test>", "DATA"]) {
      expect((await session.command(line)).code).toBeLessThan(400);
    }
    reports += 1;
    const { text } = await session.message(feedback(reports, ...enclosed));
    await session.close();
    return text;
  }

  it("stands once in a delivered message, and a report that encloses nothing else finds account and address", async () => {
    const forged = "f".repeat(32);
    const message = await send(
      "news",
      NEWS,
      `X-Mayfrom-Trace: ${forged}`,
      "x-MAYFROM-trace: nonsense",
      "X-Mayfrom-Trace:",
      `X-Mayfrom-Trace:\r\n ${forged}`,
      "Message-ID: <real@north.test>",
    );
    const [line, ...more] = traceLinesOf(message);
    expect(line).toMatch(/^X-Mayfrom-Trace: [0-9a-f]{32}$/);
    expect(more).toEqual([]);
    expect(message).not.toContain(forged);
    await deliverCounts();

    expect(await complain("Message-ID: <changed@provider.test>", line!)).toContain("counted");
    const complaints = await platform.database.reader.find(Complaint);
    expect(complaints).toMatchObject([
      { accountId: innerIdOf(tree.north.account.id), addressKey: NEWS, isMismatched: 1, kind: "FEEDBACK" },
    ]);
    const traces = await platform.database.reader.find(SubmissionTrace);
    expect(traces).toHaveLength(3);
    expect(JSON.stringify(traces)).not.toContain(line!.slice(-32));
  });

  it("that comes again with the same report counts once", async () => {
    const before = await platform.database.reader.count(Complaint);
    const message = await send("again", NEWS);
    const [line] = traceLinesOf(message);
    await deliverCounts();
    expect(await complain(line!)).toContain("counted");
    expect(await complain(line!)).toContain("nothing new");
    expect(await platform.database.reader.count(Complaint)).toBe(before + 1);
  });

  it("decides where another message's id stands beside it", async () => {
    const neighbours = { login: "neighbour@north.test", sender: "else@far.test", count: 1, at: Date.now() };
    const [line] = traceLinesOf(await send("beside", NEWS));
    await deliverCounts({ ...neighbours, headerFrom: [], isRefused: false, messageId: "<else@far.test>" });
    const ofNeighbour = () => platform.database.reader.countBy(Complaint, { addressKey: "else@far.test" });
    expect(await complain("Message-ID: <else@far.test>", line!)).toContain("counted");
    expect(await ofNeighbour()).toBe(0);
    expect(await complain("Message-ID: <else@far.test>")).toContain("counted");
    expect(await ofNeighbour()).toBe(1);
  });

  it("is not in mail under the account's own address, and a forged one is taken out of it", async () => {
    const message = await send("own", user.address, `X-Mayfrom-Trace: ${"e".repeat(32)}`);
    expect(traceLinesOf(message)).toEqual([]);
  });

  it("is taken out a thousand times", async () => {
    const forged = Array.from({ length: 1_000 }, (_, index) => `X-Mayfrom-Trace: ${index}`);
    expect(traceLinesOf(await send("a thousand", NEWS, ...forged))).toHaveLength(1);
  });

  it("made up, or one of several, joins a report to nobody", async () => {
    const [line] = traceLinesOf(await send("several", NEWS));
    await deliverCounts();
    const unjoined = () => platform.database.reader.countBy(Complaint, { isMismatched: IsNull() });
    const figures = async () => (await platform.succeed<{ complaints: object }>(OPERATOR, COMPLAINTS)).complaints;
    const [before, unjoinedBefore] = [await figures(), await unjoined()];
    await complain(`X-Mayfrom-Trace: ${newTraceToken()}`);
    await complain(line!, `X-Mayfrom-Trace: ${newTraceToken()}`);
    await complain(`${line} or so`);
    expect(await unjoined()).toBe(unjoinedBefore + 3);
    // Nobody has named this provider as one that is believed: its reports are shown, and move nothing.
    expect(await figures()).toEqual({ ...before, untrusted: (before as { untrusted: number }).untrusted + 3 });
  });
});
