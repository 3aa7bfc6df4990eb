import { simpleParser } from "mailparser";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../../src/database/index.js";
import { knownPerson, OutboxMail, smtpTransport } from "../../../src/outbox/index.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import { deliverDue, playedDelivery, queueOne, storedMail } from "../../support/outbox.js";
import { freePort } from "../../support/ports.js";
import { type SmtpSink, startSmtpSink } from "../../support/smtp-sink.js";

const MAIL_FROM = "mayfrom@mail.example.net";

function replyTo(forwardPath: string): string | null {
  if (forwardPath.startsWith("gone")) return "550 5.1.1 no such user";
  if (forwardPath.startsWith("full")) return "452 4.2.2 mailbox full";
  return null;
}

describeOnEachEngine("delivery to a real SMTP server", (engine) => {
  let database: Database;
  let sink: SmtpSink;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    sink = await startSmtpSink({ refuse: replyTo });
  });
  afterAll(() => sink.stop());

  function workerNamed(workerName: string, port = sink.port) {
    const transport = smtpTransport({ smtpUrl: `smtp://127.0.0.1:${port}`, smtpTls: null, mailFrom: MAIL_FROM }, 5);
    return playedDelivery(database, {
      workerName,
      transport,
      render: ({ parameters, secrets }) => ({
        subject: `Frage Ω ${parameters.number}`,
        text: `${secrets.token}`,
        html: `<p>${secrets.token}</p>`,
        headers: { "Auto-Submitted": "auto-generated" },
        fromName: 'Brand "Ä", Ltd.',
      }),
    }).delivery;
  }

  it("hands over text and HTML with our Message-ID, sender and headers, from the mail's own return path", async () => {
    const worker = workerNamed("one");
    await queueOne(database, "a", { returnPath: "bounce+tag@mail.example.net" });
    await deliverDue(worker);
    await worker.transport.close();
    const received = await sink.waitForMail(({ forwardPaths }) => forwardPaths.includes("a@example.org"));
    expect(received.mailFrom).toBe("bounce+tag@mail.example.net");
    const message = await simpleParser(received.message);
    expect(message.messageId).toBe((await storedMail(database, "a")).messageId);
    expect(message.from?.value).toEqual([{ address: MAIL_FROM, name: 'Brand "Ä", Ltd.' }]);
    expect(message.subject).toBe("Frage Ω a");
    expect(message.headers.get("auto-submitted")).toBe("auto-generated");
    expect(message.text?.trim()).toBe("token-of-a");
    expect(message.html).toContain("<p>token-of-a</p>");
  });

  it("leaves a link whole in the source, and answers to replies come from nobody", async () => {
    const link = `https://mail.example.net/owner/${"x".repeat(100)}`;
    const render = () => ({ subject: "s", text: `Open\n\n${link}\n.\n`, html: "<p>Open</p>", headers: {} });
    const worker = { ...workerNamed("one"), render };
    await queueOne(database, "whole", { returnPath: "" });
    await deliverDue(worker);
    await worker.transport.close();
    const received = await sink.waitForMail(({ forwardPaths }) => forwardPaths.includes("whole@example.org"));
    expect(received.message).toContain(`\r\n\r\n${link}\r\n.`);
    expect(received.mailFrom).toBe("");
    const message = await simpleParser(received.message);
    expect(message.text?.trim()).toBe(`Open\n\n${link}\n.`);
    expect(message.html).toContain("<p>Open</p>");
  });

  it("uses the platform's sender as the return path where a mail names none", async () => {
    const worker = workerNamed("one");
    await queueOne(database, "b");
    await deliverDue(worker);
    await worker.transport.close();
    const received = await sink.waitForMail(({ forwardPaths }) => forwardPaths.includes("b@example.org"));
    expect(received.mailFrom).toBe(MAIL_FROM);
  });

  it("gives up on 550 for the recipient, and tries again on 452", async () => {
    const worker = workerNamed("one");
    await queueOne(database, "gone");
    await queueOne(database, "full");
    expect(await deliverDue(worker)).toMatchObject({ dead: 1, putOff: 1 });
    await worker.transport.close();
    expect((await storedMail(database, "gone")).lastError).toBe("550 5.1.1 no such user");
    expect((await storedMail(database, "full")).lastError).toContain("452 4.2.2 mailbox full");
  });

  it("sends letters beyond ASCII before the @ as typed, where the server offers SMTPUTF8", async () => {
    const worker = workerNamed("one");
    await queueOne(database, "utf8", { to: knownPerson("Jörg@example.org") });
    expect(await deliverDue(worker)).toMatchObject({ sent: 1 });
    await worker.transport.close();
    const received = await sink.waitForMail(({ forwardPaths }) => forwardPaths.some((path) => path.startsWith("Jörg")));
    expect(received.forwardPaths).toEqual(["Jörg@example.org"]);
  });

  it("keeps such a mail, with the reason for the operator, where the server does not", async () => {
    const old = await startSmtpSink({ offersSmtpUtf8: false });
    const worker = workerNamed("one", old.port);
    await queueOne(database, "no-utf8", { to: knownPerson("Jürgen@example.org") });
    await queueOne(database, "plain", { to: knownPerson("plain@example.org") });
    expect(await deliverDue(worker)).toMatchObject({ putOff: 1, sent: 1 });
    await worker.transport.close();
    const { refusal } = await storedMail(database, "no-utf8");
    expect(refusal).toContain("does not offer SMTPUTF8");
    expect(old.mails.map(({ forwardPaths }) => forwardPaths)).toEqual([["plain@example.org"]]);
    await old.stop();
  });

  it("gives a mail back untried when nobody listens", async () => {
    const worker = workerNamed("one", await freePort());
    await queueOne(database, "unreachable");
    expect(await deliverDue(worker)).toMatchObject({ claimed: 1, putOff: 0, dead: 0 });
    await worker.transport.close();
    const mail = await storedMail(database, "unreachable");
    expect(mail).toMatchObject({ state: "QUEUED", attempts: 0 });
    expect(mail.lastError).toContain("ECONNREFUSED");
    await database.write((tx) => tx.manager.delete(OutboxMail, { id: mail.id }));
  });

  it("delivers every mail once through several workers at once", async () => {
    for (let number = 0; number < 60; number += 1) await queueOne(database, `many${number}`);
    const workers = ["one", "two", "three"].map((name) => workerNamed(name));
    await Promise.all(
      workers.map(async (worker) => {
        while ((await deliverDue({ ...worker, batch: 5 })).claimed > 0);
        await worker.transport.close();
      }),
    );
    const received = sink.mails.flatMap(({ forwardPaths }) => forwardPaths).filter((path) => path.startsWith("many"));
    expect(received).toHaveLength(60);
    expect(new Set(received).size).toBe(60);
    expect(await database.reader.countBy(OutboxMail, { state: "LEASED" })).toBe(0);
  });
});
