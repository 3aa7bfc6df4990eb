import { beforeAll, describe, expect, it } from "vitest";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";

describe("errors", () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi("SQLite");
  });

  it("say UNAUTHENTICATED to somebody who has not signed in", async () => {
    const { extensions } = await api.refuse(ANONYMOUS, "{ auditEvents { edges { cursor } } }");
    expect(extensions).toEqual({ code: "UNAUTHENTICATED", reason: "SIGN_IN_WANTED" });
  });

  it("say BAD_USER_INPUT for a document that does not parse, an unknown field and a wrong variable", async () => {
    const documents: [string, Record<string, unknown>?][] = [
      ["{ auditEvents {"],
      ["{ nonsense }"],
      ["query ($first: Int) { auditEvents(first: $first) { edges { cursor } } }", { first: "many" }],
    ];
    for (const [query, variables] of documents) {
      expect((await api.refuse(OPERATOR, query, variables)).extensions.code).toBe("BAD_USER_INPUT");
    }
  });

  it("name the argument when a page is too large or a cursor is not ours", async () => {
    const tooLarge = await api.refuse(OPERATOR, "{ auditEvents(first: 201) { edges { cursor } } }");
    expect(tooLarge.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
    const foreign = await api.refuse(OPERATOR, '{ auditEvents(after: "bm9wZQ") { edges { cursor } } }');
    expect(foreign.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
  });

  it("say TOO_COMPLEX for a query that is too wide", async () => {
    const pages = Array.from(
      { length: 40 },
      (_, index) => `p${index}: auditEvents(first: 200) { edges { node { id at action reason } } }`,
    );
    const { extensions } = await api.refuse(OPERATOR, `{ ${pages.join(" ")} }`);
    expect(extensions.code).toBe("TOO_COMPLEX");
  });

  it("say TOO_COMPLEX for a query that is too deep", async () => {
    const deep = `{ __schema { types { ${"ofType { ".repeat(14)} name ${"} ".repeat(14)} } } }`.replace(
      "types",
      "types { fields { type",
    );
    const closed = `${deep} } }`;
    const { extensions } = await api.refuse(OPERATOR, closed);
    expect(extensions.code).toBe("TOO_COMPLEX");
  });

  it("answer node with null for an id that is none, of an unknown kind, or of nothing that exists", async () => {
    for (const id of ["x", "Nothing_0193000000007000800000000000000a", "AuditEvent_0193000000007000800000000000000a"]) {
      const data = await api.succeed<{ node: null }>(OPERATOR, "query ($id: ID!) { node(id: $id) { id } }", { id });
      expect(data.node).toBeNull();
    }
  });
});
