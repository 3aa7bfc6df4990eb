import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_ACTIONS, ALL_PROTOCOL, type Mail, macros, numbers, packet, strings } from "./support/milter-client.js";
import { commands, connectTo, open, send, start, TABLE, text } from "./support/milter-run.js";
import { createTableSource } from "./support/table-source.js";

describe("milter: negotiation", () => {
  it("asks for what it needs and names the macros it lives by", async () => {
    const { server } = await start();
    const client = await connectTo(server);
    client.send(packet("O", numbers(6, ALL_ACTIONS, ALL_PROTOCOL)));
    const { data } = await client.receive();
    expect([data.readUInt32BE(0), data.readUInt32BE(4), data.readUInt32BE(8)]).toEqual([6, 0x111, 0x79b]);
    expect(data.subarray(12).toString("latin1")).toBe("\0\0\0\x02{auth_authen}\0\0\0\0\x06i\0\0\0\0\x05i\0");
  });

  it("never asks for a version, an action or a step that was not offered", async () => {
    const { server } = await start();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 9 }),
        fc.nat(0x7fffffff),
        fc.nat(0x7fffffff),
        async (version, actions, protocol) => {
          const client = await connectTo(server);
          client.send(packet("O", numbers(version, actions, protocol)));
          const { data } = await client.receive();
          expect(data.readUInt32BE(0)).toBe(Math.min(6, version));
          expect(data.readUInt32BE(4) & ~actions).toBe(0);
          expect(data.readUInt32BE(8) & ~protocol).toBe(0);
          expect(data.length > 12).toBe((actions & 0x100) !== 0);
          client.raw.destroy();
        },
      ),
      { numRuns: 50 },
    );
  });

  it("answers every command and every header of an MTA that offers no steps", async () => {
    const { server } = await start();
    const client = await open(server, 0, 0);
    client.send(
      packet("C", `${strings("client.example")}4\0\x19${strings("192.0.2.1")}`),
      packet("H", strings("client")),
    );
    client.send(macros("M", { "{auth_authen}": "anna@example.org" }), packet("M", strings("<anna@example.org>")));
    client.send(
      packet("R", strings("<x@y.example>")),
      packet("T"),
      packet("U", strings("XYZ")),
      packet("L", strings("From", "anna@example.org")),
    );
    client.send(packet("L", strings("Subject", "x")));
    for (let answer = 0; answer < 8; answer++) expect((await client.receive()).command).toBe("c");
    client.send(packet("N"));
    expect((await client.receive()).command).toBe("a");
    client.send(packet("B", "body"));
    expect((await client.receive()).command).toBe("c");
  });
});

