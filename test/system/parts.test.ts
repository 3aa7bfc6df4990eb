import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { eventually } from "../support/eventually.js";
import { startExim } from "../support/exim.js";
import { freePort } from "../support/ports.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink.js";
import { submit } from "../support/submission.js";

const anna = { address: "anna@cobalt.test", password: "s3cret: with spaces" };
const ben = { address: "ben@cobalt.test", password: "another" };

interface MailServer {
  readonly dovecot: Dovecot;
  readonly postfix: Postfix;
  stop(): Promise<void>;
}

async function startMailServer(own: { syslogName?: string; relayPort?: number } = {}): Promise<MailServer> {
  const dovecot = await startDovecot({ users: [anna, ben] });
  const postfix = await startPostfix({ domains: ["cobalt.test"], dovecot, ...own });
  return {
    dovecot,
    postfix,
    async stop() {
      await Promise.all([postfix.stop(), dovecot.stop()]);
    },
  };
}

describe("a private Postfix with Dovecot", () => {
  let sink: SmtpSink;
  let server: MailServer;
  let other: MailServer;
  beforeAll(async () => {
    sink = await startSmtpSink({ refuse: (path) => (path.startsWith("nobody@") ? "550 5.1.1 no such mailbox" : null) });
    [server, other] = await Promise.all([
      startMailServer(),
      startMailServer({ syslogName: "outbound-7", relayPort: sink.port }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), other?.stop(), sink?.stop()]);
  });
  const asAnna = () => ({ port: server.postfix.submissionPort, user: anna.address, password: anna.password });
  const asBenElsewhere = () => ({ port: other.postfix.submissionPort, user: ben.address, password: ben.password });

  it("takes a submission by password and delivers it into the mailbox", async () => {
    const result = await submit({ ...asAnna(), to: ben.address, subject: "first of all" });
    expect(result).toMatchObject({ accepted: true, auth: { code: 235, enhancedStatusCode: "2.7.0" } });
    const message = await server.dovecot.waitForMail(ben.address, (text) => text.includes("first of all"));
    expect(message).toContain("From: anna@cobalt.test");
    expect(message).toContain(`id ${result.queueId}`);
  });

  it("refuses a wrong password", async () => {
    const result = await submit({ ...asAnna(), password: "wrong", to: ben.address });
    expect(result).toMatchObject({ accepted: false, auth: { code: 535, enhancedStatusCode: "5.7.8" }, mail: null });
  });

  it("refuses a submission without a password", async () => {
    const result = await submit({ port: server.postfix.submissionPort, mailFrom: anna.address, to: ben.address });
    expect(result).toMatchObject({ accepted: false, recipients: [{ code: 554, enhancedStatusCode: "5.7.1" }] });
  });

  it("knows a mailbox that is added later", async () => {
    const carla = { address: "carla@cobalt.test", password: "p" };
    await server.dovecot.addUser(carla);
    const result = await submit({
      port: server.postfix.submissionPort,
      user: carla.address,
      password: carla.password,
      to: carla.address,
    });
    expect(result.accepted).toBe(true);
    await server.dovecot.waitForMail(carla.address);
  });

  it("takes commands in a pipeline, several recipients, and addresses in UTF-8", async () => {
    const result = await submit({
      ...asAnna(),
      mailFrom: "grüße@cobalt.test",
      to: [anna.address, ben.address],
      subject: "to both, in one go",
      text: ".a line that begins with a dot",
      pipelining: true,
    });
    expect(result.recipients.map(({ code }) => code)).toEqual([250, 250]);
    expect(result.accepted).toBe(true);
    for (const address of [anna.address, ben.address]) {
      const message = await server.dovecot.waitForMail(address, (text) => text.includes("to both, in one go"));
      expect(message).toContain("From: grüße@cobalt.test");
      expect(message).toMatch(/^\.a line that begins with a dot\r?$/m);
    }
  });

  it("takes the null reverse-path and repeated From fields", async () => {
    const from = ["Anna <anna@cobalt.test>", "Eve <eve@elsewhere.test>"];
    const result = await submit({ ...asAnna(), mailFrom: "", from, to: ben.address, subject: "two of them" });
    expect(result.accepted).toBe(true);
    const message = await server.dovecot.waitForMail(ben.address, (text) => text.includes("two of them"));
    expect(message.match(/^From: .*$/gm)).toEqual(from.map((value) => `From: ${value}`));
    expect(message).toContain("Return-Path: <>");
  });

  it("takes no mail for foreign domains", async () => {
    const to = "someone@elsewhere.test";
    const unsigned = await submit({ port: server.postfix.smtpPort, mailFrom: anna.address, to });
    expect(unsigned).toMatchObject({ accepted: false, recipients: [{ code: 554, enhancedStatusCode: "5.7.1" }] });
    const signedIn = await submit({ ...asAnna(), to });
    expect(signedIn).toMatchObject({ accepted: false, recipients: [{ code: 550, enhancedStatusCode: "5.1.2" }] });
  });

  it("bounces what is for a mailbox that does not exist", async () => {
    const result = await submit({ ...asAnna(), to: "nobody@cobalt.test" });
    expect(result.accepted).toBe(true);
    const bounce = await server.dovecot.waitForMail(anna.address, (text) => text.includes("Status: 5.1.1"));
    expect(bounce).toContain("Final-Recipient: rfc822; nobody@cobalt.test");
  });

  it("hands foreign mail to the sink where it has one", async () => {
    const to = ["someone@elsewhere.test", "nobody@elsewhere.test"];
    await submit({ ...asBenElsewhere(), to, subject: "for the sink" });
    const mail = await sink.waitForMail(({ message }) => message.includes("for the sink"));
    expect(mail).toMatchObject({ mailFrom: ben.address, forwardPaths: ["someone@elsewhere.test"] });
    await other.dovecot.waitForMail(ben.address, (text) => text.includes("no such mailbox"));
  });

  it("keeps two instances apart, also in what the log calls them", async () => {
    await submit({ ...asBenElsewhere(), to: anna.address, subject: "only in the other one" });
    await other.dovecot.waitForMail(anna.address);
    expect(server.dovecot.mailbox(anna.address).join()).not.toContain("only in the other one");
    const login = /outbound-7\/submission\/smtpd\[\d+\]: \w+: client=.* sasl_username=ben@cobalt\.test$/;
    await eventually("the login is in the log", () => other.postfix.logLines().some((line) => login.test(line)));
    expect(server.postfix.logLines().join("\n")).not.toContain("outbound-7");
  });

  it("shows a deferred message in its queue, and delivers it once the trouble is over", async () => {
    await server.postfix.reconfigure({ defer_transports: "dovecot" });
    const { queueId } = await submit({ ...asAnna(), to: ben.address, subject: "a little later" });
    await eventually("the message is deferred", async () => {
      const queue = await server.postfix.mailQueue();
      return queue.some(({ queue_id, queue_name }) => queue_id === queueId && queue_name === "deferred");
    });
    await server.postfix.reconfigure({ defer_transports: "" });
    await server.postfix.flush();
    await server.dovecot.waitForMail(ben.address, (text) => text.includes("a little later"));
    await eventually("the queue is empty", async () => (await server.postfix.mailQueue()).length === 0);
  });

  it("has no other warning in either log", () => {
    const expected = /SASL PLAIN authentication failed/;
    const lines = [...server.postfix.logLines(), ...other.postfix.logLines()];
    expect(lines.filter((line) => /warning|error:|fatal|panic/.test(line) && !expected.test(line))).toEqual([]);
    expect(server.dovecot.log()).not.toMatch(/Error|Fatal|Panic/);
  });
});

