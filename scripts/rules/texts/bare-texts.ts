import ts from "typescript";
import { parsed } from "../sources.js";

/** Two words with a blank between them: what a person reads, and no name, class or code. */
const WORDS = /\p{L}{2,}[,:;.]?\s+\p{L}/u;
/** One word is enough where nothing but text can stand. */
const WORD = /\p{L}{2,}/u;
const TEXT_ATTRIBUTES = /\s(?:alt|title|aria-label|placeholder|label)="([^"]*)"/g;

/** Sources that make pages, mails and replies: whatever stands in them in words is read by somebody. */
const FOR_PEOPLE = /\/pages\/|\.pages?\.ts$|^src\/(web|notifications)\/|\/smtp-reply\.ts$/;

/** For developers who try it on their own machine, in English like the API. */
const FOR_DEVELOPERS: ReadonlySet<string> = new Set([
  "src/api/explorer.page.ts",
  "src/outbox/dev-mail/dev-mail.page.ts",
  "src/outbox/dev-mail/dev-mail.view.ts",
  "src/web/this-machine-only.ts",
]);

/** Calls whose words go into a log, a header, or to a program that calls the API, and no further. */
const NOT_READ = new Set([
  ...["Error", "TypeError", "DomainError", "badInput", "conflict", "forbidden", "notFound"],
  ...["warn", "info", "error", "debug", "trace", "header"],
]);

/** Calls whose words a person gets, in any source. */
const SENDING = new Set(["send", "sendPage", "sendPlainPage"]);

/**
 * Texts for people that stand in the source instead of the catalogue: words between the tags of an `html` template or in
 * its attributes, any sentence in a source that makes pages, mails or SMTP replies, and what is sent as it stands.
 */
export function findBareTexts(path: string, source: string): string[] {
  if (FOR_DEVELOPERS.has(path)) return [];
  const file = parsed(path, source);
  const problems: string[] = [];
  const report = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    problems.push(
      `${path}:${line + 1}: "${text.replaceAll("\u0000", "…").trim().slice(0, 60)}" is no text of the catalogue`,
    );
  };
  const visit = (node: ts.Node, isForPeople: boolean): void => {
    if (isNotRead(node)) return;
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === "html") {
      for (const text of wordsOfMarkup(node.template)) report(node, text);
      if (ts.isTemplateExpression(node.template)) {
        for (const { expression } of node.template.templateSpans) visit(expression, isForPeople);
      }
      return;
    }
    if (isForPeople && isWritten(node) && WORDS.test(node.text) && !isPolicy(node.text)) report(node, node.text);
    // As somebody wrote it; what the program says has a code (`reasonBecause`).
    if (ts.isCallExpression(node) && calledName(node) === "reasonText") {
      for (const argument of node.arguments.filter(isWords)) report(argument, argument.getText(file));
    }
    const isSent = ts.isCallExpression(node) && SENDING.has(calledName(node));
    // An object that is sent is JSON, for a program.
    const isPage = isSent && calledName(node) !== "send";
    ts.forEachChild(node, (child) => visit(child, isForPeople || isPage || (isSent && isWritten(child))));
  };
  visit(file, FOR_PEOPLE.test(path));
  return problems;
}

function isWritten(node: ts.Node): node is ts.StringLiteralLike | ts.TemplateHead {
  return ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
}

function isWords(node: ts.Node): boolean {
  if (ts.isTemplateExpression(node)) return true;
  if (ts.isBinaryExpression(node)) return isWords(node.right);
  return ts.isStringLiteralLike(node) && WORDS.test(node.text);
}

function isNotRead(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  return (ts.isNewExpression(node) || ts.isCallExpression(node)) && NOT_READ.has(calledName(node));
}

function calledName({ expression }: ts.NewExpression | ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

/** A Content-Security-Policy, a list of fonts or a header, all of which say what no person says. */
function isPolicy(text: string): boolean {
  return /'(none|self)'|\b(no-store|charset|noindex)\b|^[\w-]+:\s/.test(text) || /^\s*[:.@#{]/.test(text);
}

function wordsOfMarkup(template: ts.TemplateLiteral): string[] {
  const parts = ts.isTemplateExpression(template)
    ? [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
    : [template.text];
  const markup = parts
    .join("\u0000")
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<!--[\s\S]*?-->/g, "");
  // Some of a tag, or of a style sheet: attributes and declarations.
  if (!markup.includes("<") && (!WORDS.test(markup) || /="|[\w-]+:\S|[{}]/.test(markup))) return [];
  const attributes = [...markup.matchAll(TEXT_ATTRIBUTES)].map(([, value]) => value ?? "");
  const texts = markup.replace(/<[^>]*>/g, "\u0001").split("\u0001");
  return [...attributes, ...texts].filter((text) => WORD.test(text.replace(/&\w+;/g, "")));
}
