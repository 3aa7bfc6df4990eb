import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { externalReversePath, parseEmailAddress, parseFromHeader } from "../../../src/kernel/index.js";
import { ACCEPTED } from "./address-cases.js";

describe("parseFromHeader finds every author", () => {
  test.each<[string, string[]]>([
    ["anna@example.org", ["anna@example.org"]],
    ["<anna@example.org>", ["anna@example.org"]],
    ["Anna B. Carter <anna@example.org>", ["anna@example.org"]],
    ['"Carter, Anna" <anna@example.org>', ["anna@example.org"]],
    ["Anna <anna@example.org>, bob@example.org", ["anna@example.org", "bob@example.org"]],
    [", anna@example.org,, ,bob@example.org,", ["anna@example.org", "bob@example.org"]],
    ["Ünal Müller <müller@bücher.example>", ["müller@bücher.example"]],
    ["伊昭傑@郵件.商務", ["伊昭傑@郵件.商務"]],
    ["anna@[192.0.2.1]", ["anna@[192.0.2.1]"]],
    ["anna@[ IPv6:2001:db8::1 ]", ["anna@[IPv6:2001:db8::1]"]],
    ["anna@example.org\r\n", ["anna@example.org"]],
    ["anna@example.org.", ["anna@example.org."]],
    // Folds, as SMTP and as a milter hand them over.
    ["Anna\r\n <anna@example.org>,\r\n\tbob@example.org", ["anna@example.org", "bob@example.org"]],
    ["Anna\n <anna@example.org>", ["anna@example.org"]],
    // Display names that look like addresses.
    ['"ceo@bank.example" <eve@example.org>', ["eve@example.org"]],
    ['"ceo@bank.example>, <x" <eve@example.org>', ["eve@example.org"]],
    ['"a\\"<ceo@bank.example>," <eve@example.org>', ["eve@example.org"]],
    ["=?utf-8?q?ceo@bank.example?= <eve@example.org>", ["eve@example.org"]],
    ["=?UTF-8?B?Y2VvQGJhbmsuZXhhbXBsZQ==?= <eve@example.org>", ["eve@example.org"]],
    ["=?utf-8?q?M=C3=BCller,_Hans?= =?utf-8?q?_(a)?=x <eve@example.org>", ["eve@example.org"]],
    ["=?utf-8?q?M=C3=BCller,_Hans?= <hans@example.org>", ["hans@example.org"]],
    // Comments.
    ["eve@example.org (ceo@bank.example)", ["eve@example.org"]],
    ["(ceo@bank.example, (nested \\) (<x@y>))) eve@example.org", ["eve@example.org"]],
    ["Eve (ceo@bank.example) <(a)eve(b)@(c)example.org(d)>(e)", ["eve@example.org"]],
    // Groups.
    ["Board: anna@example.org, Bob <bob@example.org>;", ["anna@example.org", "bob@example.org"]],
    ["Board:;, anna@example.org", ["anna@example.org"]],
    ['"ceo@bank.example": anna@example.org;', ["anna@example.org"]],
    ["A: a@example.org;, B: b@example.org;", ["a@example.org", "b@example.org"]],
    ["A: a@example.org,;", ["a@example.org"]],
    // RFC 5322 4.4: routes, space around dots, quoted words in a local part.
    ["<@bank.example,@b.example:eve@example.org>", ["eve@example.org"]],
    ["Eve <,@bank.example,,@b.example:eve@example.org>", ["eve@example.org"]],
    ["anna . b @ example . org", ["anna.b@example.org"]],
    ['"anna".b@example.org', ["anna.b@example.org"]],
    ['"anna b".c@example.org', ['"anna b.c"@example.org']],
    ['"a@b"@example.org', ['"a@b"@example.org']],
    ['"a\r\n b"@example.org', ['"a b"@example.org']],
    ['""@example.org', ['""@example.org']],
    // Common and wrong: readers disagree which address is meant, so that both count.
    ["ceo@bank.example <eve@example.org>", ["ceo@bank.example", "eve@example.org"]],
  ])("%j", (value, addresses) => {
    expect(parseFromHeader(value)).toEqual({ addresses, isComplete: true });
  });
});

