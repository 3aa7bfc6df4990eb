/**
 * `npm run check:rules [-- NAME…]`: the project's own rules over its sources, all of them or those named. Prints each
 * place that breaks one and exits with 1. One process, so that each file is read and parsed once.
 */
import { fileURLToPath } from "node:url";
import { rule as actorNames } from "./rules/actor-names.js";
import { rule as circles } from "./rules/circles.js";
import { rule as dates } from "./rules/dates.js";
import { rule as descriptions } from "./rules/descriptions.js";
import { rule as domainRule } from "./rules/domain-rule.js";
import { rule as engines } from "./rules/engines.js";
import { rule as exports } from "./rules/exports.js";
import { rule as fileLengths } from "./rules/file-lengths.js";
import { rule as integrations } from "./rules/integrations.js";
import { rule as layers } from "./rules/layers.js";
import { rule as lazyLoading } from "./rules/lazy-loading.js";
import { rule as namedFiles } from "./rules/named-files.js";
import { rule as outsideIds } from "./rules/outside-ids.js";
import { rule as parameters } from "./rules/parameters.js";
import { rule as recipients } from "./rules/recipients.js";
import { rule as references } from "./rules/references.js";
import { rule as safeMutations } from "./rules/safe-mutations.js";
import type { Rule } from "./rules/sources.js";
import { rule as states } from "./rules/states.js";
import { rule as testPaths } from "./rules/test-paths.js";
import { rule as texts } from "./rules/texts.js";

const RULES: ReadonlyMap<string, Rule> = new Map([
  ["layers", layers],
  ["lazy-loading", lazyLoading],
  ["circles", circles],
  ["exports", exports],
  ["engines", engines],
  ["domain-rule", domainRule],
  ["dates", dates],
  ["states", states],
  ["references", references],
  ["recipients", recipients],
  ["parameters", parameters],
  ["outside-ids", outsideIds],
  ["descriptions", descriptions],
  ["safe-mutations", safeMutations],
  ["actor-names", actorNames],
  ["texts", texts],
  ["integrations", integrations],
  ["file-lengths", fileLengths],
  ["named-files", namedFiles],
  ["test-paths", testPaths],
]);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !RULES.has(name));
if (unknown.length > 0) {
  console.error(`No rule is named ${unknown.join(", ")}; there are ${[...RULES.keys()].join(", ")}.`);
  process.exit(2);
}

const root = fileURLToPath(new URL("..", import.meta.url));
for (const [name, rule] of RULES) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const problem of rule(root)) {
    console.error(`${name}: ${problem}`);
    process.exitCode = 1;
  }
}
