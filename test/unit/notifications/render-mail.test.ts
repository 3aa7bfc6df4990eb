import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PublicText, readPublicText } from "../../../src/kernel/index.js";
import { renderMail } from "../../../src/notifications/index.js";
import { mailTemplateNames } from "../../../src/notifications/render-mail.js";
import { sampleMail, sampleMails } from "../../support/mails.js";

const surroundings = { publicUrl: "https://mayfrom.example/senders", platformName: "Testmail" as PublicText };
const LANGUAGES = ["en", "de", "fr"];

describe("every template in every language", () => {
  const cases = mailTemplateNames.flatMap((template) => LANGUAGES.map((language) => [template, language] as const));

  it("has a sample", () => {
    expect(Object.keys(sampleMails).sort()).toEqual([...mailTemplateNames].sort());
  });

  it.each(cases)("%s in %s says everything and leaves nothing unfilled", (template, language) => {
    const mail = renderMail(sampleMail(template, { language }), surroundings);
    for (const form of [mail.subject, mail.text, mail.html]) {
      expect(form).not.toMatch(/\{\{|\}\}|undefined|\[object|NaN|\$t\(/);
      // A key that no language has comes out as itself.
      expect(form).not.toMatch(/(common|question|ownerLink|digestReseller|announcement|Alert|Request)\.[a-z]+/);
    }
    expect(mail.html).toContain(`<html lang="${language}">`);
    const automatic = template === "reply-help" ? "auto-replied" : "auto-generated";
    expect(mail.headers).toMatchObject({ "Auto-Submitted": automatic, "X-Auto-Response-Suppress": "All" });
    expect(mail.fromName).toBe("Fjordmail");
    expect(mail.text).toContain("+44 1632 960199");
  });

  it.each(cases)("%s in %s never says the name of the program to whoever does not run it", (template, language) => {
    const named = { publicUrl: "https://senders.example", platformName: "Nord Mail" as PublicText };
    const mail = renderMail(sampleMail(template, { language }), named);
    // A record for DNS is written as it is; a verb is for the operator alone.
    const words = [mail.subject, mail.text, mail.html, mail.fromName].join(" ").replaceAll(/_mayfrom\.|mayfrom=/g, "");
    if (template === "mail-refusals") expect(words.replaceAll("mayfrom doctor", "")).not.toMatch(/mayfrom/i);
    else expect(words).not.toMatch(/mayfrom/i);
  });

  it.each(cases)("%s in %s keeps its lines of text within 78 characters, links aside", (template, language) => {
    const { text } = renderMail(sampleMail(template, { language }), surroundings);
    const long = text.split("\n").filter((line) => line.length > 78 && !line.includes("https://"));
    expect(long).toEqual([]);
  });

  it.each(cases)("%s in %s has the same links in text and HTML, all of them ours", (template, language) => {
    const { text, html } = renderMail(sampleMail(template, { language }), surroundings);
    const inText = new Set(text.match(/https?:\/\/\S+/g));
    const inHtml = new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url!.replaceAll("&amp;", "&")));
    expect(inHtml).toEqual(inText);
    // Whoever wrote a reply may be anybody, so it gets no link; what other servers refuse is set right elsewhere.
    expect(inText.size > 0).toBe(!["reply-help", "mail-refusals"].includes(template));
    for (const url of inText) expect(url.startsWith(`${surroundings.publicUrl}/`)).toBe(true);
  });
});

