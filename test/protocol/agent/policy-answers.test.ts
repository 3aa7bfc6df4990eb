import { describe, expect, it } from "vitest";
import type { AgentDecision } from "../../../src/agent/decision-source.js";
import { ask, DUNNO, open, request, start } from "./support/policy-client.js";

describe("policy delegation: answers", () => {
  it("says DUNNO, never OK, for what an account may send as", async () => {
    const { server } = await start();
    for (const sender of [
      "anna@example.org",
      "ANNA@Example.ORG.",
      "info@example.org",
      "anna+x@example.org",
      "a.b@other.example",
    ]) {
      expect(await ask(server, { sender })).toBe(DUNNO);
    }
  });

  it("refuses with 550 5.7.1 under ENFORCE", async () => {
    const { server } = await start();
    const reply = await ask(server, { sender: "boss@example.org" });
    expect(reply).toMatch(
      /^action=550 5\.7\.1 <boss@example\.org>: not an authorized sender of anna@example\.org[^\n]*\n\n$/,
    );
  });

  it("lets a sender pass under WARN and MONITOR", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "x@y.example", sasl_username: "bert@example.org" })).toBe(DUNNO);
    expect(await ask(server, { sender: "x@y.example", sasl_username: "carl@example.org" })).toBe(DUNNO);
  });

  it("adds the header of WARN once a message and not at its end, when asked to", async () => {
    const { server } = await start({ options: { addsWarningHeader: true } });
    const client = await open(server);
    const warned = { sender: "x@y.example", sasl_username: "bert@example.org" };
    client.write(request({ ...warned, instance: "1.a", protocol_state: "END-OF-MESSAGE" }));
    expect(await client.takeUntil("\n\n")).toBe(DUNNO);
    client.write(request({ ...warned, instance: "1.a" }));
    expect(await client.takeUntil("\n\n")).toBe(
      "action=PREPEND X-Mayfrom-Warning: NOT_AUTHORIZED; login=bert@example.org; address=x@y.example\n\n",
    );
    client.write(request({ ...warned, instance: "1.a" }));
    expect(await client.takeUntil("\n\n")).toBe(DUNNO);
    client.write(request({ ...warned, instance: "1.b" }));
    expect(await client.takeUntil("\n\n")).toContain("PREPEND");
  });

  it("says DUNNO without asking where there is no login", async () => {
    const { server, source } = await start();
    expect(await ask(server, { sasl_username: "", sender: "boss@example.org" })).toBe(DUNNO);
    const client = await open(server);
    client.write("request=smtpd_access_policy\nsender=boss@example.org\n\n");
    expect(await client.takeUntil("\n\n")).toBe(DUNNO);
    expect(source.asked).toBe(0);
  });

  it("takes the empty sender for the null reverse-path, and refuses it where the policy says so", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "" })).toBe(DUNNO);
    expect(await ask(server, { sender: "", sasl_username: "dora@example.org" })).toMatch(/^action=550 5\.7\.1 <>/);
  });

  it("does not judge a login before a sender was named", async () => {
    const { server, source } = await start();
    for (const protocol_state of ["CONNECT", "HELO", "EHLO", "VRFY", "ETRN"]) {
      expect(await ask(server, { protocol_state, sender: "", sasl_username: "dora@example.org" })).toBe(DUNNO);
    }
    expect(source.asked).toBe(0);
  });

  it("does not take a local part of <> for the null reverse-path", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "<>" })).toMatch(/^action=550 5\.7\.1 /);
  });

  it("reads the sender in its unquoted form", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "a b@other.example", sasl_username: "emil@example.org" })).toBe(DUNNO);
    expect(await ask(server, { sender: "a c@other.example", sasl_username: "emil@example.org" })).toMatch(
      /^action=550/,
    );
  });

  it("splits a line at its first = only", async () => {
    const { server } = await start();
    expect(await ask(server, { sender: "a=b=anna@example.org" })).toMatch(
      /^action=550 5\.7\.1 <a=b=anna@example\.org>/,
    );
    expect(await ask(server, { sender: "=sender=anna@example.org" })).toMatch(/^action=550/);
  });

  it("is not led astray by an attribute's value or by a longer name", async () => {
    const { server } = await start();
    const reply = await ask(server, {
      helo_name: "sasl_username=x@example.org",
      xsender: "anna@example.org",
      sender_: "anna@example.org",
      sender: "boss@example.org",
    });
    expect(reply).toMatch(/^action=550/);
  });

  it("takes the first of a repeated name, and any order", async () => {
    const { server } = await start();
    const client = await open(server);
    client.write(
      "sender=boss@example.org\nfuture_thing=1\nsasl_username=anna@example.org\nsender=anna@example.org\nrequest=smtpd_access_policy\n\n",
    );
    expect(await client.takeUntil("\n\n")).toMatch(/^action=550 5\.7\.1 <boss@example\.org>/);
  });

  it("refuses a sender that is no UTF-8 as malformed", async () => {
    const { server } = await start();
    const client = await open(server);
    const [before = "", after = ""] = request({ sender: "@@@" }).split("@@@");
    client.write(Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(`@example.org${after}`)]));
    expect(await client.takeUntil("\n\n")).toMatch(/^action=550 5\.7\.1 .*not a valid sender address/);
  });

  it("writes one line, whatever the source puts into its reply", async () => {
    const deny = (smtpReply: string | null): AgentDecision => ({
      verdict: "DENY",
      reason: "NOT_AUTHORIZED",
      wouldDeny: true,
      mode: "ENFORCE",
      refused: null,
      smtpReply,
      authorizationId: null,
      accountId: null,
      decidedAddress: "x",
      revision: 1,
    });
    const replies = ["550 5.7.1 a\n\naction=OK\n\n", "550 5.7.1 a\r\0b", `550 5.7.1 ${"ü".repeat(900)}`, "OK", null];
    const { server } = await start({ decide: () => deny(replies.shift() ?? null) });
    expect(await ask(server, {})).toBe("action=550 5.7.1 a??action=OK??\n\n");
    expect(await ask(server, {})).toBe("action=550 5.7.1 a??b\n\n");
    const long = await ask(server, {});
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual("action=".length + 510 + 2);
    expect(long).toMatch(/^action=550 5\.7\.1 ü+\n\n$/);
    expect(await ask(server, {})).toBe("action=550 5.7.1 Sender address rejected\n\n");
    expect(await ask(server, {})).toBe("action=550 5.7.1 Sender address rejected\n\n");
  });
});

describe("policy delegation: one message, one decision", () => {
  it("asks once for all recipients of an instance", async () => {
    const { server, source } = await start();
    const client = await open(server);
    for (let recipient = 0; recipient < 50; recipient++)
      client.write(request({ instance: "4d2.1", sender: "x@y.example" }));
    for (let recipient = 0; recipient < 50; recipient++) expect(await client.takeUntil("\n\n")).toMatch(/^action=550/);
    expect(source.asked).toBe(1);
  });

  it("asks anew for another sender, another login, another instance, and where there is none", async () => {
    const { server, source } = await start();
    const client = await open(server);
    client.write(request({ instance: "1" }));
    client.write(request({ instance: "1", sender: "info@example.org" }));
    client.write(request({ instance: "1", sasl_username: "dora@example.org" }));
    client.write(request({ instance: "2" }));
    client.write(request() + request());
    for (let answer = 0; answer < 6; answer++) await client.takeUntil("\n\n");
    expect(source.asked).toBe(6);
  });
});
