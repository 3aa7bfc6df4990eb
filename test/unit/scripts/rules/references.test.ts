import { expect, it } from "vitest";
import { findUnknownReferences } from "../../../../scripts/rules/references.js";

const LIST = {
  5321: { title: "Simple Mail Transfer Protocol", sections: ["4.5.5", "F.2"] },
  5322: { title: "Internet Message Format", sections: ["3.4", "4.4"] },
};
const GOOD = `/** RFC 5321 4.5.5: and the route of appendix F.2 (RFC 5321 appendix F.2).\n * From is RFC\n * 5322 3.4 and 4.4, 12 at most. */`;

it("knows the sections of the list, over the end of a line and one after the other", () => {
  expect(findUnknownReferences([["src/good.ts", GOOD]], LIST)).toEqual([]);
});

it("finds an RFC, and a section, that is not in the list, and one of the list that nobody names", () => {
  const texts = [
    ["src/good.ts", GOOD.replace(" and 4.4", "")],
    ["docs/bad.md", "As in RFC 5231.\nThe null reverse-path (RFC 5321 4.5.9)."],
  ] as const;
  expect(findUnknownReferences(texts, LIST)).toEqual([
    "docs/bad.md:1: RFC 5231 is not in scripts/rules/reference-list.ts",
    "docs/bad.md:2: RFC 5321 4.5.9 is not in scripts/rules/reference-list.ts",
    "scripts/rules/reference-list.ts: nobody names RFC 5322 4.4",
  ]);
});
