import { hasPendingMigrations, migrate } from "../database/index.js";
import { withServices } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

const EXIT_PENDING = 3;

export async function migrateDatabase({ status = false }: { status?: boolean }): Promise<void> {
  const { say } = terminalLanguage();
  await withServices(async ({ database }) => {
    if (status) {
      const isPending = await hasPendingMigrations(database);
      console.log(isPending ? say("verb.pending") : say("verb.upToDate"));
      if (isPending) process.exitCode = EXIT_PENDING;
      return;
    }
    const ran = await migrate(database);
    console.log(ran.length === 0 ? say("verb.upToDate") : ran.map((name) => say("verb.migrated", { name })).join("\n"));
  });
}
