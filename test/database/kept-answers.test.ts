import { expect, it } from "vitest";
import { keepRefusal, notFound } from "../../src/kernel/index.js";
import { answerOnce, findAnswer, keyedCall } from "../../src/tenancy/index.js";
import { OPERATOR } from "../support/api.js";
import { testConfiguration } from "../support/configuration.js";
import { describeOnEachEngine, openTestDatabase } from "../support/engines.js";

describeOnEachEngine("the answer to a batch", (engine) => {
  const ring = testConfiguration().keys.bulkCall;
  const callUnder = (idempotencyKey: string) =>
    keyedCall(OPERATOR, "deleteAccounts", { input: { idempotencyKey }, ring });

  it("is kept also where it says of each of a thousand items why it was refused", async () => {
    const database = await openTestDatabase(engine);
    const call = callUnder("a thousand");
    const answer = Array.from({ length: 1_000 }, (_, index) => keepRefusal(notFound("Account", `input.ids[${index}]`)));
    expect(JSON.stringify(answer).length).toBeGreaterThan(65_535);
    await answerOnce(database, call, async () => answer);
    expect(await findAnswer(database.reader, call)).toEqual(answer);
  });

  it("is refused in words where it is longer than any can be, and nothing is done", async () => {
    const database = await openTestDatabase(engine);
    const call = callUnder("too long");
    const answer = "x".repeat(5 * 1024 * 1024);
    await expect(answerOnce(database, call, async () => answer)).rejects.toMatchObject({ reason: "TEXT_TOO_LONG" });
    expect(await findAnswer(database.reader, call)).toBeNull();
  });
});
