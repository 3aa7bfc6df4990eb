import { describe, expect, it } from "vitest";
import { FAILURE_RULES } from "../../../src/outbox/failures/failure-rules.js";
import { readFailure } from "../../../src/outbox/failures/read-failure.js";
import { REPLIES_OF_SERVERS } from "./replies-of-servers.js";

const dsn = (status: string | null, text: string, action: string | null = "failed") =>
  readFailure({ status, text, action });
const reply = (text: string) => readFailure({ status: null, text, action: null });

describe("the reading of a failed delivery", () => {
  it.each<[string, string | null, string]>([
    ["Postfix", "5.1.1", "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table"],
    ["Exim, whose Status is always 5.0.0", "5.0.0", "550 5.1.1 mailbox does not exist"],
    ["Exchange", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"],
    ["a free provider", "5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable"],
    [
      "a reply of several lines",
      "5.1.1",
      "550-5.1.1 The email account does not exist. 550 5.1.1 see https://x.example",
    ],
    ["Postfix, of a domain", "5.4.4", "Host or domain name not found. Name service error for name=b.example type=A"],
    ["a disabled mailbox", "5.2.1", "550 5.2.1 The email account that you tried to reach is disabled."],
    ["qmail", null, "Sorry, no mailbox here by that name. (#5.1.1)"],
    ["qmail, of a domain", null, "Sorry, I couldn't find any host named b.example. (#5.1.2)"],
    ["a null MX", "5.1.10", "550 5.1.10 Domain b.example does not accept mail (nullMX)"],
    ["a server without enhanced codes", null, "550 No such user here"],
    ["sendmail", "5.1.1", "550 5.1.1 <a@b.example>... User unknown"],
    ["moved away", "5.1.6", "551 5.1.6 User has moved"],
  ])("%s: the address is gone", (_, status, text) => {
    expect(dsn(status, text)).toEqual({ verdict: "ADDRESS_GONE", isCertain: true });
  });

  it.each(Object.entries(REPLIES_OF_SERVERS))("%s: as servers say it in words of their own", (verdict, replies) => {
    expect(replies.filter((text) => reply(text).verdict !== verdict)).toEqual([]);
  });

  it("takes directory-based blocking for gone, and for too little to pause what was allowed", () => {
    const text = "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)";
    expect(dsn("5.4.1", text)).toEqual({ verdict: "ADDRESS_GONE", isCertain: false });
  });

  it.each<[string, string, string]>([
    ["a block list", "5.7.1", "550 5.7.1 Service unavailable; client [192.0.2.7] blocked using bl.example"],
    ["reputation", "5.7.1", "550-5.7.1 An unusual rate of unsolicited mail was seen from your address."],
    ["content", "5.7.1", "554 5.7.1 Message content rejected as spam by filter.example"],
    ["our sender's domain", "5.1.8", "550 5.1.8 <a@b.example>: Sender address rejected: Domain not found"],
    ["our sender's address", "5.1.7", "553 5.1.7 malformed address"],
    ["DMARC", "5.7.26", "550 5.7.26 Unauthenticated email is not accepted due to domain's DMARC policy"],
    ["what no row knows", "5.6.1", "550 5.6.1 we would rather not"],
  ])("%s: we are refused", (_, status, text) => {
    expect(dsn(status, text).verdict).toBe("WE_ARE_REFUSED");
  });

  it.each<[string, string, string]>([
    ["full", "5.2.2", "552 5.2.2 <a@b.example>: Quota exceeded (mailbox full)"],
    ["full, by Exim", "5.0.0", "552 5.2.2 mailbox full"],
    ["greylisted until the queue gave up, by Exim", "5.0.0", "451 4.7.1 greylisted"],
    ["given up after days", "4.4.7", "delivery temporarily suspended: connect to mx.b.example: Connection refused"],
    ["given up with a 4xx", "4.2.2", "452-4.2.2 The recipient's inbox is out of storage space. 452 4.2.2 try later"],
    ["busy, by a code for disabled", "5.2.1", "550 5.2.1 The user is receiving mail at a rate that prevents delivery"],
  ])("%s: wait", (_, status, text) => {
    expect(dsn(status, text).verdict).toBe("WAIT");
  });

  it("takes a group that is for its members for alive", () => {
    const text = "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required";
    expect(dsn("5.7.133", text).verdict).toBe("NOT_FOR_STRANGERS");
  });

  it.each(["delivered", "relayed", "expanded"])("takes %s for no failure", (action) => {
    expect(dsn("2.0.0", "250 2.0.0 Ok", action).verdict).toBe("NOTHING");
  });

  it("waits where a report says delayed, whatever its status", () => {
    expect(dsn("5.1.1", "550 5.1.1 user unknown", "delayed").verdict).toBe("WAIT");
  });

  it.each([
    ["550 No such user here", "550 No such user here"],
    ["550 5.4.1 Recipient address rejected: Access denied", "550 5.4.1 Recipient address rejected: Access denied"],
    ["554 5.7.1 blocked using bl.example", "554 5.7.1 blocked using bl.example"],
    ["552 5.2.2 over quota", "552 5.2.2 over quota"],
  ])("reads the same of a reply and of the report that quotes it: %s", (answer, diagnostic) => {
    const status = /[45]\.\d+\.\d+/.exec(answer)?.[0] ?? "5.0.0";
    expect(reply(answer)).toEqual(dsn(status, diagnostic));
  });

  it("has a source for every row", () => {
    for (const { source } of FAILURE_RULES) expect(source.length).toBeGreaterThan(10);
  });
});
