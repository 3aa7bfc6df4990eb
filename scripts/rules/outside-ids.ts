/**
 * Ids are decoded at the door: resolvers, inputs and pages read what a caller wrote (`Account_0193…`), operations and
 * queries take the ids of rows. Finds every operation and query that decodes one itself.
 */
import { type Rule, type Source, sourcesIn } from "./sources.js";

const BEHIND_THE_DOOR = /\/operations\/|\.queries\.ts$/;
const DECODES = /\b(?:fromGlobalId|fromOptionalId|parseGlobalId)\(/;

/** Each with the reason. */
const MAY_DECODE: ReadonlySet<string> = new Set([
  // Of a batch, an id that is none is the error of its item, and leaves the others.
  "src/tenancy/operations/change-account-aliases.ts",
  "src/tenancy/operations/move-domains.ts",
  "src/tenancy/operations/set-account-passwords.ts",
  "src/verification/operations/act-on-many.ts",
  "src/verification/operations/decide-in-bulk.ts",
  // Whose sessions they are, an administrator's or an account's, is said by the id alone.
  "src/access/operations/end-session.ts",
]);

/** Takes paths relative to the repository with their text; one line for each place that decodes. */
export function findDecodedIds(sources: Iterable<Source>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    if (!BEHIND_THE_DOOR.test(path) || MAY_DECODE.has(path)) continue;
    for (const [index, line] of text.split("\n").entries()) {
      if (DECODES.test(line)) problems.push(`${path}:${index + 1}: decodes an id; its resolver does`);
    }
  }
  return problems;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findDecodedIds(sourcesIn(root, ["src"]));
