import { expect, it } from "vitest";
import { decideBatch } from "../../../src/decision-data/index.js";
import { writtenReversePath } from "../../../src/kernel/index.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import { plantAccounts, plantDomain, plantReseller } from "../tenancy-rows.js";

describeOnEachEngine("deciding about more addresses than a statement holds", (engine) => {
  it("answers every question, each by its own rights", async () => {
    const database = await openTestDatabase(engine);
    const domain = await plantDomain(database, await plantReseller(database));
    await plantAccounts(database, domain, 500);
    const questions = Array.from({ length: 1_000 }, (_, index) => ({
      login: `user${index % 500}@${domain.name}`,
      reversePath: writtenReversePath(`user${index % 500}@${domain.name}`),
      // Two out of three questions end with an address of nobody.
      fromAddresses: Array.from({ length: 40 }, (_, from) =>
        index % 3 === 0 ? `user${index % 500}+${from}@${domain.name}` : `name${from}@of${index}.test`,
      ),
    }));
    const decided = await decideBatch(database.reader, questions, new Date());
    const reasons = decided.map(({ decision }) => decision.reason);
    expect(reasons).toEqual(questions.map((_, index) => (index % 3 === 0 ? "OWN_ADDRESS" : "NOT_AUTHORIZED")));
  });
});
