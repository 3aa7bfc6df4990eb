import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type GraphQLSchema, Kind, parse, validate } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { EXAMPLE_OPERATIONS } from "../../src/api/example-operations.js";
import { assertWithinLimits } from "../../src/api/query-limits.js";
import { buildApiSchema } from "../../src/app/index.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface Block {
  readonly place: string;
  readonly text: string;
}

/** Every ```graphql block of a page, each with the line it begins at. */
function blocksOf(file: string): Block[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/^```graphql\n(.*?)^```/gms)].map(({ index, 1: block = "" }) => ({
    place: `${file}:${text.slice(0, index).split("\n").length}`,
    text: block,
  }));
}

const pages = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith(".md"),
);
const blocks = pages.flatMap(blocksOf);

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildApiSchema();
});

/** What is wrong with a document: its grammar, its fields, or, where its variables are known, how much it asks for. */
function problemsOf(text: string, variables: Readonly<Record<string, unknown>> = {}): string[] {
  const document = parse(text);
  const problems = validate(schema, document).map(({ message }) => message);
  if (problems.length > 0) return problems;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const needed = (definition.variableDefinitions ?? []).filter(({ type }) => type.kind === Kind.NON_NULL_TYPE);
    if (needed.some(({ variable }) => !(variable.name.value in variables))) continue;
    assertWithinLimits(schema, document, { ...variables }, definition.name?.value);
  }
  return [];
}

describe("an operation that is offered to try", () => {
  it.each(EXAMPLE_OPERATIONS.map((example) => [example.title, example] as const))(
    "fits the schema and the limits: %s",
    (_title, { query, variables }) => {
      expect(problemsOf(query, variables)).toEqual([]);
    },
  );

  it.each(EXAMPLE_OPERATIONS.map((example) => [example.title, example] as const))(
    "comes with a value for each variable: %s",
    (_title, { query, variables = {} }) => {
      const declared = [...query.matchAll(/\$(\w+):/g)].map(([, name]) => name);
      expect(Object.keys(variables).sort()).toEqual(declared.sort());
    },
  );
});

describe("an operation in the documentation", () => {
  it("is there to be checked", () => {
    expect(blocks.filter(({ place }) => place.startsWith("docs/integration.md")).length).toBeGreaterThan(10);
  });

  it.each(blocks.map(({ place, text }) => [place, text]))("fits the schema: %s", (_place, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});
