import { extendSchema, type GraphQLSchema, parse } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApiSchema } from "../../../src/app/index.js";
import { nodeFinders } from "../../../src/app/resolvers.js";
import { guardVisibility, visibilities } from "../../../src/graphql/index.js";

describe("the declaration of who may see an object", () => {
  let schema: GraphQLSchema;

  beforeAll(async () => {
    schema = await buildApiSchema();
  });

  const withMore = (text: string) => () => guardVisibility(extendSchema(schema, parse(text)));

  it("is missed on a type that is added without one", () => {
    const added = "extend type Query { invoice: Invoice } type Invoice { total: Int iban: String }";
    expect(withMore(added)).toThrow(/@VisibleTo .* who may see:\nInvoice$/);
  });

  it("is missed on a field that is added without one, unless its type is a value with a declaration for all", () => {
    expect(withMore("extend type Account { iban: String }")).toThrow(/who may see:\nAccount\.iban$/);
    expect(withMore("extend type Authorization { a: Int b: Int }")).toThrow(/Authorization\.a\nAuthorization\.b$/);
    expect(withMore("extend type PageInfo { total: Int }")).not.toThrow();
  });

  it("is a rule about the row for everything that has an id of its own", () => {
    const types = new Map(visibilities(schema).map(({ name, rules }) => [name, rules]));
    for (const kind of Object.keys(nodeFinders)) expect(types.get(kind), kind).not.toContain("WITH_PARENT");
  });

  it("stands in the descriptions of the schema", () => {
    expect(schema.getType("Account")?.description).toMatch(/\n\nShown to administrators and mailboxes in whose scope/);
    expect(schema.getQueryType()?.getFields().gateways?.description).toMatch(/\n\nFor operator\.$/);
  });
});
