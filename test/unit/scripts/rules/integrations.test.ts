import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { findInvalidDocuments } from "../../../../scripts/rules/integrations.js";

const SCHEMA = buildSchema("type Query { a: A } type A { b: Int }");
const php = (...documents: string[]) =>
  documents.map((text) => `const X = <<<'GRAPHQL'\n  ${text}\n  GRAPHQL . "\\n" . self::Y;`).join("\n");

describe("what integrations ask of the API", () => {
  it("is in the schema, fragments of one file included", () => {
    expect(findInvalidDocuments("q.php", php("fragment F on A { b }", "query Q { a { ...F } }"), SCHEMA)).toEqual([]);
    expect(findInvalidDocuments("q.php", "<?php echo 1;", SCHEMA)).toEqual([]);
  });

  it("is told where it is not", () => {
    const [problem] = findInvalidDocuments("q.php", php("query Q { a { c } }"), SCHEMA);
    expect(problem).toContain('q.php: Cannot query field "c" on type "A"');
    expect(findInvalidDocuments("q.php", php("query Q { a {"), SCHEMA)[0]).toContain("q.php: Syntax Error");
  });
});
