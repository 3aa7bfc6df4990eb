import { basename } from "node:path";
import { LeftBecause } from "../authorizations/index.js";
import type { Services } from "../graphql/index.js";
import { checkRows, type ImportedBatch, importBatch, type Problem, wordsOf } from "./import/import-batch.js";
import { type ImportRow, readRows } from "./import/read-rows.js";
import { withServices } from "./open-services.js";

const ROWS_PER_BATCH = 500;
const MAX_LINES_SHOWN = 50;

/** What a file has given, or would. */
class Tally {
  rows = 0;
  written = 0;
  authorized = 0;
  /** Left as they were, for another reason than that they hold already. */
  left = 0;

  add(rows: number, batch: ImportedBatch): void {
    this.rows += rows;
    this.written += batch.written;
    for (const { line, because, words } of batch.left) {
      if (because === LeftBecause.AUTHORIZED) this.authorized += 1;
      else {
        this.left += 1;
        if (this.left <= MAX_LINES_SHOWN) console.log(`line ${line}: left as it is: ${words}`);
      }
    }
  }

  words(verb: string): string {
    const twice = this.rows - this.written - this.authorized - this.left;
    const more = this.left > MAX_LINES_SHOWN ? ` (${MAX_LINES_SHOWN} shown)` : "";
    return [
      `${this.written} authorizations ${verb}`,
      `${this.authorized} were there already`,
      `${this.left} left as they are${more}`,
      ...(twice > 0 ? [`${twice} stood in the file before`] : []),
    ].join(", ");
  }
}

/**
 * Authorizations from a file, given by the platform: what an operator brings along from another system. The whole file
 * is rehearsed before the first row is written. What was decided here since, by an owner or an administrator, is newer
 * than any file: it stays as it is and is listed, and running the file again changes nothing.
 */
export async function importFile(file: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  await withServices(async (services) => {
    const tally = new Tally();
    const { rows, problems } = await rehearseFile(services, file, dryRun ? tally : null);
    for (const { line, words } of problems.slice(0, MAX_LINES_SHOWN)) console.error(`line ${line}: ${words}`);
    if (problems.length > 0) {
      console.error(`${problems.length} of ${rows} rows cannot be imported; nothing was written`);
      process.exitCode = 1;
    } else if (dryRun) console.log(tally.words("would be imported"));
    else await writeFile(services, file, tally);
  });
}

async function rehearseFile(
  { database }: Services,
  file: string,
  tally: Tally | null,
): Promise<{ rows: number; problems: Problem[] }> {
  const problems: Problem[] = [];
  let rows = 0;
  for await (const batch of batches(file)) {
    rows += batch.length;
    const checked = await checkRows(database.reader, batch, basename(file));
    problems.push(...checked.problems);
    try {
      const done = await database.rehearse((tx) => importBatch(tx, checked.checked));
      tally?.add(batch.length, done);
    } catch (error) {
      problems.push(problemOf(error));
    }
  }
  return { rows, problems };
}

const FIELD = /^line (\d+)(?:\.(.+))?$/;

/** An error of the batch names the line as a caller's field. */
function problemOf(error: unknown): Problem {
  const words = wordsOf(error);
  const [, line = "", name] = FIELD.exec(words.field ?? "") ?? [];
  return { line: Number(line), words: name === undefined ? words.message : `${name}: ${words.message}` };
}

async function writeFile({ database }: Services, file: string, tally: Tally): Promise<void> {
  for await (const batch of batches(file)) {
    const { checked } = await checkRows(database.reader, batch, basename(file));
    try {
      tally.add(batch.length, await database.write((tx) => importBatch(tx, checked)));
    } catch (error) {
      const { line, words } = problemOf(error);
      console.error(`line ${line}: ${words}; stopped after ${tally.written} written rows`);
      process.exitCode = 1;
      return;
    }
    process.stderr.write(`${tally.rows} rows …\n`);
  }
  console.log(tally.words("imported"));
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
