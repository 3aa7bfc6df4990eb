import { hasPendingMigrations, migrate } from "../database/index.js";
import { withServices } from "./open-services.js";

const EXIT_PENDING = 3;

export async function migrateDatabase({ status = false }: { status?: boolean }): Promise<void> {
  await withServices(async ({ database }) => {
    if (status) {
      const isPending = await hasPendingMigrations(database);
      console.log(isPending ? "migrations are pending" : "up to date");
      if (isPending) process.exitCode = EXIT_PENDING;
      return;
    }
    const ran = await migrate(database);
    console.log(ran.length === 0 ? "up to date" : ran.map((name) => `done: ${name}`).join("\n"));
  });
}