describe("a private Postfix with checks of its own", () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: [anna, ben] });
  });
  afterAll(async () => {
    await dovecot?.stop();
  });
  const submitTo = (postfix: Postfix, mailFrom = anna.address) =>
    submit({ port: postfix.submissionPort, user: anna.address, password: anna.password, mailFrom, to: ben.address });

  it("defers a submission while nobody answers on the policy port, and takes other mail", async () => {
    const postfix = await startPostfix({ domains: ["cobalt.test"], dovecot, policyPort: await freePort() });
    try {
      expect(await submitTo(postfix)).toMatchObject({ recipients: [{ code: 451, enhancedStatusCode: "4.3.5" }] });
      const inbound = await submit({ port: postfix.smtpPort, mailFrom: "someone@elsewhere.test", to: ben.address });
      expect(inbound.accepted).toBe(true);
    } finally {
      await postfix.stop();
    }
  });

  it("defers a submission while nobody answers on the milter port", async () => {
    const postfix = await startPostfix({ domains: ["cobalt.test"], dovecot, milterPort: await freePort() });
    try {
      expect(await submitTo(postfix)).toMatchObject({ accepted: false, auth: { code: 454 } });
    } finally {
      await postfix.stop();
    }
  });

  it("obeys an LMDB map, and listens on IPv6 where it is told to", async () => {
    const postfix = await startPostfix({
      domains: ["cobalt.test"],
      dovecot,
      ipv6: true,
      extraMain: {
        smtpd_sender_login_maps: "lmdb:$config_directory/logins",
        submission_sender_restrictions: "reject_authenticated_sender_login_mismatch",
      },
    });
    try {
      const map = join(postfix.configDirectory, "logins");
      writeFileSync(map, `${anna.address} ${anna.address}\n`);
      execFileSync("/usr/sbin/postmap", ["-c", postfix.configDirectory, `lmdb:${map}`]);
      expect(await submitTo(postfix)).toMatchObject({ accepted: true });
      expect(await submitTo(postfix, ben.address)).toMatchObject({ recipients: [{ code: 553 }] });
      const inbound = { host: "::1", port: postfix.smtpPort, mailFrom: "", to: ben.address, subject: "by IPv6" };
      expect(await submit(inbound)).toMatchObject({ accepted: true });
      await eventually("the log has the address", () =>
        postfix.logLines().some((line) => /client=.*\[::1\]/.test(line)),
      );
    } finally {
      await postfix.stop();
    }
  });
});

describe("a private Exim", () => {
  it("takes submissions by password and logs the login with the reverse-path", async () => {
    const sink = await startSmtpSink();
    const exim = await startExim({ users: [anna, ben], relayPort: sink.port });
    try {
      const refused = await submit({ port: exim.port, user: anna.address, password: "wrong", to: ben.address });
      expect(refused).toMatchObject({ accepted: false, auth: { code: 535 } });
      const { queueId, accepted } = await submit({
        port: exim.port,
        user: anna.address,
        password: anna.password,
        mailFrom: "sales@other.test",
        to: "someone@elsewhere.test",
      });
      expect(accepted).toBe(true);
      expect(await sink.waitForMail()).toMatchObject({ mailFrom: "sales@other.test" });
      const arrival = exim.mainLogLines().find((line) => line.includes(`${queueId} <= `));
      expect(arrival).toMatch(/ <= sales@other\.test .* A=plain_sasl:anna@cobalt\.test /);
    } finally {
      await Promise.all([exim.stop(), sink.stop()]);
    }
  });
});
