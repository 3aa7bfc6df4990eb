import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readReportMessage } from "../../../src/mail-logs/reports/read-report-message.js";

/** The records of a message that is given as its lines. */
function read(...lines: string[]) {
  return readReportMessage(Readable.from([Buffer.from(lines.join("\r\n"))]));
}

const QMAIL = [
  "From: MAILER-DAEMON@mx.far.example",
  "To: bounce+tag@platform.example",
  "Subject: failure notice",
  "",
  "Hi. This is the qmail-send program at mx.far.example.",
  "This is a permanent error; I have given up.",
  "",
];

describe("bounces in plain text", () => {
  it("reads qmail's, without the copy of the message below it", async () => {
    const records = await read(
      ...QMAIL,
      "<owner@far.example>:",
      "Sorry, no mailbox here by that name. (#5.1.1)",
      "",
      "--- Below this line is a copy of the message.",
      "",
      "<other@far.example>:",
      "550 5.1.1 written by whoever wrote the message",
    );
    expect(records).toMatchObject([
      {
        format: "dsn",
        action: "failed",
        status: "5.1.1",
        finalRecipient: "owner@far.example",
        diagnostic: "Sorry, no mailbox here by that name. (#5.1.1)",
        reportedTo: "bounce+tag@platform.example",
      },
    ]);
  });

  it("reads Exim's, where the server's words stand some lines below the recipient", async () => {
    const records = await read(
      "From: Mail Delivery System <Mailer-Daemon@mx.far.example>",
      "X-Failed-Recipients: owner@far.example",
      "",
      "A message that you sent could not be delivered to one or more of its",
      "recipients. This is a permanent error. The following address(es) failed:",
      "",
      "  owner@far.example",
      "    host mx.far.example [192.0.2.25]",
      "    SMTP error from remote mail server after RCPT TO:<owner@far.example>:",
      "    550 5.1.1 mailbox does not exist",
      "",
      "------ This is a copy of the message, including all the headers. ------",
    );
    expect(records).toMatchObject([{ finalRecipient: "owner@far.example", status: "5.1.1" }]);
    expect(records[0]!.diagnostic).toContain("550 5.1.1 mailbox does not exist");
  });

  it("gives a record for each recipient", async () => {
    const records = await read(
      ...QMAIL,
      "<one@far.example>:",
      "User unknown",
      "",
      "<two@far.example>:",
      "mailbox full",
    );
    expect(records.map(({ finalRecipient }) => finalRecipient)).toEqual(["one@far.example", "two@far.example"]);
  });

  it.each<[string, string[], string]>([
    [
      "Postfix's own words",
      [
        "I'm sorry to have to inform you that your message could not be delivered.",
        "",
        "<owner@far.example>: host mx.far.example[192.0.2.25] said: 550 5.1.1",
        "    <owner@far.example>: Recipient address rejected: User unknown (in reply to",
        "    RCPT TO command)",
      ],
      "host mx.far.example[192.0.2.25] said: 550 5.1.1 <owner@far.example>: Recipient address rejected: User unknown (in reply to RCPT TO command)",
    ],
    [
      "Exchange's of before",
      ["The following recipient(s) could not be reached:", "", "  'owner@far.example' on 1/2/2026 10:03", "   550 no"],
      "550 no",
    ],
    [
      "GroupWise's",
      ["The message was undeliverable to the following:", "  owner@far.example (user not found)"],
      "user not found",
    ],
    [
      "sendmail's",
      ["The following addresses had permanent fatal errors", "<owner@far.example>", "    (reason: 550 User unknown)"],
      "(reason: 550 User unknown)",
    ],
    [
      "a large provider's",
      [
        "Delivery to the following recipient failed permanently:",
        "",
        "     owner@far.example",
        "",
        "Technical details:",
      ],
      "Technical details:",
    ],
    [
      "one behind an alias",
      ["It could not be delivered.", "<owner@far.example> (expanded from <all@far.example>): unknown user", ""],
      "unknown user",
    ],
    [
      "one that says so in German",
      ["Diese Nachricht ist unzustellbar:", "<owner@far.example>: Empfänger unbekannt"],
      "Empfänger unbekannt",
    ],
    ["one in quotes", ["The address failed:", '"owner@far.example":', "SMTP error: 550 no"], "SMTP error: 550 no"],
  ])("reads %s", async (_, body, diagnostic) => {
    const records = await read(...QMAIL.slice(0, 4), ...body);
    expect(records.map((each) => [each.finalRecipient, each.diagnostic])).toEqual([["owner@far.example", diagnostic]]);
  });

  it("reads what stands in the first part of a bounce that encloses the message, and nothing of the message", async () => {
    const records = await read(
      ...QMAIL.slice(0, 3),
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "It could not be delivered.",
      "",
      "<owner@far.example>:",
      "550 no such =",
      "user",
      "",
      "--b",
      "Content-Type: message/rfc822",
      "",
      "Content-Type: multipart/alternative; boundary=inner",
      "",
      "--inner",
      "Content-Type: text/plain",
      "",
      "<other@far.example>:",
      "550 5.1.1 written by whoever wrote the message",
      "--inner--",
      "--b--",
    );
    expect(records).toMatchObject([{ finalRecipient: "owner@far.example", diagnostic: "550 no such user" }]);
    expect(records).toHaveLength(1);
  });

  it("reads a notification that a gateway wrapped anew as multipart/mixed", async () => {
    const records = await read(
      "From: postmaster@gateway.example",
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.far.example",
      "",
      "Final-Recipient: rfc822; reader@else.example",
      "Original-Recipient: rfc822; owner@far.example",
      "Action: failed",
      "Status: 5.0.0",
      "Diagnostic-Code: smtp; 550-5.1.1 No such user",
      " 550 5.1.1 see https://far.example",
      "--b--",
    );
    expect(records).toMatchObject([
      {
        originalRecipient: "owner@far.example",
        finalRecipient: "reader@else.example",
        diagnostic: "550-5.1.1 No such user 550 5.1.1 see https://far.example",
      },
    ]);
  });

  it.each<[string, string[]]>([
    ["a person", ["From: Owner <owner@far.example>", "", "It failed.", "<owner@far.example>:", "550 5.1.1 haha"]],
    ["a ticket system", ["From: Help <help@far.example>", "", "Returned:", "owner@far.example", "550 5.1.1 no"]],
    ["a mailer that reports no failure", ["From: MAILER-DAEMON@far.example", "", "owner@far.example", "is on leave"]],
  ])("takes the words of %s for no bounce", async (_, lines) => {
    expect(await read(...lines)).toEqual([]);
  });
});
