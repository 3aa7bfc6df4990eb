/**
 * An instant is a day, or a time of day, in a zone only. So no source outside of the kernel and the texts writes one
 * itself: `dayOf` and `isoDay` name the zone, `Language.time` and `Language.day` write it. Finds what breaks this.
 */
import ts from "typescript";
import { parsed, type Rule, sourcesIn } from "./sources.js";

const MAY_WRITE = ["src/kernel/", "src/texts/date-writer.ts"];
/** Runs in the reader's browser, which has a zone of its own. */
const BROWSER = ["src/outbox/dev-mail/dev-mail.assets.ts"];
const DATE_METHODS = /^(?:to(?:Locale)?(?:Date|Time)String|toUTCString|toLocaleString)$/;
const CUT_ISO = /\.toISOString\(\)\s*(?:\.(?:slice|substring|substr|split|replace)\b)/;

/** Takes paths relative to the repository with their text; one line for each broken rule. */
export function findBareDates(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    if (MAY_WRITE.some((room) => path.startsWith(room)) || BROWSER.includes(path)) continue;
    const file = parsed(path, text);
    const complain = (node: ts.Node, what: string) => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      problems.push(`${path}:${line + 1}: ${what}; a day needs a zone: dayOf, isoDay, Language.time, Language.day`);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) {
        if (DATE_METHODS.test(node.name.text)) complain(node, `${node.name.text} names no zone`);
        if (node.name.text === "DateTimeFormat")
          complain(node, "Intl.DateTimeFormat outside of src/texts/date-writer.ts");
        if (CUT_ISO.test(node.getText(file)) && !CUT_ISO.test(node.expression.getText(file))) {
          complain(node, "the beginning of toISOString is a day of UTC");
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return problems;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findBareDates(sourcesIn(root));
