import { describe, expect, test } from "vitest";
import { activated, CLIENT, found, log, opened } from "./postfix-lines.js";
import { readContent } from "./reading.js";

describe("a Postfix log", () => {
  test("gives the login of smtpd and the reverse-path of the queue manager", async () => {
    expect(await found(log(opened("4A1B2C3D"), activated("4A1B2C3D", "other@b.example")))).toEqual([
      ["4A1B2C3D", "bob@a.example", "other@b.example", null, true],
    ]);
  });

  test("names file, line, time, host and instance", async () => {
    const { submissions } = await readContent(log("anvil: x", opened("4A1B2C3D"), activated("4A1B2C3D", "")));
    expect(submissions[0]).toMatchObject({
      format: "postfix",
      host: "mx",
      instance: "postfix",
      line: 2,
      at: new Date(2026, 10, 3, 10, 0, 1).getTime(),
      sender: "",
      outcome: "QUEUED",
    });
  });

  test("keeps a login that holds a forged sasl_sender", async () => {
    const login = "eve, sasl_sender=fake@x.example";
    const line = `${opened("4A1B2C3D", login)}, sasl_sender=real@y.example`;
    expect(await found(log(line, activated("4A1B2C3D", "e@x.example")))).toEqual([
      ["4A1B2C3D", login, "e@x.example", null, true],
    ]);
  });

  test("takes what is no xtext behind sasl_sender for a part of the login", async () => {
    const login = "eve, sasl_sender=a=b";
    expect(await found(log(opened("4A1B2C3D", login), activated("4A1B2C3D", "e@x.example")))).toEqual([
      ["4A1B2C3D", login, "e@x.example", null, true],
    ]);
  });

  test("keeps a login with blanks, colons and octets beyond ASCII", async () => {
    const login = "Zoë: the, boss";
    const { submissions } = await readContent(log(opened("4A1B2C3D", login), activated("4A1B2C3D", "z@x.example")));
    expect(submissions[0]?.login).toBe(login);
  });

  test("reads octets that are no UTF-8 as latin1", async () => {
    const content = Buffer.from(log(opened("4A1B2C3D", "Zo\xeb"), activated("4A1B2C3D", "z@x.example")), "latin1");
    expect((await readContent(content)).submissions[0]?.login).toBe("Zoë");
  });

  test("never takes a failed login for a login", async () => {
    const failed = `submission/smtpd: warning: ${CLIENT}: SASL PLAIN authentication failed: (reason unavailable), sasl_username=bob@a.example`;
    const { submissions, summary } = await readContent(log(failed));
    expect(submissions).toEqual([]);
    expect(summary.failedLogins).toBe(1);
  });

  test("keeps two messages apart that were given the same id one after the other", async () => {
    const content = log(
      opened("4A1B2C3D"),
      activated("4A1B2C3D", "one@b.example"),
      "qmgr: 4A1B2C3D: removed",
      opened("4A1B2C3D", "carl@a.example"),
      activated("4A1B2C3D", "two@b.example"),
    );
    expect(await found(content)).toEqual([
      ["4A1B2C3D", "bob@a.example", "one@b.example", null, true],
      ["4A1B2C3D", "carl@a.example", "two@b.example", null, true],
    ]);
  });

  test.each([
    ["an unauthenticated client", `smtpd: 4A1B2C3D: client=mail.example[198.51.100.7]`],
    ["a local user", "pickup: 4A1B2C3D: uid=0 from=<root>"],
    ["a bounce", "bounce: 7777777777: sender non-delivery notification: 4A1B2C3D"],
  ])("does not give the reverse-path of %s to the login that had the id before", async (_, line) => {
    const content = log(opened("4A1B2C3D"), line, activated("4A1B2C3D", "stranger@b.example"));
    expect(await found(content)).toEqual([["4A1B2C3D", "bob@a.example", null, null, false]]);
  });

  test("does not wait for the queue manager when the data broke off", async () => {
    const content = `${log(opened("4A1B2C3D"), `submission/smtpd: lost connection after DATA (12 bytes) from ${CLIENT}`)}Nov  3 10:07:00 mx postfix/qmgr[1]: 4A1B2C3D: from=<stranger@b.example>, size=1, nrcpt=1 (queue active)\n`;
    expect(await found(content)).toEqual([["4A1B2C3D", "bob@a.example", null, null, false]]);
  });

  test("counts a re-injected copy once", async () => {
    const content = log(
      opened("4A1B2C3D"),
      activated("4A1B2C3D", "s@a.example"),
      `amavis/smtpd: 5A1B2C3D: client=localhost[127.0.0.1], orig_queue_id=4A1B2C3D, orig_client=${CLIENT}`,
      activated("5A1B2C3D", "s@a.example"),
      `reinject/smtpd: 6A1B2C3D: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=filter, orig_queue_id=4A1B2C3D`,
      activated("6A1B2C3D", "s@a.example"),
    );
    expect(await found(content)).toEqual([["4A1B2C3D", "bob@a.example", "s@a.example", null, true]]);
  });

  test("keeps hosts and instances with the same id apart", async () => {
    const line = (host: string, program: string, rest: string) => `Nov  3 10:00:00 ${host} ${program}[9]: ${rest}\n`;
    const client = (login: string) => `4A1B2C3D: client=${CLIENT}, sasl_method=PLAIN, sasl_username=${login}`;
    const manager = (sender: string) => `4A1B2C3D: from=<${sender}>, size=1, nrcpt=1 (queue active)`;
    const content = [
      line("mx1", "postfix/submission/smtpd", client("a")),
      line("mx2", "postfix/smtpd", client("b")),
      line("mx1", "postfix-out/smtpd", client("c")),
      line("mx1", "postfix-out/qmgr", manager("c@x.example")),
      line("mx2", "postfix/qmgr", manager("b@x.example")),
      line("mx1", "postfix/qmgr", manager("a@x.example")),
    ].join("");
    expect(await found(content)).toEqual([
      ["4A1B2C3D", "a", "a@x.example", null, true],
      ["4A1B2C3D", "b", "b@x.example", null, true],
      ["4A1B2C3D", "c", "c@x.example", null, true],
    ]);
  });

  test("links a service with a syslog name of its own to the queue manager of its host", async () => {
    const content = [
      `Nov  3 10:00:00 mx mail-submission/smtpd[9]: 4A1B2C3D: client=${CLIENT}, sasl_method=PLAIN, sasl_username=svc`,
      "Nov  3 10:00:00 mx postfix/qmgr[8]: 4A1B2C3D: from=<svc@x.example>, size=1, nrcpt=1 (queue active)",
    ].join("\n");
    expect(await found(content)).toEqual([["4A1B2C3D", "svc", "svc@x.example", null, true]]);
  });

  test("gives nobody the sender of a stranger that another instance gave the same id to", async () => {
    const content = [
      `Nov  3 10:00:00 mx mail-submission/smtpd[9]: 4A1B2C3D: client=${CLIENT}, sasl_method=PLAIN, sasl_username=svc`,
      `Nov  3 10:00:00 mx postfix/smtpd[7]: 4A1B2C3D: client=${CLIENT}`,
      `Nov  3 10:00:00 mx postfix/cleanup[6]: 4A1B2C3D: info: header From: <h@x.example> from ${CLIENT}; from=<a@x.example> to=<r@b.example> proto=ESMTP helo=<c>`,
      "Nov  3 10:00:00 mx postfix/qmgr[8]: 4A1B2C3D: from=<a@x.example>, size=1, nrcpt=1 (queue active)",
    ].join("\n");
    expect(await found(content)).toEqual([["4A1B2C3D", "svc", null, null, false]]);
  });

  test("takes the sender of a refusal when the message was never queued", async () => {
    const content = log(
      opened("4A1B2C3D"),
      `submission/smtpd: 4A1B2C3D: reject: RCPT from ${CLIENT}: 550 5.1.1 <x@y.example>: no; from=<s@a.example> to=<x@y.example> proto=ESMTP helo=<c>`,
    );
    const { submissions } = await readContent(content);
    expect(submissions[0]).toMatchObject({ sender: "s@a.example", queued: false, ambiguous: true });
  });

  test("says that a message was refused after its data", async () => {
    const content = log(
      opened("4A1B2C3D"),
      `cleanup: 4A1B2C3D: milter-reject: END-OF-MESSAGE from ${CLIENT}: 5.7.1 spam; from=<s@a.example> to=<x@y.example> proto=ESMTP helo=<c>`,
    );
    expect((await readContent(content)).submissions[0]).toMatchObject({ sender: "s@a.example", outcome: "REFUSED" });
  });
});

