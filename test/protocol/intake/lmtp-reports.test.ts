import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { replyPortOf, reportPortsOf, startWorker } from "../../../src/app/index.js";
import { Authorization, Identity } from "../../../src/authorizations/index.js";
import type { ListenAddress } from "../../../src/config/index.js";
import type { Database } from "../../../src/database/index.js";
import { type LmtpServer, type LmtpServerOutcome, openLmtpServer } from "../../../src/intake/index.js";
import type { LmtpServerLimits } from "../../../src/intake/lmtp/lmtp-server.js";
import { OutboxMail } from "../../../src/outbox/index.js";
import { Complaint } from "../../../src/rollout/complaints/complaint.entity.js";
import { Verification } from "../../../src/verification/index.js";
import { createTenants, type Tree } from "../../graphql/tenancy-tree.js";
import { startTestApi, type TestApi, testConfiguration } from "../../support/api.js";
import { type Dovecot, startDovecot } from "../../support/dovecot.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { deliver, openPeer } from "../../support/lmtp-peer.js";
import { type Postfix, startPostfix } from "../../support/postfix.js";
import { bounce, feedbackReport } from "../../support/report-messages.js";
import { submit } from "../../support/submission.js";

const LOOPBACK: ListenAddress = { kind: "TCP", host: "127.0.0.1", port: 0 };

/** integrations/postfix/main.cf.reports as it is, but for the domain and the port. */
function snippet(port: number): Record<string, string> {
  const file = fileURLToPath(new URL("../../../integrations/postfix/main.cf.reports", import.meta.url));
  const lines = readFileSync(file, "utf8")
    .replaceAll("mail.example", "mayfrom.test")
    .replaceAll(":2424", `:${port}`)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => /^(\w+) = (.+)$/.exec(line)!.slice(1)));
}

