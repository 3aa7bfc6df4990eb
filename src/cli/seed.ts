import { type Database, migrate } from "../database/index.js";
import { hashPassword } from "../graphql/index.js";
import { badInput, conflict } from "../kernel/index.js";
import { Reseller } from "../tenancy/index.js";
import { withServices } from "./open-services.js";
import { fillTable } from "./seed/fill-table.js";
import { Progress } from "./seed/progress.js";
import { planSeed, type SeedSize } from "./seed/seed-plan.js";
import { withoutIndexes } from "./seed/without-indexes.js";
import { terminalLanguage } from "./terminal-language.js";

/** Every seeded account signs in with it; a database that is filled for measurements guards nothing. */
const SEEDED_PASSWORD = "seeded-password";
const MAX_ACCOUNTS = 10_000_000;

/**
 * Fills an empty database for measurements. It writes rows directly, without audit events and feed entries; the
 * revision moves on, so that agents take a full copy.
 */
export async function seed(size: SeedSize): Promise<void> {
  requireSensibleSize(size);
  await withServices(async ({ database }) => {
    await migrate(database);
    if (await database.reader.exists(Reseller))
      throw conflict("DATABASE_NOT_EMPTY", "The database already holds tenants; seed an empty one");
    const startedAt = Date.now();
    const language = terminalLanguage();
    await seedDatabase(database, size, (title, total) => new Progress(title, total, language));
    const seconds = Number(((Date.now() - startedAt) / 1000).toFixed(1));
    console.log(language.say("seedReport.done", { seconds, password: SEEDED_PASSWORD }));
  });
}

export async function seedDatabase(
  database: Database,
  size: SeedSize,
  progressOf: (title: string, total: number) => { add(rows: number): void },
): Promise<void> {
  const plans = planSeed(size, await hashPassword(SEEDED_PASSWORD, "password"));
  const tables = plans.map(({ table }) => table);
  let indexProgress: { add(rows: number): void } | undefined;
  const showIndex = (_done: number, total: number) => {
    indexProgress ??= progressOf(terminalLanguage().say("seedReport.indexes"), total);
    indexProgress.add(1);
  };
  await withoutIndexes(database, tables, showIndex, async () => {
    for (const plan of plans) {
      const progress = progressOf(plan.table, plan.count);
      await fillTable(database, plan, (rows) => progress.add(rows));
    }
  });
  // No feed entry goes with this revision, so whoever follows the feed sees a gap and copies everything anew.
  await database.write(({ manager }) => manager.query("UPDATE revision_counter SET value = value + 1 WHERE id = 1"));
}

function requireSensibleSize({ resellers, domains, accounts, authorizations }: SeedSize): void {
  const { say } = terminalLanguage();
  if (accounts > MAX_ACCOUNTS)
    throw badInput("OPTION_REFUSED", "--accounts", say("usage.atMost", { most: MAX_ACCOUNTS }));
  if (domains > 0 && resellers === 0) throw badInput("OPTION_REFUSED", "--resellers", say("usage.domainsWantReseller"));
  if (accounts > 0 && domains === 0) throw badInput("OPTION_REFUSED", "--domains", say("usage.accountsWantDomain"));
  if (authorizations > 0 && accounts === 0)
    throw badInput("OPTION_REFUSED", "--accounts", say("usage.authorizationsWantAccount"));
  if (accounts > 0 && accounts < domains)
    throw badInput("OPTION_REFUSED", "--accounts", say("usage.accountForEachDomain"));
  const most = Math.ceil(authorizations / Math.max(accounts, 1));
  if (most > Math.ceil(authorizations * 0.7))
    throw badInput("OPTION_REFUSED", "--authorizations", say("usage.tooFewAccounts"));
}
