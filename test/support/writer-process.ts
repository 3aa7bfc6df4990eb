import { recordAudit } from "../../src/audit/index.js";
import { type Database, migrate, openDatabase } from "../../src/database/index.js";
import { recordChange } from "../../src/feed/index.js";
import { newIdentifier, SYSTEM_ACTOR, systemClock } from "../../src/kernel/index.js";
import { databaseParts } from "./configuration.js";

/** Transactions that read before they write, as operations do; each takes one revision. */
export async function writeMany(database: Database, name: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await database.write(async (tx) => {
      await tx.manager.query("SELECT COUNT(*) AS n FROM feed_entry");
      const id = newIdentifier();
      const addressKey = `${name}-${index}@written.test`;
      recordAudit(tx, SYSTEM_ACTOR, {
        action: "authorization.requested",
        subject: { kind: "Authorization", id, label: addressKey },
      });
      recordChange(tx, {
        kind: "AUTHORIZATION",
        id,
        accountId: id,
        domainId: id,
        addressKey,
        state: "PENDING",
        expiresAt: null,
      });
    });
  }
}

/** Run compiled, with FILE NAME COUNT: makes the tables if need be, and writes. */
if (process.argv[1]?.endsWith("writer-process.js")) {
  const [file = "", name = "", count = "0"] = process.argv.slice(2);
  const database = await openDatabase({ kind: "sqlite", file }, databaseParts, systemClock);
  await migrate(database);
  await writeMany(database, name, Number(count));
  await database.close();
}
