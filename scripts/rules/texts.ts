/**
 * The catalogue of texts is whole: each language says what the English one says, in every plural form that it has, with
 * the same parameters, in its own typography, and each text is used. What people read stands nowhere else. Markup is made
 * by the `html` tag alone, which escapes. Finds what is not so.
 */
import ts from "typescript";
import { catalogue } from "../../src/texts/catalogue.js";
import { parsed, type Rule, type Source, sourcesIn } from "./sources.js";
import { findBareJsx } from "./texts/bare-jsx.js";
import { findBareTexts } from "./texts/bare-texts.js";
import { findVoiceFaults } from "./texts/voice.js";

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Takes texts by language, and what every language must say; one line for each problem. */
export function findUnequalTexts(languages: Readonly<Record<string, Texts>>, model: Texts): string[] {
  return Object.entries(languages).flatMap(([language, texts]) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const found = entriesOf(texts);
    const wanted = new Map<string, string>();
    for (const [key, text] of entriesOf(model)) {
      const [, base] = /^(.*)_other$/.exec(key) ?? [];
      if (base !== undefined) for (const form of forms) wanted.set(`${base}_${form}`, text);
      else if (!/_(zero|one|two|few|many)$/.test(key)) wanted.set(key, text);
    }
    return [
      ...[...wanted.keys()].filter((key) => !found.has(key)).map((key) => `${language}: ${key} is missing`),
      ...[...found].flatMap(([key, text]) => {
        const like = wanted.get(key);
        if (like === undefined) return [`${language}: ${key} is no text that the others have`];
        if (text.trim() === "") return [`${language}: ${key} is empty`];
        const [ours, theirs] = [parametersOf(text), parametersOf(like)];
        return ours === theirs
          ? []
          : [`${language}: ${key} fills in ${ours || "nothing"}, the others ${theirs || "nothing"}`];
      }),
    ];
  });
}

/**
 * The keys that stand in no source. They are to be written out, `"question.subject"`, not put together: only so can a
 * reader, and this check, find where a text is shown.
 */
export function findUnusedTexts(model: Texts, sources: Iterable<Source>): string[] {
  const used = new Set([...sources].flatMap(([path, text]) => textsIn(path, text)));
  const keys = [...entriesOf(model).keys()].map((key) => key.replace(/_(zero|one|two|few|many|other)$/, ""));
  // What a language says of itself is read by the catalogue.
  return [...new Set(keys)]
    .filter((key) => !used.has(key) && !key.startsWith("language."))
    .map((key) => `${key} is used nowhere`);
}

/** Markup in a text that the `html` tag does not make: nothing escapes what is put into it. */
export function findBareMarkup(path: string, source: string): string[] {
  const file = parsed(path, source);
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && node.tag.text === "html") {
      for (const { expression } of ts.isTemplateExpression(node.template) ? node.template.templateSpans : []) {
        visit(expression);
      }
      return;
    }
    if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && /<\/[a-z]|<!doctype/i.test(node.text)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      problems.push(`${path}:${line + 1}: markup outside of the html tag, which escapes what is put into it`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return problems;
}

function entriesOf(texts: Texts): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([section, keys]) =>
      Object.entries(keys).map(([key, text]) => [`${section}.${key}`, text] as const),
    ),
  );
}

function parametersOf(text: string): string {
  return [...new Set(text.match(/\{\{.*?\}\}/g))].sort().join(", ");
}

/** Every text that stands in a source as it is. */
function textsIn(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parsed(path, source));
  return found;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => {
  // The catalogue itself uses no text.
  const sources = [...sourcesIn(root, ["src", "console/src"])].filter(([path]) => !path.startsWith("src/texts/"));
  return [
    ...findUnequalTexts(catalogue, catalogue.en),
    ...findUnusedTexts(catalogue.en, sources),
    ...findVoiceFaults(catalogue),
    ...sources.flatMap(([path, text]) => [
      ...findBareMarkup(path, text),
      ...findBareTexts(path, text),
      ...findBareJsx(path, text),
    ]),
  ];
};
