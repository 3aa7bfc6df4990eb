import { beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/database/index.js";
import { PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { effectivePolicy, setPolicy } from "../../src/policy/index.js";
import { platformSettings } from "../../src/tenancy/index.js";
import { setPlatform } from "../../src/tenancy/operations/set-platform.js";
import { OPERATOR } from "../support/api.js";
import { describeOnEachEngine, openTestDatabase } from "../support/engines.js";
import { recordStatements } from "../support/statements.js";

describeOnEachEngine("settings and policies", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });

  async function readsOf(table: string, work: () => Promise<void>): Promise<number> {
    const statements = await recordStatements(database, work);
    const read = new RegExp(`^\\s*SELECT[\\s\\S]*\\b${table}\\b`);
    return statements.filter(({ text }) => read.test(text.replaceAll("`", "").replaceAll('"', ""))).length;
  }

  it("are read once in a transaction, and anew in the next", async () => {
    const work = () =>
      database.write(async ({ manager }) => {
        for (let time = 0; time < 3; time += 1) {
          await platformSettings(manager);
          await effectivePolicy(manager, {});
          // Of this place only the account's own policy is not known yet.
          await effectivePolicy(manager, { accountId: "0".repeat(32) });
        }
      });
    expect(await readsOf("platform_settings", work)).toBe(1);
    expect(await readsOf("policy", work)).toBe(2);
    expect(await readsOf("policy", async () => void (await effectivePolicy(database.reader, {})))).toBe(1);
  });

  it("are what the transaction itself has made them, in whatever way", async () => {
    await database.write(async (tx) => {
      expect((await platformSettings(tx.manager)).name).toBeNull();
      await setPlatform(tx, OPERATOR, { name: "Post" });
      expect((await platformSettings(tx.manager)).name).toBe("Post");
      await tx.manager.query("UPDATE platform_settings SET name = 'Mail'");
      expect((await platformSettings(tx.manager)).name).toBe("Mail");
      const { requestsPerAccountAndDay: before } = await effectivePolicy(tx.manager, {});
      const changes = { requestsPerAccountAndDay: before + 1 };
      await setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, { changes });
      expect((await effectivePolicy(tx.manager, {})).requestsPerAccountAndDay).toBe(before + 1);
    });
  });

  it("are what they were where a part of the transaction is undone", async () => {
    await database.write(async (tx) => {
      const { name } = await platformSettings(tx.manager);
      await expect(
        tx.manager.transaction(async (manager) => {
          await manager.query("UPDATE platform_settings SET name = 'Undone'");
          expect((await platformSettings(tx.manager)).name).toBe("Undone");
          throw new Error("undone");
        }),
      ).rejects.toThrow("undone");
      expect((await platformSettings(tx.manager)).name).toBe(name);
    });
  });
});