describe("the question", () => {
  const mail = renderMail(sampleMail("question"), surroundings);

  it("asks with both addresses, says through whom, and links to the page and to the owner's page", () => {
    expect(mail.text.replace(/\s+/g, " ")).toContain(
      "anna@bakery.example is trying to use info@oldshop.example to send email, do you want to allow this?",
    );
    expect(mail.text).toContain("Asked through: Fjordmail");
    expect(mail.text).toContain("Answer by: 2 April 2026 at 11:15 (Berlin, UTC+2)");
    expect(mail.text).toContain("https://mayfrom.example/senders/confirm/question-token\n");
    expect(mail.text).toContain("https://mayfrom.example/senders/owner/owner-token\n");
    expect(mail.text.replace(/\s+/g, " ")).toMatch(/two digits/);
  });

  it("says nothing of a number where the policy asks for none", () => {
    const { parameters } = sampleMail("question");
    const without = renderMail(
      sampleMail("question", { parameters: { ...parameters, isNumberAsked: false } }),
      surroundings,
    );
    expect(without.text).not.toMatch(/two\s+digits/);
  });

  it("passes on nothing that the asker could have added to the parameters", () => {
    const { parameters } = sampleMail("question");
    const extra = { displayName: "Win a prize", organization: "Prizes", signature: "Click here", reason: "Now" };
    const more = renderMail(sampleMail("question", { parameters: { ...parameters, ...extra } }), surroundings);
    expect(more).toEqual(mail);
  });

  it("loads nothing from anywhere", () => {
    expect(mail.html).not.toMatch(/<img|<script|<link|<iframe|<form|src=|url\(|@import|@font-face/i);
  });
});

it("links each question of a digest to its own page, and names the earliest end", () => {
  const { text } = renderMail(sampleMail("question-digest"), surroundings);
  expect(text).toMatch(
    /\* anna@bakery\.example \(asked through Fjordmail; help: \+44 1632 960199\)\n {2}\S+\/confirm\/first-token\n\n\* ben@flowers\.example \(asked through Nordlicht Post\)\n {2}\S+\/confirm\/second-token\n/,
  );
  expect(text).toContain("Answer by: 2 April 2026 at 11:15 (Berlin, UTC+2)");
});

describe("languages", () => {
  it("follow the primary part of the tag, and are English where we do not speak it", () => {
    const subjectIn = (language: string) => renderMail(sampleMail("question", { language }), surroundings).subject;
    expect(subjectIn("de-AT")).toBe("Darf anna@bakery.example E-Mails mit Ihrer Adresse senden?");
    expect(subjectIn("FR_ca")).toContain("peut-il envoyer");
    for (const unknown of ["", "ja", "constructor", "__proto__", "en-x-weird"]) {
      expect(subjectIn(unknown)).toBe("May anna@bakery.example send email as your address?");
    }
  });

  it("choose the plural and the grouping of numbers", () => {
    const textIn = (language: string, messages: number) => {
      const { parameters } = sampleMail("alert-observed");
      const mail = sampleMail("alert-observed", { language, parameters: { ...parameters, messages } });
      return renderMail(mail, surroundings).text.replace(/\s+/g, " ");
    };
    expect(textIn("en", 1)).toContain("1 message from");
    expect(textIn("en", 12_000)).toContain("12,000 messages from");
    expect(textIn("de", 12_000)).toContain("12.000 Nachrichten");
    expect(textIn("fr", 2_000_000)).toContain("2 000 000 messages");
  });
});

describe("hostile text", () => {
  const anyText = fc.string({ minLength: 1, maxLength: 80, unit: "binary" });
  const craftedAddress = fc.constantFrom(
    '"<script>alert(1)</script>"@evil.example',
    '"\r\nBcc: everybody@example.org\r\n\r\nBuy now"@evil.example',
    "{{count}}$t(question.block)$t(common.support)@evil.example",
    "\u202emoc.elpmaxe@live\u2066.example",
    '"><a href="https://evil.example">click</a>',
    "a\u2028b\u0000c@evil.example",
    "{{> paragraph}}{{{brand}}}@evil.example",
  );
  const hostileName = fc.oneof(anyText, craftedAddress);
  // An address has three characters at least, also when a run of invisible ones in it has become one mark.
  const hostileAddress = fc.oneof(
    anyText.map((localPart) => `${localPart}@evil.example`),
    anyText.map((domain) => `eve@${domain}`),
    craftedAddress,
  );

  // What keeps lines from ending within an address or a word, which depends on how long it is.
  const BREAKS =
    /^<(w?br|\/?bdi|\/span|(bdi|span) style="(white-space:nowrap|hyphens:none|display:inline-block)"( dir="ltr")?)>$/;

  it("stays text: one line in headers, escaped in HTML, never a template, never a mark of direction", () => {
    fc.assert(
      fc.property(hostileAddress, hostileName, fc.constantFrom(...mailTemplateNames), (account, name, template) => {
        const { parameters } = sampleMail(template);
        const changed = {
          ...parameters,
          accountAddress: account,
          address: account,
          brandName: name,
          supportContact: name,
          scopeName: name,
          domain: name,
        };
        const mail = renderMail(sampleMail(template, { parameters: changed }), surroundings);
        // A contact that is no text for strangers is left out, with its line.
        const supportContact = readPublicText(name, 254).ok ? "Ask us" : null;
        const harmless = { ...sampleMail(template).parameters, supportContact };
        const plain = renderMail(sampleMail(template, { parameters: harmless }), surroundings);
        expect(mail.subject + mail.fromName).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
        expect(mail.text).not.toMatch(/[\r\0\u2028\u202a-\u202e\u2066-\u2069]/);
        // No markup came in: as many tags and attributes as with harmless names.
        const tags = (html: string) =>
          html.match(/<[a-z/!][^>]*>/gi)?.map((tag) => tag.replace(/href="[^"]*"/, "href"));
        expect(tags(mail.html)?.filter((tag) => !BREAKS.test(tag)).length).toBe(
          tags(plain.html)?.filter((tag) => !BREAKS.test(tag)).length,
        );
        for (const [, url] of mail.html.matchAll(/href="([^"]*)"/g)) {
          expect(url!.startsWith(surroundings.publicUrl)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is not taken for a text to fill in", () => {
    const accountAddress = "{{brand}}$t(common.unsubscribe)@evil.example";
    const { parameters } = sampleMail("question");
    const { subject } = renderMail(
      sampleMail("question", { parameters: { ...parameters, accountAddress } }),
      surroundings,
    );
    expect(subject).toBe(`May ${accountAddress} send email as your address?`);
  });
});

describe("a mail to the owner of an address", () => {
  const templates = [
    "question",
    "question-digest",
    "owner-link",
    "answer-notice",
    "owner-overruled",
    "owner-notice",
    "owner-reminder",
    "reply-help",
  ];

  it.each(templates.flatMap((template) => ["en", "de", "fr"].map((language) => [template, language] as const)))(
    "%s in %s: bears its own address in no subject, and of a subaddress nothing but that there is one",
    (template, language) => {
      const { parameters } = sampleMail(template);
      const address = "info+YOUR-PARCEL-www.evil.example/p@oldshop.example";
      const mail = renderMail(sampleMail(template, { language, parameters: { ...parameters, address } }), surroundings);
      expect(mail.subject).not.toContain("oldshop.example");
      expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/PARCEL|evil/i);
      if (template !== "owner-link") expect(mail.text).toContain("info+…@oldshop.example");
    },
  );

  it("says in the platform's language what it asks, where it speaks another", () => {
    for (const template of ["question", "question-digest"]) {
      const textIn = (language: string) => renderMail(sampleMail(template, { language }), surroundings).text;
      expect(textIn("de")).toContain("In English: ");
      expect(textIn("fr")).toContain("In English: ");
      expect(textIn("en")).not.toContain("In English");
    }
  });
});

describe("what cannot be written", () => {
  it.each(["", "a@", "\0\0\0", "\u202e\u2066\u200b\r\n", "a\0\0"])(
    "is refused: %j, which leaves less than an address on one line",
    (address) => {
      const { parameters } = sampleMail("question");
      expect(() =>
        renderMail(sampleMail("question", { parameters: { ...parameters, address } }), surroundings),
      ).toThrow("address");
    },
  );

  it("is refused: an unknown template, a missing parameter, a missing token", () => {
    expect(() => renderMail({ ...sampleMail("question"), template: "toString" }, surroundings)).toThrow(
      "no mail template",
    );
    expect(() => renderMail(sampleMail("question", { parameters: {} }), surroundings)).toThrow("accountAddress");
    expect(() => renderMail(sampleMail("question", { secrets: {} }), surroundings)).toThrow("token");
    expect(() => renderMail(sampleMail("question-digest", { secrets: { ownerToken: "o" } }), surroundings)).toThrow();
  });
});

it.each([
  ["Europe/Berlin", "12. Dezember 2026 (Berlin)", "12. Dezember 2026 um 00:00 (Berlin, UTC+1)"],
  ["America/St_Johns", "11. Dezember 2026 (St Johns)", "11. Dezember 2026 um 19:30 (St Johns, UTC-3:30)"],
  ["Pacific/Auckland", "12. Dezember 2026 (Auckland)", "12. Dezember 2026 um 12:00 (Auckland, UTC+13)"],
  ["Moon/Base", "11. Dezember 2026 UTC", "11. Dezember 2026 um 23:00 UTC"],
])("an announcement in %s says %s", (timeZone, day, time) => {
  const mail = sampleMail("announcement", { language: "de" });
  const parameters = { ...mail.parameters, timeZone, enforcedAt: Date.UTC(2026, 11, 11, 23) };
  const { subject, text } = renderMail({ ...mail, parameters }, surroundings);
  expect(subject).toContain(`Ab ${day}`);
  expect(text.replace(/\s+/g, " ")).toContain(`Ab ${time} nimmt`);
});

it("carries the one-click end of RFC 8058 where a mail comes again and again, and nowhere else", () => {
  const digest = renderMail(sampleMail("digest-reseller"), surroundings);
  expect(digest.headers["List-Unsubscribe"]).toBe("<https://mayfrom.example/senders/u/unsubscribe-token>");
  expect(digest.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  expect(renderMail(sampleMail("question"), surroundings).headers).not.toHaveProperty("List-Unsubscribe");
});
