/**
 * A file has one reason to exist, and one that is long has several. Finds every file of more than 300 lines that no program
 * has written, and every exception that is none any more.
 */
import { type Rule, type Source, sourcesIn } from "./sources.js";

const MAX_LINES = 300;

/** One platform that all its tests stand on: another file would start it once more on each engine. */
const ONE_PLATFORM = "one platform, started once on each engine";

/** Each with the reason. */
const LONGER: ReadonlyMap<string, string> = new Map([
  ["test/graphql/access-administrators.test.ts", ONE_PLATFORM],
  ["test/graphql/access-authority.test.ts", ONE_PLATFORM],
  ["test/graphql/access-sessions.test.ts", ONE_PLATFORM],
  ["test/graphql/authorizations-requests.test.ts", ONE_PLATFORM],
  ["test/graphql/policy.test.ts", ONE_PLATFORM],
  ["test/graphql/proofs.test.ts", "the same, with a name server"],
  ["test/graphql/second-factor.test.ts", ONE_PLATFORM],
  ["test/graphql/sender-profiles.test.ts", ONE_PLATFORM],
  ["test/graphql/verification-answer.test.ts", ONE_PLATFORM],
  ["test/protocol/intake/lmtp-reports.test.ts", "one Postfix and one Dovecot, started once"],
]);

/** Takes paths relative to the repository with their text; one line for each file that is too long, or no longer is. */
export function findLongFiles(sources: Iterable<Source>, longer: ReadonlyMap<string, string> = LONGER): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    if (/generated/.test(path)) continue;
    const lines = text.split("\n").length - 1;
    const isLong = lines > MAX_LINES;
    if (isLong && !longer.has(path))
      problems.push(`${path}: ${lines} lines; split it by what it states, ${MAX_LINES} each`);
    if (!isLong && longer.has(path)) problems.push(`${path}: ${lines} lines; it is an exception no longer`);
  }
  return problems;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findLongFiles(sourcesIn(root, ["src", "console/src", "scripts", "bench", "test"]));
