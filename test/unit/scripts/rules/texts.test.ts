// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of programs
import { expect, it } from "vitest";
import { findBareTexts } from "../../../../scripts/rules/texts/bare-texts.js";
import { findVoiceFaults } from "../../../../scripts/rules/texts/voice.js";
import { findBareMarkup, findUnequalTexts, findUnusedTexts } from "../../../../scripts/rules/texts.js";
import { catalogue } from "../../../../src/texts/catalogue.js";

const english = {
  mail: { title: "To {{name}}", rows_one: "{{count}} row of {{name}}", rows_other: "{{count}} rows of {{name}}" },
};
const french = {
  mail: {
    title: "À {{name}}",
    rows_one: "{{count}} ligne de {{name}}",
    rows_many: "{{count}} de lignes de {{name}}",
    rows_other: "{{count}} lignes de {{name}}",
  },
};

it("finds nothing where every language says the same in all its plural forms", () => {
  expect(findUnequalTexts({ en: english, fr: french }, english)).toEqual([]);
  expect(findUnequalTexts(catalogue, catalogue.en)).toEqual([]);
});

it.each([
  ["a text that is missing", { title: undefined }, "fr: mail.title is missing"],
  ["a plural form that is missing", { rows_many: undefined }, "fr: mail.rows_many is missing"],
  [
    "a plural form that the language does not have",
    { rows_few: "{{count}} {{name}}" },
    "fr: mail.rows_few is no text that the others have",
  ],
  ["a text that the others do not have", { footer: "Fin" }, "fr: mail.footer is no text that the others have"],
  ["an empty text", { title: " " }, "fr: mail.title is empty"],
  ["a parameter that is missing", { title: "À tous" }, "fr: mail.title fills in nothing, the others {{name}}"],
  ["another parameter", { title: "À {{nom}}" }, "fr: mail.title fills in {{nom}}, the others {{name}}"],
])("finds %s", (_what, change, problem) => {
  const mail = Object.fromEntries(
    Object.entries({ ...french.mail, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  expect(findUnequalTexts({ fr: { mail } }, english)).toEqual([problem]);
});

it("finds texts whose key stands in no source, also where it is put together or only spoken of", () => {
  const used = 'const title = say("mail.title"); say(`mail.rows`, { count });';
  expect(findUnusedTexts(english, [["src/x.ts", used]])).toEqual([]);
  const composed = 'say(`mail.${what}`); // "mail.title"';
  expect(findUnusedTexts(english, [["src/x.ts", composed]])).toEqual([
    "mail.title is used nowhere",
    "mail.rows is used nowhere",
  ]);
});

it("finds markup that the html tag does not make, also within a value of it", () => {
  const source = `const a = \`<p>\${name}</p>\`;
    const b = "<!doctype html>";
    const c = html\`<p>\${name && \`<b>\${name}</b>\`}</p>\`;
    const d = html\`<ul>\${names.map((each) => html\`<li>\${each}</li>\`)}</ul>\`;
    const e = mail.replace("<head>", "a < /b");`;
  expect(findBareMarkup("src/x.ts", source).map((problem) => problem.split(": ")[0])).toEqual([
    "src/x.ts:1",
    "src/x.ts:2",
    "src/x.ts:3",
  ]);
});

it.each([
  ["words between tags", "src/room/x.page.ts", "html`<p>Who may send</p>`"],
  ["one word between tags", "src/room/x.ts", "html`<button>Allow</button>`"],
  ["words in an attribute", "src/room/x.ts", 'html`<nav aria-label="Language">${a}</nav>`'],
  ["a title of a page", "src/room/x.ts", 'sendPage(reply, 404, { title: "Nothing is here" })'],
  ["a text that is sent", "src/room/x.ts", 'reply.send("Only forms are accepted")'],
  [
    "a block of a mail",
    "src/notifications/templates/x.ts",
    'const block = { kind: "paragraph", text: "We saw a mail" };',
  ],
  ["why something is as it is", "src/room/operations/x.ts", "row.reason = reasonText(why ?? `paused by ${who}`);"],
  ["some of a sentence", "src/notifications/templates/x.ts", "const subject = `Mail for you from ${brand}`;"],
  ["a reply of the server", "src/decision/smtp-reply.ts", 'return ["not an authorized sender", page];'],
])("finds a text outside of the catalogue: %s", (_what, path, source) => {
  expect(findBareTexts(path, source)).toHaveLength(1);
});

it.each([
  [
    "a text of the catalogue",
    "src/room/x.page.ts",
    'html`<p class="soft small">${say("question.subject", names)}</p>`',
  ],
  [
    "attributes and styles",
    "src/web/x.ts",
    'html`<td width="8" style="font-size:0">&nbsp;</td>`; html` open`; html`<b>${a}, ${b}</b>`',
  ],
  [
    "what a developer reads",
    "src/room/pages/x.ts",
    'throw new Error("there is no such page"); log.warn("a page is slow");',
  ],
  ["what a program reads", "src/room/x.ts", 'reply.send({ error: "Not found here" })'],
])("takes %s for no text outside of the catalogue", (_what, path, source) => {
  expect(findBareTexts(path, source)).toEqual([]);
});

it("finds words and signs that a language's own rules do not allow", () => {
  expect(
    findVoiceFaults({ fr: { a: { b: "L'adresse : \u00ab ici \u00bb" } }, en: { a: { b: "Please send an e-mail!" } } }),
  ).toHaveLength(6);
  expect(findVoiceFaults({ fr: { a: { b: "L’adresse\u00a0: {{x}}" } }, xx: { a: { b: "!" } } })).toEqual([]);
});

it.each([
  ["de", "E-Mails werden abgewiesen"],
  ["de", "Zuletzt benutzt"],
  ["de", "die Verwalter der Domain"],
  ["fr", "envoyer en tant que {{address}}"],
  ["fr", "plus d’adresses étrangères"],
  ["en", "Add a second step"],
])("finds a second word for a thing that has one: %s %s", (language, text) => {
  expect(findVoiceFaults({ [language]: { a: { b: text } } })).toHaveLength(1);
});
