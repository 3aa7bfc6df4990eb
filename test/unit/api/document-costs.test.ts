import { readdirSync } from "node:fs";
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
} from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { costOf } from "../../../src/api/query-limits.js";
import { buildApiSchema } from "../../../src/app/index.js";

const CONSOLE = new URL("../../../console/src/", import.meta.url);
/** The longest page that a list gives. */
const LONGEST_PAGE = 200;
const SCALARS: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: LONGEST_PAGE,
  Float: 1,
  DateTime: "2027-01-01T00:00:00Z",
};

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
    const refused = documents.flatMap((document) => {
      try {
        costOf(schema, document, variablesOf(document));
        return [];
      } catch (error) {
        return [`${nameOf(document)}: ${(error as Error).message}`];
      }
    });
    expect(refused).toEqual([]);
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

  function variablesOf(document: DocumentNode): Record<string, unknown> {
    const definitions = document.definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION ? (each.variableDefinitions ?? []) : [],
    );
    return Object.fromEntries(
      definitions.map(({ variable, type }) => [
        variable.name.value,
        sampleOf(typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]) as GraphQLInputType),
      ]),
    );
  }
});

function isOperation(value: DocumentNode): boolean {
  return value?.definitions?.some(({ kind }) => kind === Kind.OPERATION_DEFINITION) === true;
}

function nameOf({ definitions }: DocumentNode): string | undefined {
  return definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)?.name?.value;
}

/** Any that the type takes, of numbers the longest page; of an input's fields those that it must have. */
function sampleOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (!isInputObjectType(nullable)) return SCALARS[nullable.name] ?? "1";
  const fields = Object.values(nullable.getFields());
  return Object.fromEntries(
    fields.filter((each) => isNonNullType(each.type)).map((each) => [each.name, sampleOf(each.type)]),
  );
}