describe("parseFromHeader says that it is not complete", () => {
  test.each<[string, string[]]>([
    ["", []],
    ["Anna", []],
    ["<>", []],
    ["Anna <>", []],
    ["Undisclosed:;", []],
    ["anna@", []],
    ["@example.org", []],
    ["<anna>", []],
    ["a@b@c", ["a@b"]],
    ["Anna anna@example.org", ["anna@example.org"]],
    ["anna@example.org bob@example.org", ["anna@example.org", "bob@example.org"]],
    ["anna@example.org Anna <bob@example.org>", ["anna@example.org", "bob@example.org"]],
    ["anna@example.org; bob@example.org", ["anna@example.org", "bob@example.org"]],
    ["<anna@example.org> <bob@example.org>", ["anna@example.org", "bob@example.org"]],
    ["<anna@example.org", ["anna@example.org"]],
    ["<anna@example.org, bob@example.org>", ["anna@example.org", "bob@example.org"]],
    ["<<anna@example.org>>", ["anna@example.org"]],
    ["anna@example.org>", ["anna@example.org"]],
    ["Anna [x] <anna@example.org>", ["anna@example.org"]],
    ["a..b@example.org", ['"a..b"@example.org']],
    [".a@example.org", ['".a"@example.org']],
    ['a@"example.org"', []],
    ['"Anna <anna@example.org>', []],
    ["(Anna <anna@example.org>", []],
    ["anna@[192.0.2.1", ["anna@[192.0.2.1]"]],
    ["Anna) <anna@example.org>", ["anna@example.org"]],
    ["An\\na <anna@example.org>", ["anna@example.org"]],
    ["anna@example.org\0", ["anna@example.org"]],
    ["anna@example.org\nBcc: bob@example.org", ["anna@example.org", "bob@example.org"]],
    ["anna@example.org\rbob", ["anna@example.org"]],
    ["Board: anna@example.org", ["anna@example.org"]],
    ["A: B: anna@example.org;;", ["anna@example.org"]],
    [": anna@example.org;", ["anna@example.org"]],
    ["A: anna@example.org; bob@example.org", ["anna@example.org", "bob@example.org"]],
    // Who decodes before parsing, or does not know encoded words, reads another author.
    ["=?utf-8?q?ceo=40bank.example?=", []],
    ["=?utf-8?q?ceo=40bank.example=2C?=@example.org", ["=?utf-8?q?ceo=40bank.example=2C?=@example.org"]],
    ["=?utf-8?q?x?= <=?utf-8?q?ceo=40bank.example?=@example.org>", ["=?utf-8?q?ceo=40bank.example?=@example.org"]],
    ["Anna <=??=@example.org>", ["=??=@example.org"]],
    ["=?a?q?ceo@bank.example,b?= <eve@example.org>", ["eve@example.org"]],
    ["=?a?q?<ceo@bank.example>?= <eve@example.org>", ["eve@example.org"]],
    ['=?a?q?b"?= <eve@example.org>, "<ceo@bank.example>"', ["eve@example.org"]],
  ])("%j", (value, addresses) => {
    expect(parseFromHeader(value)).toEqual({ addresses, isComplete: false });
  });
});

test.each(ACCEPTED)("parseFromHeader finds one author, the same address, in %s: %j", (_, text, key) => {
  const { addresses, isComplete } = parseFromHeader(text);
  expect(isComplete).toBe(true);
  const keys = addresses.map((address) => parseEmailAddress(address));
  expect(keys).toMatchObject([{ ok: true, address: { key } }]);
});

describe("properties", () => {
  const content = fc.string({ unit: fc.constantFrom(...'ab .@,;:<>()[]"\\é=?'), maxLength: 10 });
  // A word of a local part that looks encoded makes the field incomplete: the table above has such.
  const localPart = content.filter((text) => !/(?:^|\.)=\?.*\?=(?:$|\.)/.test(text));
  const address = fc.tuple(localPart, fc.domain()).map(([left, right]) => externalReversePath(`${left}@${right}`));
  const comment = content.map((text) => ` (${text.replace(/[()\\]/g, "\\$&")}) `);
  const quotedName = content.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);
  const base64Name = content.map((text) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`);
  const name = fc.oneof(quotedName, base64Name, fc.constantFrom("", "Anna", "Anna B."));
  const space = fc.oneof(comment, fc.constantFrom(" ", "\r\n ", "\n\t", " () "));
  const mailbox = fc
    .record({
      address,
      name,
      before: space,
      after: space,
      isBare: fc.boolean(),
      route: fc.constantFrom("", "@r.example:"),
    })
    .map((parts) => ({
      address: parts.address,
      text: parts.isBare
        ? `${parts.before}${parts.address}${parts.after}`
        : `${parts.before}${parts.name}${parts.after}<${parts.route}${parts.address}>`,
    }));

  test("whatever names, comments, folds and routes stand around them, exactly the addresses are found", () => {
    fc.assert(
      fc.property(fc.array(mailbox, { minLength: 1, maxLength: 4 }), fc.boolean(), (mailboxes, isGroup) => {
        const list = mailboxes.map(({ text }) => text).join(",");
        expect(parseFromHeader(isGroup ? `Group: ${list};` : list)).toEqual({
          addresses: mailboxes.map((mailbox) => mailbox.address),
          isComplete: true,
        });
      }),
      { numRuns: 2000 },
    );
  });

  test("never throws", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'a@.,;:<>()[]"\\ \r\n=?q'), maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(parseFromHeader(value).addresses.length).toBeLessThanOrEqual(value.length);
      }),
      { numRuns: 5000 },
    );
  });

  test("any short piece, repeated to 200,000 characters is read in one pass", () => {
    const piece = fc.string({ unit: fc.constantFrom(...'a@.,;:<>()[]"\\ \r\n=?q'), minLength: 1, maxLength: 8 });
    // With quadratic time these would meet the time limit of the suite.
    const known = [
      "(",
      ")",
      '"',
      "\\",
      "[",
      "<",
      "@",
      "=?",
      "=?a?q?",
      "=?a?q?=?",
      " ",
      "\r\n ",
      "a.",
      ".",
      "a:",
      "a@b ",
      "a@b<",
    ];
    fc.assert(
      fc.property(piece, (text) => {
        expect(parseFromHeader(text.repeat(200_000 / text.length)).addresses.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 30, examples: known.map((text): [string] => [text]) },
    );
  });
});
