import { describe, expect, test } from "vitest";
import { readContent, triples } from "./reading.js";

const CLIENT = "c.example[192.0.2.1]";

/** Lines of one host and instance; each is `service: message`. */
function log(...lines: string[]): string {
  return lines
    .map((line, index) => {
      const [service, ...rest] = line.split(": ");
      return `Nov  3 10:00:${String(index % 60).padStart(2, "0")} mx postfix/${service}[100]: ${rest.join(": ")}\n`;
    })
    .join("");
}

function opened(id: string, login = "bob@a.example"): string {
  return `submission/smtpd: ${id}: client=${CLIENT}, sasl_method=PLAIN, sasl_username=${login}`;
}

function activated(id: string, sender: string): string {
  return `qmgr: ${id}: from=<${sender}>, size=400, nrcpt=1 (queue active)`;
}

function headerLine(
  id: string,
  content: string,
  tail = `from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<c>`,
): string {
  return `cleanup: ${id}: info: header From: ${content} from ${CLIENT}; ${tail}`;
}

async function found(content: string): Promise<unknown[]> {
  const { submissions } = await readContent(content);
  return triples(submissions).map((line) => JSON.parse(line) as unknown);
}

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

describe("header From", () => {
  const headerFromOf = async (...lines: string[]) => {
    const content = log(opened("4A1B2C3D"), ...lines, activated("4A1B2C3D", "s@a.example"));
    return (await readContent(content)).submissions[0]?.headerFrom;
  };

  test.each([
    ["Bob <bob@a.example>", "bob@a.example"],
    ["bob@a.example", "bob@a.example"],
    ["bob@a.example (Bob)", "bob@a.example"],
    ['"Boss, The" <boss@a.example>', "boss@a.example"],
    ["A <a@x.example>, B <b@x.example>", "a@x.example, b@x.example"],
    ["Team: a@x.example, b@x.example;", "a@x.example, b@x.example"],
    ['"x from evil[1.2.3.4]; from=<x@y> to=<z@z> proto=ESMTP helo=<q>" <me@real.example>', "me@real.example"],
    ['"a <fake@x.example>" <real@x.example>', "real@x.example"],
    ['"odd one"@x.example', '"odd one"@x.example'],
    ["Folded Name?? <f@x.example>", "f@x.example"],
    ["?? folded@x.example", "folded@x.example"],
    ["Zoë <zoe@x.example>", "zoe@x.example"],
    ["no address here", null],
    ["<a@x.example> <b@x.example>", null],
    ['"unbalanced <b@x.example>', null],
  ])("%j is %j", async (content, address) => {
    expect(await headerFromOf(headerLine("4A1B2C3D", content))).toBe(address);
  });

  test("that the log cut in the middle of the address is unknown", async () => {
    const long = `${"N".repeat(170)} <somebody@a-long-domain.example>`;
    expect(await headerFromOf(headerLine("4A1B2C3D", `${long}`.slice(0, 194)))).toBeNull();
  });

  test("that the log cut in the middle of a bare address is unknown", async () => {
    const cut = `${"n".repeat(180)}@x.example.org`.slice(0, 194);
    expect(cut).toHaveLength(194);
    expect(await headerFromOf(headerLine("4A1B2C3D", cut))).toBeNull();
  });

  test("in front of the cut is known", async () => {
    const cut = `a@x.example, ${"N".repeat(190)}`.slice(0, 194);
    expect(await headerFromOf(headerLine("4A1B2C3D", cut))).toBe("a@x.example");
  });

  test("is read through a tail that the operator's text repeats", async () => {
    const line = headerLine("4A1B2C3D", "Bob <b@x.example>").replace(": info:", ": warning:");
    expect(await headerFromOf(`${line}: seen from here`)).toBe("b@x.example");
  });

  test("of a message with two of them shows both", async () => {
    const lines = [headerLine("4A1B2C3D", "a@x.example"), headerLine("4A1B2C3D", "b@x.example")];
    expect(await headerFromOf(...lines)).toBe("a@x.example, b@x.example");
  });

  test("of the stranger who got the id next is not taken over", async () => {
    const content = log(
      opened("4A1B2C3D"),
      activated("4A1B2C3D", "s@a.example"),
      headerLine("4A1B2C3D", "x@x.example"),
    );
    expect((await readContent(content)).submissions[0]?.headerFrom).toBeNull();
  });
});