describe("milter: verdicts", () => {
  const from = (...values: string[]) => values.map((value) => ["From", value] as const);

  it.each<[string, Mail]>([
    ["the account's own address", { headers: from("Anna <anna@example.org>") }],
    ["an alias in From", { headers: from("info@example.org") }],
    ["a subaddress", { mailFrom: "<anna+x@example.org>", headers: from("anna+y@example.org") }],
    ["a quoted address", { mailFrom: '<"a b"@other.example>', headers: from('"A" <"a b"@other.example>') }],
    [
      "an address behind a source route",
      { mailFrom: "<@relay.example:anna@example.org>", headers: from("anna@example.org") },
    ],
    ["several permitted mailboxes", { headers: from("anna@example.org, Info <info@example.org>") }],
    ["several permitted From headers", { headers: from("anna@example.org", "info@example.org") }],
    ["a permitted group", { headers: from("We: anna@example.org, info@example.org;") }],
    ["a folded header", { headers: from('"Anna\n of the office"\n <anna@example.org>') }],
    ["a name that looks like an address", { headers: from('"boss@example.org" <anna@example.org>') }],
    ["a name in encoded words", { headers: from("=?utf-8?q?boss=40example=2Eorg?= <anna@example.org>") }],
    ["no From header", { headers: [["Subject", "x"]] }],
    ["the null reverse-path with a permitted From", { mailFrom: "<>", headers: from("anna@example.org") }],
    ["a Sender that is not judged", { headers: [...from("anna@example.org"), ["Sender", "boss@example.org"]] }],
  ])("accepts %s", async (_, mail) => {
    const { server } = await start();
    const client = await open(server);
    expect(commands(await send(client, { login: "anna@example.org", ...mail }))).toBe("a");
  });

  it.each<[string, Mail, string]>([
    ["the reverse-path", { mailFrom: "<boss@example.org>", headers: from("anna@example.org") }, "<boss@example.org>"],
    ["From", { headers: from("The Boss <boss@example.org>") }, "<boss@example.org>"],
    ["From beside the null reverse-path", { mailFrom: "<>", headers: from("boss@example.org") }, "<boss@example.org>"],
    ["one of several mailboxes", { headers: from("anna@example.org, boss@example.org") }, "<boss@example.org>"],
    ["a mailbox of a group", { headers: from("We: anna@example.org, boss@example.org;") }, "<boss@example.org>"],
    ["a second From header", { headers: from("anna@example.org", "boss@example.org") }, "<boss@example.org>"],
    ["a first From header", { headers: from("boss@example.org", "anna@example.org") }, "<boss@example.org>"],
    ["FROM in capitals", { headers: [["FROM", "boss@example.org"]] }, "<boss@example.org>"],
    ["a From header that cannot be read", { headers: from("anna@example.org <") }, "not a valid sender address"],
    ["a From header that names nobody", { headers: from("The Boss:;") }, "not a valid sender address"],
    ["an empty From header", { headers: from("") }, "not a valid sender address"],
    ["an address in no UTF-8", { headers: from("\ufffd@example.org") }, "not a valid sender address"],
    ["a reverse-path that is no address", { mailFrom: "<anna@@example.org>" }, "not a valid sender address"],
  ])("refuses %s under ENFORCE", async (_, mail, words) => {
    const { server } = await start();
    const client = await open(server);
    const [answer] = await send(client, { login: "anna@example.org", ...mail });
    expect(answer?.command).toBe("y");
    expect(text(answer)).toMatch(/^550 5\.7\.1 [^\0\r\n]*\0$/);
    expect(text(answer)).toContain(words);
  });

  it("finds a header that cannot be read wrong even where the whole domain is authorized", async () => {
    const { server } = await start();
    const client = await open(server);
    const mail = { login: "dora@example.org", mailFrom: "<dora@example.org>" };
    expect(commands(await send(client, { ...mail, headers: from("anybody@example.org") }))).toBe("a");
    expect(commands(await send(client, { ...mail, headers: from("=?utf-8?q?boss?=@example.org") }))).toBe("y");
  });

  it("doubles % in the text of a refusal", async () => {
    const { server } = await start();
    const client = await open(server);
    const [answer] = await send(client, { login: "a%n@example.org", mailFrom: "<100%s@y.example>" });
    expect(text(answer)).toContain("<100%%s@y.example>");
    expect(text(answer)?.replaceAll("%%", "")).not.toContain("%");
  });

  it("judges Sender where it is told to", async () => {
    const { server } = await start({ options: { judgedHeaders: ["from", "sender"] } });
    const client = await open(server);
    const headers = [...from("anna@example.org"), ["Sender", "boss@example.org"] as const];
    expect(commands(await send(client, { login: "anna@example.org", headers }))).toBe("y");
  });

  const resentBy = (resender: string, author = "boss@example.org") =>
    [["Resent-Date", "x"], ["Resent-From", resender], ["Resent-To", "y@z.example"], ...from(author)] as const;

  it("judges who resends a message beside its author, and advises to forward it", async () => {
    const { server } = await start();
    const client = await open(server);
    const login = "anna@example.org";
    const [refused] = await send(client, { login, headers: resentBy(login) });
    expect(text(refused)).toContain("<boss@example.org>");
    expect(text(refused)).toContain("forward it instead");
    expect(commands(await send(client, { login, headers: resentBy(login, "info@example.org") }))).toBe("a");
    expect(text((await send(client, { login, headers: resentBy("boss@example.org", login) }))[0])).toContain("<boss@");
    expect(text((await send(client, { login, headers: resentBy("<", login) }))[0])).toContain("not a valid sender");
  });

  it("judges by the most recent block of Resent fields where a policy says that it decides alone", async () => {
    const { server } = await start({ table: { "anna@example.org": { resentMail: "RESENT_FROM" } } });
    const client = await open(server);
    const login = "anna@example.org";
    const verdictOn = async (headers: Mail["headers"]) => commands(await send(client, { login, headers }));
    expect(await verdictOn(resentBy(login))).toBe("a");
    // The older block is whose it was.
    expect(await verdictOn([...resentBy(login).slice(0, 3), ["Received", "x"], ...resentBy("boss@example.org")])).toBe(
      "a",
    );
    expect(await verdictOn([...resentBy(login).slice(0, 3), ...resentBy("boss@example.org")])).toBe("a");
    expect(await verdictOn([...resentBy("boss@example.org").slice(0, 3), ...resentBy(login)])).toBe("y");
    // One that names nobody hides nobody.
    expect(await verdictOn([["Resent-To", "y@z.example"], ["Subject", "x"], ...resentBy("boss@example.org")])).toBe(
      "y",
    );
    expect(await verdictOn([["Resent-Sender", "boss@example.org"], ...resentBy(login)])).toBe("y");
    expect(await verdictOn(from("boss@example.org"))).toBe("y");
  });

  it("names the finding in a header under WARN, and removes what a client put there", async () => {
    const { server } = await start();
    const client = await open(server);
    const answers = await send(client, {
      login: "bert@example.org",
      mailFrom: "<bert@example.org>",
      headers: [
        ["x-mayfrom-warning", "forged"],
        ...from("Boss <boss@example.org>"),
        ["X-Mayfrom-Warning", "forged too"],
      ],
    });
    expect(commands(answers)).toBe("mmhc");
    expect([answers[0]!.data.readUInt32BE(0), answers[1]!.data.readUInt32BE(0)]).toEqual([2, 1]);
    expect(answers[0]!.data.subarray(4).toString()).toBe("X-Mayfrom-Warning\0\0");
    expect(text(answers[2])).toBe(
      "X-Mayfrom-Warning\0NOT_AUTHORIZED; login=bert@example.org; address=boss@example.org\0",
    );
  });

  it("removes forged warnings from mail that is permitted", async () => {
    const { server } = await start();
    const client = await open(server);
    const headers = [["X-Mayfrom-Warning", "forged"] as const];
    expect(commands(await send(client, { login: "anna@example.org", headers }))).toBe("mc");
  });

  it("changes nothing that the MTA does not let it change", async () => {
    const { server } = await start();
    const client = await open(server, 0);
    const warned: Mail = {
      login: "bert@example.org",
      headers: [
        ["X-Mayfrom-Warning", "forged"],
        ["From", "x@y.example"],
      ],
    };
    expect(commands(await send(client, warned))).toBe("a");
    const adding = await open(server, 1);
    expect(commands(await send(adding, warned))).toBe("hc");
  });

  it("accepts under MONITOR", async () => {
    const { server, seen } = await start();
    const client = await open(server);
    expect(commands(await send(client, { login: "carl@example.org", headers: from("x@y.example") }))).toBe("a");
    expect(seen[0]?.[1]).toMatchObject({ verdict: "ALLOW", wouldDeny: true });
  });

  it("accepts a message without a login at MAIL, without asking", async () => {
    const { server, source } = await start();
    const client = await open(server);
    expect(commands(await send(client, { mailFrom: "<boss@example.org>" }))).toBe("a");
    expect(commands(await send(client, { login: "", mailFrom: "<boss@example.org>" }))).toBe("a");
    expect(source.asked).toBe(0);
  });

  it("never takes over the login of the message before", async () => {
    const { server, seen } = await start();
    const client = await open(server);
    await send(client, { login: "anna@example.org" });
    expect(commands(await send(client, { mailFrom: "<boss@example.org>" }))).toBe("a");
    client.send(
      macros("M", { "{auth_authen}": "anna@example.org" }),
      packet("A"),
      packet("M", strings("<boss@example.org>")),
    );
    expect((await client.receive()).command).toBe("a");
    expect(seen).toHaveLength(1);
  });

  it("says tempfail when the source gives no answer, and keeps the connection", async () => {
    let isAway = true;
    const source = createTableSource(TABLE);
    const { server, troubles } = await start({
      decide: (question) => (isAway ? Promise.reject(new Error("away")) : source.decide(question)),
    });
    const client = await open(server);
    expect(commands(await send(client, { login: "anna@example.org" }))).toBe("t");
    isAway = false;
    expect(commands(await send(client, { login: "anna@example.org" }))).toBe("a");
    expect(troubles).toEqual(["NO_DECISION"]);
  });

  it("refuses more sender headers than anybody needs, and more mailboxes", async () => {
    const { server } = await start();
    const client = await open(server);
    const headers = Array.from({ length: 200 }, () => ["From", "anna@example.org"] as const);
    expect(text((await send(client, { login: "anna@example.org", headers }))[0])).toContain("not a valid sender");
    const boxes = Array.from({ length: 500 }, (_, n) => `anna+${n}@example.org`).join(", ");
    expect(text((await send(client, { login: "anna@example.org", headers: from(boxes) }))[0])).toContain(
      "not a valid sender",
    );
  });
});