describe("a refusal before there is a queue id", () => {
  const refusal = (sender: string, recipient: string, tail: string) =>
    `submission/smtpd: NOQUEUE: reject: RCPT from ${CLIENT}: 553 5.7.1 <${sender}>: Sender address rejected: not owned by user bob; from=<${sender}> to=<${recipient}> proto=ESMTP helo=<c.example>${tail}`;

  test.each([
    " sasl_method=PLAIN sasl_username=bob",
    " sasl_method=LOGIN sasl_username=bob sasl_sender=x@y",
    " sasl_username=<bob>",
  ])("names the login as %j", async (tail) => {
    expect(await found(log(refusal("other@b.example", "r@c.example", tail)))).toEqual([
      ["NOQUEUE", "bob", "other@b.example", null, false],
    ]);
  });

  test("is no evidence without a login", async () => {
    expect(await found(log(refusal("other@b.example", "r@c.example", "")))).toEqual([]);
  });

  test("is not forged by what a client says in HELO, which Postfix takes the brackets out of", async () => {
    const line = refusal("other@b.example", "r@c.example", "").replace(
      "helo=<c.example>",
      "helo=<a??sasl_username=?victim>",
    );
    expect(await found(log(line))).toEqual([]);
  });

  test("of several recipients of one message is one refusal", async () => {
    const tail = " sasl_method=PLAIN sasl_username=bob";
    const content = log(refusal("o@b.example", "1@c.example", tail), refusal("o@b.example", "2@c.example", tail));
    expect(await found(content)).toHaveLength(1);
  });

  test("of the same recipient again is another attempt", async () => {
    const tail = " sasl_method=PLAIN sasl_username=bob";
    const content = log(refusal("o@b.example", "1@c.example", tail), refusal("o@b.example", "1@c.example", tail));
    expect(await found(content)).toHaveLength(2);
  });

  test("of one recipient is none of a message that then got through", async () => {
    const tail = " sasl_method=PLAIN sasl_username=bob";
    const content = log(
      refusal("o@b.example", "1@c.example", tail),
      opened("4A1B2C3D", "bob"),
      activated("4A1B2C3D", "o@b.example"),
    );
    expect(await found(content)).toEqual([["4A1B2C3D", "bob", "o@b.example", null, true]]);
  });

  test("that is only a warning is left to the message itself", async () => {
    const line = refusal("o@b.example", "1@c.example", " sasl_method=PLAIN sasl_username=bob").replace(
      "reject:",
      "reject_warning:",
    );
    expect(await found(log(line))).toEqual([]);
  });

  test("with two possible readings is skipped and counted", async () => {
    const tail = " sasl_method=PLAIN sasl_username=a; from=<x@y> to=<z@z> proto=ESMTP helo=<h>";
    const { submissions, summary } = await readContent(log(refusal("o@b.example", "1@c.example", tail)));
    expect(submissions).toEqual([]);
    expect(summary.skipped.get("unclear-line")?.count).toBe(1);
  });
});

describe("a before-queue filter", () => {
  test("answers with the reverse-path that belongs to the login of the same process", async () => {
    const content = log(
      `submission/smtpd: NOQUEUE: client=${CLIENT}, sasl_method=PLAIN, sasl_username=bob`,
      "submission/smtpd: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as DF66E940333; from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<c>",
      "smtpd: DF66E940333: client=localhost[127.0.0.1], orig_client=c.example[192.0.2.1]",
      activated("DF66E940333", "s@a.example"),
    );
    expect(await found(content)).toEqual([["DF66E940333", "bob", "s@a.example", null, true]]);
  });
});
