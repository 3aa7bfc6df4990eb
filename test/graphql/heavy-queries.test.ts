import { beforeAll, expect, it } from "vitest";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";

const PREVIEW =
  'previewPolicy(input: { scope: { platform: true }, schedule: [{ at: "2027-01-01T00:00:00Z", mode: ENFORCE }] }) { after { messages } }';

describeOnEachEngine("heavy queries", (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi(engine);
  });

  it("are answered as many at once as there are connections and more, with everything else beside them", async () => {
    const asking = Array.from({ length: 25 }, () => api.succeed(OPERATOR, `{ ${PREVIEW} }`));
    const beside = api.succeed(OPERATOR, "{ viewer { login } }");
    expect(await beside).toEqual({ viewer: { login: "operator" } });
    for (const answer of await Promise.all(asking))
      expect(answer).toEqual({ previewPolicy: { after: { messages: 0 } } });
  });

  it.each([
    ["previews", PREVIEW],
    ["reports", "readiness { messages }"],
    ["pages of a report", "readiness { accounts(first: 1) { edges { cursor } } }"],
    ["complaints", "complaints { ratio }"],
  ])("are not multiplied by aliases: twelve %s in one request are refused", async (_what, field) => {
    const fields = Array.from({ length: 12 }, (_, index) => `a${index}: ${field}`);
    expect((await api.refuse(OPERATOR, `{ ${fields.join(" ")} }`)).extensions.code).toBe("TOO_COMPLEX");
    expect((await api.execute(OPERATOR, `{ ${field} }`)).errors).toEqual([]);
  });
});
