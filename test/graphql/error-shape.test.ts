import { beforeAll, describe, expect, it } from "vitest";
import { createApollo } from "../../src/api/apollo.js";
import { buildApiSchema } from "../../src/app/index.js";
import { RequestContext } from "../../src/graphql/index.js";
import { languageFor } from "../../src/texts/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";

interface Extensions {
  readonly code: string;
  readonly reason: string;
  readonly field?: string;
  readonly path?: readonly string[];
  readonly index?: number;
  readonly parameters?: Record<string, unknown>;
  readonly problems?: readonly (Omit<Extensions, "problems"> & { readonly message: string })[];
}

const CREATE = "mutation ($i: CreateAccountsInput!) { createAccounts(input: $i) { ids } }";
const SOME_DOMAIN = "Domain_0193000000007000800000000000000a";

describe("an error tells programs", () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi("SQLite");
  });

  const refused = async (query: string, variables?: Record<string, unknown>, actor = OPERATOR) =>
    (await api.refuse(actor, query, variables)).extensions as unknown as Extensions;

  it("its reason and parameters", async () => {
    const tooLarge = await refused("{ auditEvents(first: 201) { edges { cursor } } }");
    expect(tooLarge).toMatchObject({ reason: "OUT_OF_RANGE", parameters: { min: 1, max: 200 }, path: ["first"] });
  });

  it("a wrong password from a missing sign-in and from a token that does not hold", async () => {
    const signIn = "mutation ($i: SignInInput!) { signIn(input: $i) { __typename } }";
    const wrong = await refused(signIn, { i: { login: "nobody", password: "wrong" } }, ANONYMOUS);
    expect(wrong).toMatchObject({ code: "UNAUTHENTICATED", reason: "WRONG_PASSWORD" });
    expect(await refused("{ viewer { role } }", {}, ANONYMOUS)).toMatchObject({ reason: "SIGN_IN_WANTED" });
    const refresh = 'mutation { refreshSession(refreshToken: "x") { accessToken } }';
    expect(await refused(refresh, {}, ANONYMOUS)).toMatchObject({ reason: "TOKEN_EXPIRED" });
  });

  it("all problems of a batch at once, each with its path and its item", async () => {
    const item = { domainId: SOME_DOMAIN, password: "a long enough password" };
    const items = [
      { ...item, address: "a@x.test" },
      { ...item, address: "no address" },
      { ...item, address: "b@x.test", password: "short" },
    ];
    const { problems, ...first } = await refused(CREATE, { i: { idempotencyKey: "k", items } });
    expect(first).toMatchObject({ path: ["input", "items", "1", "address"], index: 1 });
    expect(problems?.map(({ reason, path, index }) => [reason, path?.join("."), index])).toEqual([
      ["ADDRESS_MALFORMED", "input.items.1.address", 1],
      ["PASSWORD_LENGTH", "input.items.2.password", 2],
      ["NOT_FOUND", "input.items.0.domainId", 0],
      ["NOT_FOUND", "input.items.2.domainId", 2],
    ]);
  });

  it("which item names a row that is not there", async () => {
    const items = [{ domainId: SOME_DOMAIN, address: "a@x.test", password: "a long enough password" }];
    const { problems } = await refused(CREATE, { i: { idempotencyKey: "k", items } });
    expect(problems).toMatchObject([
      {
        code: "NOT_FOUND",
        reason: "NOT_FOUND",
        parameters: { kind: "Domain" },
        path: ["input", "items", "0", "domainId"],
      },
    ]);
  });

  it("and says it in the caller's language, where mailbox users meet it", async () => {
    const schema = await buildApiSchema();
    const apollo = createApollo(schema, api.services.log);
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { state } }`;
    const said = async (code: string) => {
      const contextValue = new RequestContext(api.services, ANONYMOUS, languageFor(code));
      const variables = { input: { login: "nobody", password: "wrong" } };
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
      return body.kind === "single" ? body.singleResult.errors?.[0]?.message : undefined;
    };
    expect(await said("en")).toBe("The login or the password is wrong");
    expect(await said("de")).toBe("Anmeldename oder Passwort ist falsch");
  });

  it("the path of the argument, whatever the caller calls the variable", async () => {
    const variable = await refused(CREATE, { i: { idempotencyKey: "k", items: [{ domainId: 1, address: true }] } });
    expect(variable).toMatchObject({
      reason: "DOCUMENT_MALFORMED",
      path: ["input", "items", "0", "address"],
      index: 0,
    });
    const inner = "mutation ($list: [CreateAccountInput!]!) { createAccounts(input: { items: $list }) { ids } }";
    expect((await refused(inner, { list: [] })).code).toBe("BAD_USER_INPUT");
    const within = inner.replace("items: $list", 'idempotencyKey: "k", items: $list');
    expect(await refused(within, { list: [{ address: 1 }] })).toMatchObject({
      path: ["input", "items", "0", "address"],
    });
    const literal = "{ auditEvents(first: many) { edges { cursor } } }";
    expect(await refused(literal)).toMatchObject({ path: ["first"] });
  });
});
