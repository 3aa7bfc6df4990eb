import { readdirSync } from "node:fs";
import { type DocumentNode, type GraphQLSchema, Kind, validate } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { assertWithinLimits, costOf } from "../../../src/api/query-limits.js";
import { buildApiSchema } from "../../../src/app/index.js";
import { variablesOf } from "../../support/document-variables.js";
import { operationsWritten } from "../../support/written-operations.js";

const CONSOLE = new URL("../../../console/src/", import.meta.url);

describe("the cost of what the console asks", () => {
  let schema: GraphQLSchema;
  let documents: DocumentNode[];

  beforeAll(async () => {
    schema = await buildApiSchema();
    const files = readdirSync(CONSOLE, { recursive: true, encoding: "utf8" });
    const modules = files.filter((name) => name.endsWith(".documents.ts")).sort();
    const loaded = await Promise.all(modules.map((name) => import(new URL(name, CONSOLE).pathname)));
    documents = loaded.flatMap((exported) => Object.values<DocumentNode>(exported).filter(isOperation));
  });

  it("is within the limits of one call for each of its documents, with the longest pages", () => {
    const asked = documents.map((document) => ({ place: nameOf(document), document }));
    expect(asked.flatMap(({ place, document }) => refusalsOf(schema, place, document))).toEqual([]);
    expect(documents.length).toBeGreaterThan(100);
  });

  it("grows with the hours that are asked of gateways", () => {
    const document = documents.find((each) => nameOf(each) === "GatewayHours");
    expect(document).toBeDefined();
    const { requested, dear } = costOf(schema, document as DocumentNode, {});
    // Two for each of 48 hours, of each of fifty gateways.
    expect(dear).toBe(2 * 48);
    expect(requested).toBeGreaterThan(50 * 2 * 48);
  });
});

describe("the cost of what clients, integrations and documents ask", () => {
  it.each([
    ["clients", 15],
    ["integrations", 10],
    ["docs", 30],
  ])("is within the limits of one call for each operation in %s, with the longest pages", async (folder, least) => {
    const schema = await buildApiSchema();
    const written = operationsWritten([folder]);
    const refused = written.flatMap(({ place, document }) => [
      ...validate(schema, document).map(({ message }) => `${place}: ${message}`),
      ...refusalsOf(schema, place, document),
    ]);
    expect(refused).toEqual([]);
    expect(written.length).toBeGreaterThan(least);
  });
});

/** Why a call with the longest pages is refused; nothing where it is not. */
function refusalsOf(schema: GraphQLSchema, place: string | undefined, document: DocumentNode): string[] {
  try {
    assertWithinLimits(schema, document, variablesOf(schema, document));
    return [];
  } catch (error) {
    return [`${place}: ${(error as Error).message}`];
  }
}

function isOperation(value: DocumentNode): boolean {
  return value?.definitions?.some(({ kind }) => kind === Kind.OPERATION_DEFINITION) === true;
}

function nameOf({ definitions }: DocumentNode): string | undefined {
  return definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)?.name?.value;
}