describeOnEachEngine("reports by LMTP", (engine) => {
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-lmtp-"));
  const outcomes: LmtpServerOutcome[] = [];
  const servers: LmtpServer[] = [];
  let api: TestApi;
  let tree: Tree;
  let dovecot: Dovecot;
  let postfix: Postfix;
  let server: LmtpServer;
  /** What the next write to the database says instead of being made. */
  let trouble: Error | null = null;

  async function openServer(listen: ListenAddress, limits: Partial<LmtpServerLimits> = {}): Promise<LmtpServer> {
    const write: Database["write"] = (work) => {
      if (trouble === null) return api.database.write(work);
      const error = trouble;
      trouble = null;
      return Promise.reject(error);
    };
    const opened = await openLmtpServer({
      services: { log: api.services.log, database: Object.assign(Object.create(api.database), { write }) },
      listen,
      reportPorts: reportPortsOf(api.services),
      replyPort: replyPortOf(api.services),
      onMessage: (outcome) => outcomes.push(outcome),
      limits: { closeTimeoutMs: 100, ...limits },
    });
    servers.push(opened);
    return opened;
  }

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
    server = await openServer(LOOPBACK);
    const { port } = server.address as { port: number };
    dovecot = await startDovecot({ users: [] });
    postfix = await startPostfix({
      domains: ["elsewhere.test"],
      dovecot,
      extraMain: {
        relay_domains: "mayfrom.test",
        ...snippet(port),
      },
    });
  });
  afterAll(async () => {
    await postfix?.stop();
    await Promise.all([dovecot?.stop(), ...servers.map((opened) => opened.stop())]);
    rmSync(directory, { recursive: true, force: true });
  });

  const complaints = () => api.database.reader.count(Complaint);
  const lastOutcome = () => outcomes.at(-1);

  /** Asks the owner of an address, and gives the question's return path. */
  async function ask(address: string): Promise<string> {
    const add = "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }";
    const input = { accountId: tree.south.account.id, address, displayName: "Somebody" };
    await api.succeed(tree.south.account.actor, add, { input });
    const mail = await api.database.reader.findOneByOrFail(OutboxMail, { toAddress: address });
    return mail.returnPath!;
  }

  async function stateOf(address: string): Promise<[deliveryState: string, isUndeliverable: boolean]> {
    const identity = await api.database.reader.findOneByOrFail(Identity, { addressKey: address });
    const { id } = await api.database.reader.findOneByOrFail(Authorization, { identityId: identity.id });
    const question = await api.database.reader.findOneByOrFail(Verification, { authorizationId: id });
    return [question.deliveryState, identity.undeliverableAt !== null];
  }

  it("takes the bounce that Postfix makes of a question, and asks that address no more", async () => {
    const before = postfix.logLines().length;
    await ask("nobody@elsewhere.test");
    const smtpUrl = `smtp://127.0.0.1:${postfix.smtpPort}`;
    const worker = startWorker({
      services: { ...api.services, configuration: testConfiguration({ smtpUrl }) },
      jobs: [],
    });
    await eventually(
      `the question is undeliverable\n${postfix.logLines().slice(before).join("\n")}`,
      async () => (await stateOf("nobody@elsewhere.test"))[0] === "UNDELIVERABLE",
    );
    // What is asked below stays in the outbox.
    await worker.stop();
    expect(await stateOf("nobody@elsewhere.test")).toEqual(["UNDELIVERABLE", true]);
    await eventually("Postfix has its answer", () =>
      postfix
        .logLines()
        .some((line) => /\/lmtp\[.*to=<mayfrom\+b-[0-9a-f]{32}@mayfrom\.test>.*250 2\.6\.0 OK: counted/.test(line)),
    );
  });

  it("puts Postfix off while the database is away, and counts the report when it comes again", async () => {
    const counted = await complaints();
    trouble = new Error("the database is away");
    const report = feedbackReport("away@north.test", tree.north.account.address);
    await submit({ port: postfix.smtpPort, mailFrom: "fbl@provider.test", to: "feedback@mayfrom.test", data: report });
    await eventually("Postfix holds it", () =>
      postfix.logLines().some((line) => line.includes("451 4.3.0") && line.includes("status=deferred")),
    );
    expect(await complaints()).toBe(counted);
    await eventually("it is counted", async () => {
      await postfix.flush();
      return (await complaints()) === counted + 1;
    });
    await eventually("the queue is empty", async () => (await postfix.mailQueue()).length === 0);
    expect(await complaints()).toBe(counted + 1);
  });

  it("counts a report once, however often it comes", async () => {
    const counted = await complaints();
    const report = feedbackReport("twice@north.test", tree.north.account.address);
    expect(await deliver(server.address, report, "feedback@mayfrom.test")).toEqual(["250 2.6.0 OK: counted"]);
    expect(await deliver(server.address, report, "feedback@mayfrom.test")).toEqual(["250 2.6.0 OK: nothing new in it"]);
    const bare = (id: string) =>
      `Message-ID: <${id}@provider.test>\r\n${report}`.replace(/^(Original|Arrival|Message-ID: <twice).*\r\n/gm, "");
    for (const id of ["one", "one", "two"]) await deliver(server.address, bare(id), "feedback@mayfrom.test");
    expect(await complaints()).toBe(counted + 3);
  });

  it("gives each recipient a reply of its own, and goes by them rather than by the To field", async () => {
    const [first, second] = [await ask("first@elsewhere.test"), await ask("second@elsewhere.test")];
    expect(await deliver(server.address, bounce("undisclosed@far.test", null), first, second)).toEqual([
      "250 2.6.0 OK: counted",
      "250 2.6.0 OK: counted",
    ]);
    for (const address of ["first@elsewhere.test", "second@elsewhere.test"]) {
      expect(await stateOf(address)).toEqual(["UNDELIVERABLE", true]);
    }
    // An alias of the MTA put another address in the place of the return path.
    const third = await ask("third@elsewhere.test");
    await deliver(server.address, bounce(third, "third@elsewhere.test"), "reports@mayfrom.test");
    expect(await stateOf("third@elsewhere.test")).toEqual(["UNDELIVERABLE", true]);
  });

  it("changes nothing for a bounce that may still end well, or that is of no mail of ours", async () => {
    const returnPath = await ask("later@elsewhere.test");
    const later = bounce(returnPath, "later@elsewhere.test")
      .replace("Action: failed", "Action: delayed")
      .replace("5.1.1", "4.4.1");
    expect(await deliver(server.address, later, returnPath)).toEqual(["250 2.6.0 OK: nothing new in it"]);
    const foreign = "mayfrom+b-00000000000000000000000000000000@mayfrom.test";
    expect(await deliver(server.address, bounce(foreign), foreign)).toEqual(["250 2.6.0 OK: nothing new in it"]);
    expect((await stateOf("later@elsewhere.test"))[1]).toBe(false);
  });

  it("speaks LMTP with nodemailer", async () => {
    const counted = await complaints();
    const { port } = server.address as { port: number };
    const transport = createTransport({ lmtp: true, host: "127.0.0.1", port, ignoreTLS: true });
    const info = await transport.sendMail({
      envelope: { from: "fbl@provider.test", to: ["feedback@mayfrom.test"] },
      raw: feedbackReport("by-nodemailer@north.test", tree.north.account.address),
    });
    transport.close();
    expect(info.response).toBe("250 2.6.0 OK: counted");
    expect(await complaints()).toBe(counted + 1);
  });

  it("listens on a socket, also where a killed process left one behind", async () => {
    const path = join(directory, "reports.sock");
    const left = createServer();
    await new Promise<void>((resolve) => left.listen(path, resolve));
    const listen = { kind: "UNIX", path } as const;
    await expect(openServer(listen)).rejects.toThrow(`cannot listen on unix:${path}: EADDRINUSE`);
    await new Promise((resolve) => left.close(resolve));
    // What `kill -9` leaves: a socket that nobody answers on.
    execFileSync("python3", ["-c", "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", path]);
    const opened = await openServer(listen);
    const report = feedbackReport("by-socket@north.test", tree.north.account.address);
    expect(await deliver(opened.address, report, "feedback@mayfrom.test")).toEqual(["250 2.6.0 OK: counted"]);
    await opened.stop();
    expect(existsSync(path)).toBe(false);
  });

  it("takes what is no report and drops it, so that nobody gets a bounce for it", async () => {
    const counted = await complaints();
    const noise = Buffer.from(Array.from({ length: 40_000 }, (_, index) => (index * 7919) % 256)).toString("latin1");
    const report = feedbackReport("never@north.test", tree.north.account.address);
    for (const message of [
      "Subject: buy now\r\n\r\nspam\r\n.\r\n.hidden\r\n",
      "",
      noise.replaceAll("\r\n.\r\n", ""),
      "\0".repeat(1_000),
      // A report that ends before its parts.
      report.slice(0, report.indexOf("Feedback-Type")),
      // A whole report as text of another message, and behind an mbox's line.
      `Subject: look\r\n\r\n${report}`,
      `From somebody Sat Jan  3 01:05:34 1996\r\nSubject: one\r\n\r\ntext\r\n\r\nFrom somebody Sat Jan  3 01:05:35 1996\r\n${report}`,
      `X: ${"endless ".repeat(200_000)}\r\n\r\n`,
      `${"--b1\r\n".repeat(20_000)}`,
    ]) {
      expect(await deliver(server.address, message, "feedback@mayfrom.test")).toEqual([
        "250 2.6.0 OK: no report, and not kept",
      ]);
      expect(lastOutcome()).toBe("NO_REPORT");
    }
    expect(await complaints()).toBe(counted);
  });

  it("says its size, and refuses what is larger with 552 5.3.4, announced or not", async () => {
    const counted = await complaints();
    const small = await openServer(LOOPBACK, { maxMessageOctets: 20_000 });
    const peer = openPeer(small.address);
    await peer.replies(1);
    peer.write("LHLO mta.test\r\nMAIL FROM:<> SIZE=20001\r\nQUIT\r\n");
    expect((await peer.replies(4))[2]).toMatch(/^552 5\.3\.4 /);
    const report = feedbackReport("large@north.test", tree.north.account.address);
    const large = report.replace("body\r\n", "body\r\n".repeat(5_000));
    const replies = await deliver(small.address, large, "feedback@mayfrom.test", "other@mayfrom.test");
    expect(replies).toEqual([expect.stringMatching(/^552 5\.3\.4 /), expect.stringMatching(/^552 5\.3\.4 /)]);
    expect(lastOutcome()).toBe("TOO_LARGE");
    const huge = report.replace("body\r\n", `${"b".repeat(998)}\r\n`.repeat(34_000));
    expect(await deliver(server.address, huge, "feedback@mayfrom.test")).toEqual([
      expect.stringMatching(/^552 5\.3\.4 /),
    ]);
    expect(await complaints()).toBe(counted);
  });

  it("counts nothing of a message that is cut off half-way", async () => {
    const counted = await complaints();
    const report = feedbackReport("half@north.test", tree.north.account.address);
    for (const part of [report, report.slice(0, 300), ""]) {
      const before = outcomes.length;
      const peer = openPeer(server.address);
      await peer.replies(1);
      peer.write("LHLO mta.test\r\nMAIL FROM:<>\r\nRCPT TO:<feedback@mayfrom.test>\r\nDATA\r\n");
      await peer.replies(5);
      peer.write(part);
      peer.socket.end();
      await eventually("it is noted", () => outcomes.length > before);
      expect(lastOutcome()).toBe("BROKEN_OFF");
    }
    expect(await complaints()).toBe(counted);
  });

  it("answers commands it does not have, and an endless one by hanging up", async () => {
    const peer = openPeer(server.address);
    await peer.replies(1);
    peer.write("EHLO mta.test\r\nAUTH PLAIN AAAA\r\nDATA\r\nRCPT TO:<a@b.test>\r\nWIZ\r\n");
    for (const reply of (await peer.replies(6)).slice(1)) expect(reply).toMatch(/^50[0-3] /);
    peer.write("N".repeat(200_000));
    await peer.closed();
    expect(await deliver(server.address, "Subject: still there\r\n\r\n", "a@b.test")).toHaveLength(1);
  });

  it("keeps no more connections than it has room for, and none without an end", async () => {
    const narrow = await openServer(LOOPBACK, { maxConnections: 2, idleTimeoutMs: 300, connectionTimeoutMs: 60_000 });
    const idle = [openPeer(narrow.address), openPeer(narrow.address)];
    await Promise.all(idle.map((peer) => peer.replies(1)));
    const third = openPeer(narrow.address);
    await third.closed();
    expect((await third.replies(1))[0]).toMatch(/^421 /);
    await Promise.all(idle.map((peer) => peer.closed()));

    const short = await openServer(LOOPBACK, { connectionTimeoutMs: 500 });
    const dripping = openPeer(short.address);
    await dripping.replies(1);
    const drip = setInterval(() => dripping.write("N"), 50);
    await dripping.closed();
    clearInterval(drip);
  });

  it("puts off the recipients beyond its bound", async () => {
    const two = await openServer(LOOPBACK, { maxRecipients: 2 });
    const peer = openPeer(two.address);
    await peer.replies(1);
    peer.write(
      "LHLO mta.test\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.test>\r\nRCPT TO:<b@b.test>\r\nRCPT TO:<c@b.test>\r\nQUIT\r\n",
    );
    expect((await peer.replies(7))[5]).toMatch(/^452 4\.5\.3 /);
  });

  it("when stopped, ends what it is counting and takes nothing more", async () => {
    const counted = await complaints();
    const opened = await openServer(LOOPBACK, { closeTimeoutMs: 20_000 });
    const peer = openPeer(opened.address);
    await peer.replies(1);
    const report = feedbackReport("last@north.test", tree.north.account.address);
    peer.write("LHLO mta.test\r\nMAIL FROM:<>\r\nRCPT TO:<feedback@mayfrom.test>\r\nDATA\r\n");
    await peer.replies(5);
    peer.write(report.slice(0, 100));
    const stopped = opened.stop();
    peer.write(`${report.slice(100)}\r\n.\r\nMAIL FROM:<>\r\n`);
    expect((await peer.replies(7)).slice(5)).toEqual(["250 2.6.0 OK: counted", expect.stringMatching(/^421 /)]);
    await stopped;
    expect(await complaints()).toBe(counted + 1);
    const late = openPeer(opened.address);
    await late.closed();
    expect(await late.replies(0)).toEqual([]);
  });
});
