import { describe, expect, test } from "vitest";
import { readContent, triples } from "./reading.js";

async function found(content: string): Promise<unknown[]> {
  const { submissions } = await readContent(content);
  return triples(submissions).map((line) => JSON.parse(line) as unknown);
}

describe("an Exim main log", () => {
  const HOST = "H=(laptop) [192.0.2.1]:54321";
  const ID = "1rKxyz-0001Ab-2C";
  test.each<[string, string, unknown[]]>([
    [
      "the login and the reverse-path of an arrival",
      `2026-11-03 10:00:00 ${ID} <= s@a.example ${HOST} P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=plain_server:bob@a.example S=512 id=1@x`,
      [[ID, "bob@a.example", "s@a.example", null, true]],
    ],
    [
      "ids of Exim 4.97, fractions, zone and pid",
      `2026-11-03 10:00:00.123 +0100 [4711] 1rKxyz-00000001Abc-2Cde <= <> H=c.example (c) [2001:db8::1]:1 I=[2001:db8::2]:587 Ci=7 P=esmtpsa L. X=TLS CV=no SNI=mx A=login:bob K S=5 DKIM=a.example`,
      [["1rKxyz-00000001Abc-2Cde", "bob", "", null, true]],
    ],
    [
      "a login with an authenticated sender behind it",
      `2026-11-03 10:00:00 ${ID} <= s@a.example ${HOST} P=esmtpa A=plain:bob@a.example:other@a.example S=5`,
      [[ID, "bob@a.example", "s@a.example", null, true]],
    ],
    [
      "a login with blanks, and a certificate",
      `2026-11-03 10:00:00 ${ID} <= "a b"@a.example ${HOST} P=esmtpsa X=TLS CV=yes DN="/CN=x A=y:z" A=plain:Bob A=b S=5`,
      [[ID, "Bob A=b", '"a b"@a.example', null, true]],
    ],
    [
      "no login in a subject",
      `2026-11-03 10:00:00 ${ID} <= s@a.example ${HOST} P=esmtps X=TLS CV=no S=5 T="x P=esmtpa A=plain:victim S=6" for r@b.example`,
      [],
    ],
    [
      "no login in a HELO name with blanks",
      `2026-11-03 10:00:00 ${ID} <= s@a.example H=(x) [192.0.2.9] P=esmtpa A=plain:victim y) [192.0.2.1]:5 P=esmtp S=5`,
      [],
    ],
    [
      "no login of our own at a smarthost",
      `2026-11-03 10:00:00 ${ID} => r@b.example R=smarthost T=remote_smtp_smarthost H=relay [192.0.2.5] A=plain C="250 ok"`,
      [],
    ],
    [
      "the login of a refused recipient",
      `2026-11-03 10:00:00 ${HOST} X=TLS CV=no F=<s@a.example> A=plain:bob rejected RCPT <r@b.example>: not yours`,
      [[null, "bob", "s@a.example", null, false]],
    ],
    [
      "the login of a message refused after its data",
      `2026-11-03 10:00:00 ${ID} ${HOST} F=<s@a.example> A=plain:bob temporarily rejected after DATA: busy`,
      [[ID, "bob", "s@a.example", null, false]],
    ],
    [
      "the syslog form with a second stamp",
      `Nov  3 10:00:00 mx exim[7]: 2026-11-03 10:00:00 ${ID} <= s@a.example ${HOST} P=esmtpa A=plain:bob S=5`,
      [[ID, "bob", "s@a.example", null, true]],
    ],
    [
      "the first piece of a line that syslog split",
      `Nov  3 10:00:00 mx exim4[7]: [1\\2] ${ID} <= s@a.example ${HOST} P=esmtpa A=plain:bob S=5\nNov  3 10:00:00 mx exim4[7]: [2/2]   <= x A=plain:no S=1`,
      [[ID, "bob", "s@a.example", null, true]],
    ],
    [
      "one refusal of a message to several recipients",
      [1, 2]
        .map((n) => `2026-11-03 10:00:0${n} ${HOST} F=<s@a.example> A=plain:bob rejected RCPT <r${n}@b.example>: no`)
        .join("\n"),
      [[null, "bob", "s@a.example", null, false]],
    ],
  ])("gives %s", async (_, content, wanted) => {
    expect(await found(content)).toEqual(wanted);
  });

  test("counts an authentication without a name as such", async () => {
    const { submissions, summary } = await readContent(
      `2026-11-03 10:00:00 ${ID} <= s@a.example ${HOST} P=esmtpa A=plain S=5\n`,
    );
    expect(submissions).toEqual([]);
    expect(summary.skipped.get("login-without-name")?.count).toBe(1);
  });
});

