import { basename } from "node:path";
import type { Services } from "../graphql/index.js";
import { checkRows, importBatch, type Problem, wordsOf } from "./import/import-batch.js";
import { type ImportRow, readRows } from "./import/read-rows.js";
import { withServices } from "./open-services.js";

const ROWS_PER_BATCH = 500;
const MAX_PROBLEMS_SHOWN = 50;

/**
 * Authorizations from a file, given by the platform: what an operator brings along from another system. The whole file
 * is checked before the first row is written. Running it again changes nothing that is there already.
 */
export async function importFile(file: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  await withServices(async (services) => {
    const { rows, problems } = await checkFile(services, file);
    for (const { line, words } of problems.slice(0, MAX_PROBLEMS_SHOWN)) console.error(`line ${line}: ${words}`);
    if (problems.length > 0) {
      console.error(`${problems.length} of ${rows} rows cannot be imported; nothing was written`);
      process.exitCode = 1;
    } else if (dryRun) console.log(`${rows} rows are fit to be imported`);
    else await writeFile(services, file);
  });
}

async function checkFile({ database }: Services, file: string): Promise<{ rows: number; problems: Problem[] }> {
  const problems: Problem[] = [];
  let rows = 0;
  for await (const batch of batches(file)) {
    rows += batch.length;
    problems.push(...(await checkRows(database.reader, batch, basename(file))).problems);
  }
  return { rows, problems };
}

async function writeFile(services: Services, file: string): Promise<void> {
  let written = 0;
  let unchanged = 0;
  for await (const batch of batches(file)) {
    const { checked } = await checkRows(services.database.reader, batch, basename(file));
    try {
      const done = await importBatch(services, checked);
      written += done.written;
      unchanged += done.unchanged;
    } catch (error) {
      console.error(`${wordsOf(error)}; stopped after ${written} written rows`);
      process.exitCode = 1;
      return;
    }
    process.stderr.write(`${written + unchanged} rows …\n`);
  }
  console.log(`${written} authorizations imported, ${unchanged} were there already`);
}

async function* batches(file: string): AsyncGenerator<ImportRow[]> {
  let batch: ImportRow[] = [];
  for await (const row of readRows(file)) {
    batch.push(row);
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
