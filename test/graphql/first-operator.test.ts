import { expect, it } from "vitest";
import { Administrator, createFirstOperator } from "../../src/access/index.js";
import { verifyPassword } from "../../src/graphql/index.js";
import { OPERATOR, startTestApi } from "../support/api.js";
import { describeOnEachEngine, openTestDatabase } from "../support/engines.js";
import { PASSWORD, plantAdministrator } from "./access-people.js";

const DISABLE = `mutation ($id: ID!) { disableAdministrator(id: $id, reason: "left the company") { isDisabled } }`;

describeOnEachEngine("the first operator", (engine) => {
  it("is made once, with a password that is told once", async () => {
    const database = await openTestDatabase(engine);
    const both = await Promise.all([createFirstOperator(database, null), createFirstOperator(database, null)]);
    const made = both.filter((operator) => operator !== null);
    expect(made).toHaveLength(1);
    const { passwordHash } = await database.reader.findOneByOrFail(Administrator, { login: "admin" });
    expect(await verifyPassword(passwordHash, made[0]?.generatedPassword ?? "")).toBe(true);
    expect(await createFirstOperator(database, null)).toBeNull();
  });

  it("takes the password it is given and does not repeat it", async () => {
    const database = await openTestDatabase(engine);
    expect(await createFirstOperator(database, PASSWORD)).toEqual({ login: "admin", generatedPassword: null });
    const { passwordHash, role } = await database.reader.findOneByOrFail(Administrator, { login: "admin" });
    expect(role).toBe("OPERATOR");
    expect(await verifyPassword(passwordHash, PASSWORD)).toBe(true);
  });

  it("cannot be disabled while it is the last one", async () => {
    const api = await startTestApi(engine);
    await createFirstOperator(api.database, PASSWORD);
    const admin = await api.database.reader.findOneByOrFail(Administrator, { login: "admin" });
    expect((await api.refuse(OPERATOR, DISABLE, { id: admin.globalId })).extensions.code).toBe("CONFLICT");
    await plantAdministrator(api, "second", { platform: true });
    await api.succeed(OPERATOR, DISABLE, { id: admin.globalId });
  });
});
