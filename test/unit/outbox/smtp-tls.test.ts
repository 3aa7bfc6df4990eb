import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { SmtpTls } from "../../../src/config/index.js";
import { smtpTlsOf, smtpTransport, trySmtp } from "../../../src/outbox/index.js";
import { freePort } from "../../support/ports.js";
import { type SmtpSink, startSmtpSink } from "../../support/smtp-sink.js";

const MAIL_FROM = "Sender addresses <mayfrom@mail.example.net>";

describe("the protection of mails on their way to the next server", () => {
  it.each<[string, SmtpTls | null, SmtpTls]>([
    ["smtp://127.0.0.1:25", null, "none"],
    ["smtp://localhost", null, "none"],
    ["smtp://[::1]:25", null, "none"],
    ["smtp://relay.example", null, "opportunistic"],
    ["smtp://user:password@relay.example:587", null, "required"],
    ["smtps://relay.example", null, "required"],
    ["smtps://127.0.0.1", null, "required"],
    ["smtp://127.0.0.1:25", "required", "required"],
    ["smtp://user:password@relay.example", "opportunistic", "opportunistic"],
  ])("of %s set to %s is %s", (smtpUrl, smtpTls, expected) => {
    expect(smtpTlsOf({ smtpUrl, smtpTls })).toBe(expected);
  });
});

describe("a server whose certificate is of its own making", () => {
  let sink: SmtpSink;
  afterEach(() => sink.stop());

  const settingsOf = (smtpTls: SmtpTls | null, user = "") => ({
    smtpUrl: `smtp://${user}127.0.0.1:${sink.port}`,
    smtpTls,
    mailFrom: MAIL_FROM,
  });

  async function sendOver(smtpTls: SmtpTls | null): Promise<void> {
    const transport = smtpTransport(settingsOf(smtpTls), 1);
    const words = { subject: "s", text: "t", html: "", headers: {} };
    try {
      await transport.send({ ...words, messageId: "<1@mail.example.net>", to: "a@b.test", returnPath: null });
    } finally {
      await transport.close();
    }
  }

  it("gets mails as they are on this machine, encrypted where that is asked for, none where it would have to prove itself", async () => {
    sink = await startSmtpSink({ hasOwnCertificate: true });
    await sendOver(null);
    await sendOver("opportunistic");
    await expect(sendOver("required")).rejects.toThrow(/certificate/);
    expect(sink.mails.map(({ isEncrypted }) => isEncrypted)).toEqual([false, true]);
  });

  it("is tried as far as MAIL, and tells what it offers", async () => {
    sink = await startSmtpSink({ hasOwnCertificate: true, password: "right" });
    const trial = await trySmtp(settingsOf("opportunistic", "anybody:right@"));
    expect(trial).toMatchObject({ isEncrypted: true, isSignedIn: true });
    expect(trial.extensions).toContain("SMTPUTF8");
    await expect(trySmtp(settingsOf("opportunistic", "anybody:wrong@"))).rejects.toThrow(/password|auth/i);
    await expect(trySmtp(settingsOf("opportunistic"))).rejects.toThrow(/MAIL FROM.*530/);
    await expect(trySmtp(settingsOf("required"))).rejects.toThrow(/certificate/);
    expect(sink.mails).toHaveLength(0);
  });

  it("is told by its words where it does not take our sender", async () => {
    sink = await startSmtpSink({ refuseSender: () => "550 5.7.1 we know you" });
    await expect(trySmtp(settingsOf(null))).rejects.toThrow(
      "MAIL FROM:<mayfrom@mail.example.net>: 550 5.7.1 we know you",
    );
  });

  it("is told by all lines of its reply, which may come in one packet", async () => {
    const replies: Record<string, string> = {
      EHLO: "250 mx",
      MAIL: "550-5.7.1 we know you\r\n550 5.7.1 and do not like you",
    };
    const server = createServer((socket) => {
      socket.on("error", () => {}).write("220 mx\r\n");
      socket.on("data", (line) => socket.write(`${replies[line.toString().slice(0, 4)] ?? "250 ok"}\r\n`));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    try {
      const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, smtpTls: null, mailFrom: MAIL_FROM };
      await expect(trySmtp(settings)).rejects.toThrow("550-5.7.1 we know you 550 5.7.1 and do not like you");
    } finally {
      server.close();
    }
  });
});