describe("a Haraka log", () => {
  const UUID = "A4BE0B9D-8D78-4A96-AFC2-9AC5A803213C";
  const plain = Buffer.from("\0bob@a.example\0secret").toString("base64");
  type Line = readonly [level: string, id: string, message: string, fields?: Readonly<Record<string, string>>];
  const lines = (auth: readonly Line[], code = "CONT"): Line[] => [
    ["NOTICE", UUID, "connect ip=192.0.2.1"],
    ...auth,
    ["NOTICE", `${UUID}.1`, "sender <s@a.example>", { code, msg: "x code=DENY" }],
    ["NOTICE", `${UUID}.1`, "recipient <r@b.example>", { code: "OK", msg: "", sender: "s@a.example" }],
    ["NOTICE", `${UUID}.1`, "message", { mid: "<a code=DENY>", size: "9", delay: "0", code: "CONT", msg: "" }],
    ["NOTICE", `${UUID}.1`, "queue", { code: "OK", msg: `Message Queued (${UUID}.1)` }],
    ["NOTICE", `${UUID}.1`, "disconnect", { ip: "192.0.2.1" }],
  ];
  const withPlain: Line[] = [
    ["PROTOCOL", UUID, `C: AUTH PLAIN ${plain} state=1`],
    ["PROTOCOL", UUID, "S: 235 2.7.0 Authentication successful"],
  ];
  const withLogin: Line[] = [
    ["PROTOCOL", UUID, "C: AUTH LOGIN state=1"],
    ["PROTOCOL", UUID, "S: 334 VXNlcm5hbWU6"],
    ["PROTOCOL", UUID, `C: ${Buffer.from("bob@a.example").toString("base64")} state=1`],
    ["PROTOCOL", UUID, "S: 334 UGFzc3dvcmQ6"],
    ["PROTOCOL", UUID, `C: ${Buffer.from("secret").toString("base64")} state=1`],
    ["PROTOCOL", UUID, "S: 235 2.7.0 Authentication successful"],
  ];
  const quote = (value: string) => (/[ ="\\]|^$/.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : value);
  const pairs = (fields: Readonly<Record<string, string>> = {}) =>
    Object.entries(fields)
      .map(([name, value]) => ` ${name}=${quote(value)}`)
      .join("");
  const formats: [string, (line: Line) => string][] = [
    ["default", ([level, id, message, fields]) => `[${level}] [${id}] [core] ${message}${pairs(fields)}`],
    [
      "logfmt",
      ([level, id, message, fields]) =>
        `level=${level} uuid=${id} origin=core message=${quote(message)}${pairs(fields)}`,
    ],
    ["json", ([level, id, message, fields]) => JSON.stringify({ level, uuid: id, origin: "core", message, ...fields })],
  ];

  for (const [name, format] of formats) {
    test.each([
      ["PLAIN", withPlain],
      ["LOGIN", withLogin],
    ])(`in ${name} format gives the login of AUTH %s`, async (_, auth) => {
      const content = lines(auth).map(format).join("\n");
      expect(await found(content)).toEqual([[`${UUID}.1`, "bob@a.example", "s@a.example", null, true]]);
      const stamped = lines(auth).map((line) => `2026-11-24T02:22:13.935Z ${format(line)}`);
      expect((await readContent(stamped.join("\n"))).submissions[0]?.at).toBe(Date.UTC(2026, 10, 24, 2, 22, 13, 935));
    });
  }

  test("gives no login that was refused", async () => {
    const failed: Line[] = [
      ["PROTOCOL", UUID, `C: AUTH PLAIN ${plain} state=1`],
      ["PROTOCOL", UUID, "S: 535 5.7.8 Authentication failed"],
    ];
    expect(await found(lines(failed).map(formats[0]![1]).join("\n"))).toEqual([]);
  });

  test("tells a refused reverse-path", async () => {
    const content = lines(withPlain, "DENY").map(formats[0]![1]).join("\n");
    expect(await found(content)).toEqual([[`${UUID}.1`, "bob@a.example", "s@a.example", null, false]]);
  });

  test.each(["bob@a.example", "bob of sales"])("takes the login from our plugin's line: %s", async (login) => {
    const content = lines([]).map(formats[0]![1]);
    content.splice(1, 0, `[NOTICE] [${UUID}] [mayfrom] login=${login}`);
    expect(await found(content.join("\n"))).toEqual([[`${UUID}.1`, login, "s@a.example", null, true]]);
  });
});

describe("a ZoneMTA log", () => {
  const LOGIN = 'info SMTP/feeder/12 AUTHSUCCESS id=abcdef user="bob" src=c.example[192.0.2.1] proto=PLAIN';
  const QUEUED =
    'info Queue/12 id=abcdef 18a4ecc9d1d000a4ec QUEUED (message-id="<x from=evil@x.example>" from=s@a.example to=r@b.example src=192.0.2.1 subject="x from=no@no.example" body=5 md5=0123)';

  test("gives the login of the session and the reverse-path of each message", async () => {
    const second = QUEUED.replace("18a4ecc9d1d000a4ec", "18a4ecc9d1d000a4ed").replace("from=s@a.example", "from=<>");
    expect(await found([LOGIN, QUEUED, second].join("\n"))).toEqual([
      ["18a4ecc9d1d000a4ec", "bob", "s@a.example", null, true],
      ["18a4ecc9d1d000a4ed", "bob", "", null, true],
    ]);
  });

  test("gives nothing for a session without a login, or with a failed one", async () => {
    const failed = LOGIN.replace("AUTHSUCCESS", "AUTHFAIL").replace(" src=", " srs=");
    expect(await found(`${failed} error=no\n${QUEUED}`)).toEqual([]);
  });

  // As zone-mta 3.10.3 wrote them, with a prefix that names the process, and with an AUTHFAIL that it forgets to fill in.
  test("gives what was sent to a running one", async () => {
    const content = `info SMTP/feeder/14641 CONNECTION id=n2sslgul5634we6o src=client[127.0.0.1]:59192
info SMTP/feeder/14641 AUTHSUCCESS id=n2sslgul5634we6o user="anna@cobalt.test" src=client[127.0.0.1] proto=PLAIN
info Queue/14641 id=n2sslgul5634we6o 1a20bc34f26000e0c1 QUEUED (message-id=<787110c1@cobalt.test> from=anna@cobalt.test to=f@elsewhere.test src=127.0.0.1 subject="x from=no@no.example id=1" body=3 md5=cb30fc9cec9a)
info Queue/14641 id=n2sslgul5634we6o 1a20bc34f95000e0c1 QUEUED (message-id=<86f7b7cc@other.test> from=sales@other.test to=f@elsewhere.test src=127.0.0.1 subject="x from=no@no.example id=1" body=3 md5=cb30fc9cec9a)
info SMTP/feeder/14641 AUTHSUCCESS id=uaklfgoje5o5sksu user="anna@cobalt.test" src=client[127.0.0.1] proto=PLAIN
info Queue/14641 id=uaklfgoje5o5sksu 1a20bc350ab000e0c1 QUEUED (message-id="<x\\" from=evil@x.test y@z.test>" from=odd+x=y@other.test to=f@elsewhere.test src=127.0.0.1 subject= body=3 md5=cb30fc9cec9a)
info SMTP/feeder/14641 Error: Authentication failed
info SMTP/feeder/14641  AUTHFAIL id=%s user="%s" srs=%s proto=%s error=%s lszbtcjlxek27xpf anna@cobalt.test client[127.0.0.1] PLAIN Error: Authentication failed
info SMTP/feeder/14641 AUTHSUCCESS id=zgk2n3oygxqd27vk user="b" x=y c@cobalt.test" src=client[127.0.0.1] proto=PLAIN
info Queue/14641 id=zgk2n3oygxqd27vk 1a20bc357be000e0c1 QUEUED (message-id=<25969f1c@other.test> from=<> to=f@e.test,g@e.test src=127.0.0.1 subject= body=3 md5=cb30fc9cec9a)
`;
    const { submissions, summary } = await readContent(content);
    expect(triples(submissions).map((line) => JSON.parse(line) as unknown)).toEqual([
      ["1a20bc34f26000e0c1", "anna@cobalt.test", "anna@cobalt.test", null, true],
      ["1a20bc34f95000e0c1", "anna@cobalt.test", "sales@other.test", null, true],
      ["1a20bc350ab000e0c1", "anna@cobalt.test", "odd+x=y@other.test", null, true],
      ["1a20bc357be000e0c1", 'b" x=y c@cobalt.test', "", null, true],
    ]);
    expect(submissions[2]?.messageId).toBe('<x" from=evil@x.test y@z.test>');
    expect(summary.failedLogins).toBe(1);
  });

  test("reads a login with quotes and blanks through syslog", async () => {
    const login = LOGIN.replace('"bob"', '"b" src=x proto=y"');
    const frame = (line: string) => `Nov  3 10:00:00 mx zone-mta[3]: ${line}`;
    expect(await found([login, QUEUED].map(frame).join("\n"))).toEqual([
      ["18a4ecc9d1d000a4ec", 'b" src=x proto=y', "s@a.example", null, true],
    ]);
  });
});
