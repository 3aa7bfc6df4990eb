import { expect, test } from "vitest";
import { findDomainRuleProblems } from "../../../../scripts/rules/domain-rule.js";

test.each([
  'import { domainToASCII } from "node:url";',
  'import { domainToUnicode as shown } from "url";',
  'import * as url from "node:url"; url.domainToASCII("a");',
  'import punycode from "punycode";',
  'const punycode = require("node:punycode");',
  'const rule = await import("tr46");',
  'export { toASCII } from "tr46";',
])("refuses %s outside of the rule", (text) => {
  const [problem] = findDomainRuleProblems([["src/tenancy/a.ts", text]]);
  expect(problem).toMatch(
    /^src\/tenancy\/a\.ts:1: \S+ makes keys of domains in another way than src\/kernel\/key-rule\.ts$/,
  );
  expect(findDomainRuleProblems([["src/kernel/key-rule.ts", text]])).toEqual([]);
});

test.each(['import { fileURLToPath } from "node:url";', '// domainToASCII\nconst text = "domainToASCII, tr46";'])(
  "permits %s",
  (text) => {
    expect(findDomainRuleProblems([["src/tenancy/a.ts", text]])).toEqual([]);
  },
);
