import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readReturnedMessage } from "../../../src/mail-logs/index.js";

const OWNER = "owner@shop.test";
const PERSON = [
  `From: "Owner, of the shop" <${OWNER}>`,
  "To: ask@mayfrom.test",
  "Subject: Re: May anna@bakery.test send email as you?",
  "Message-ID: <a1@shop.test>",
  "In-Reply-To: <question@mayfrom.test>",
  "References: <older@mayfrom.test>",
  " <question@mayfrom.test>",
];

async function replyOf(header: readonly string[], reversePath = OWNER, body = "Yes, that is fine.") {
  const message = [...header, "", body, ""].join("\r\n");
  return (await readReturnedMessage(Readable.from([Buffer.from(message)]), reversePath)).reply;
}

describe("what a person wrote back", () => {
  it("is read as far as an answer needs it, the message it answers first", async () => {
    expect(await replyOf(PERSON)).toEqual({
      fromAddress: OWNER,
      messageId: "<a1@shop.test>",
      references: ["<question@mayfrom.test>", "<older@mayfrom.test>"],
    });
    expect(await replyOf([...PERSON, "Auto-Submitted: no", "Content-Type: text/html; charset=utf-8"])).not.toBeNull();
  });

  it("may lack everything but a From of one address", async () => {
    const bare = { fromAddress: OWNER, messageId: null, references: [] };
    expect(await replyOf([`From: ${OWNER}`])).toEqual(bare);
    expect(await replyOf([`From: ${OWNER}`, "Message-ID: none", "In-Reply-To: your mail of Friday"])).toEqual(bare);
    for (const from of ["", "Owner", `${OWNER}, other@shop.test`]) expect(await replyOf([`From: ${from}`])).toBeNull();
    expect(await replyOf([`From: ${OWNER}`, "From: other@shop.test"])).toBeNull();
  });

  it.each([
    ["a vacation reply (RFC 3834)", "Auto-Submitted: auto-replied (vacation)"],
    ["a machine's mail", "Auto-Submitted: AUTO-GENERATED; owner-email=a@shop.test"],
    ["an old list", "Precedence: Bulk"],
    ["an old answering machine", "Precedence: auto_reply"],
    ["a list", "List-Id: <talk.shop.test>"],
    ["a newsletter", "List-Unsubscribe: <https://shop.test/u>"],
    ["Exchange", "X-Auto-Response-Suppress: DR, OOF, AutoReply"],
    ["an out-of-office of before", "X-Autoreply: yes"],
    ["cPanel", "X-Autorespond: away"],
    ["a ticket system", "X-Loop: owner@shop.test"],
    ["OTRS", "X-OTRS-Loop: support@shop.test"],
    ["Request Tracker", "RT-Ticket: shop.test #42"],
    ["a mailbox's rule in Exchange", "X-MS-Exchange-Inbox-Rules-Loop: owner@shop.test"],
    ["BoxTrapper, which asks for a proof", "X-BoxTrapper-Verify: 1"],
    ["a bounce without parts", "X-Failed-Recipients: gone@shop.test"],
    ["the null reverse-path, kept as a field", "Return-Path: <>"],
    ["a report that enclosed nothing", "Content-Type: multipart/report; report-type=disposition-notification"],
  ])("is not %s: %s", async (_, field) => {
    expect(await replyOf([...PERSON, field])).toBeNull();
  });

  it.each([
    "Out of Office: away",
    "Automatic reply: May I",
    "Abwesenheitsnotiz",
    "Undeliverable: May I",
    "AUTO: gone",
    "Réponse automatique : May I",
    "=?utf-8?Q?R=C3=A9ponse_automatique_=3A_May_I?=",
    "=?iso-8859-1?q?Respuesta_autom=E1tica=3A?= May I",
    "=?utf-8?B?0JDQstGC0L7QvtGC0LLQtdGC?=",
    "=?UTF-8*fr?Q?R=C3=A9ponse?=\r\n =?UTF-8?Q?_automatique?=",
    "Risposta automatica: May I",
    "Fuera de la oficina",
    "Automatisch antwoord: May I",
    "Autosvar: May I",
    "Odpowiedź automatyczna: May I",
  ])("is not a machine that says so in its subject alone: %s", async (subject) => {
    expect(await replyOf([`From: ${OWNER}`, `Subject: ${subject}`])).toBeNull();
  });

  it.each(["Re: Abwesenheitsnotiz", "=?x-unknown?Q?R=C3=A9ponse_automatique?=", "=?utf-8?Q?Ja=2C_gern?="])(
    "is a person whatever else the subject says: %s",
    async (subject) => {
      expect(await replyOf([`From: ${OWNER}`, `Subject: ${subject}`])).not.toBeNull();
    },
  );

  it.each([
    "",
    "MAILER-DAEMON@shop.test",
    "postmaster@shop.test",
    "no-reply@shop.test",
    "donotreply@shop.test",
    "talk-bounces@shop.test",
    "bounces+owner=shop.test@lists.test",
    "owner-talk@shop.test",
    "talk-request@shop.test",
  ])("does not come from <%s>", async (address) => {
    expect(await replyOf(PERSON, address)).toBeNull();
    if (address !== "") expect(await replyOf([`From: ${address}`])).toBeNull();
  });
});
