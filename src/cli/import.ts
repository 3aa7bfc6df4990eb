import { basename } from "node:path";
import { messageIn } from "../api/index.js";
import { LeftBecause } from "../authorizations/index.js";
import type { Services } from "../graphql/index.js";
import { DomainError } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { checkRows, type ImportedBatch, importBatch, type Problem } from "./import/import-batch.js";
import { type ImportRow, readRows } from "./import/read-rows.js";
import { withServices } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

const ROWS_PER_BATCH = 500;
const MAX_LINES_SHOWN = 50;

interface FileToRead {
  /** Its path. */
  readonly file: string;
  /** Of whoever reads what becomes of its rows. */
  readonly language: Language;
}

/** What a file has given, or would. */
class Tally {
  constructor(private readonly say: Language["say"]) {}

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
        if (this.left <= MAX_LINES_SHOWN) console.log(this.say("importReport.left", { line: String(line), words }));
      }
    }
  }

  words(verb: "imported" | "wouldBe"): string {
    const { say, written: count } = this;
    const twice = this.rows - count - this.authorized - this.left;
    const more = this.left > MAX_LINES_SHOWN ? ` ${say("importReport.shown", { limit: MAX_LINES_SHOWN })}` : "";
    return [
      verb === "imported" ? say("importReport.imported", { count }) : say("importReport.wouldBe", { count }),
      say("importReport.there", { count: this.authorized }),
      `${say("importReport.leftAlone", { count: this.left })}${more}`,
      ...(twice > 0 ? [say("importReport.twice", { count: twice })] : []),
    ].join(", ");
  }
}

/**
 * Authorizations from a file, given by the platform: what an operator brings along from another system. The whole file
 * is rehearsed before the first row is written. What was decided here since, by an owner or an administrator, is newer
 * than any file: it stays as it is and is listed, and running the file again changes nothing.
 */
export async function importFile(file: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const language = terminalLanguage();
  const { say } = language;
  await withServices(async (services) => {
    const tally = new Tally(say);
    const { rows, problems } = await rehearseFile(services, { file, language }, dryRun ? tally : null);
    for (const { line, words } of problems.slice(0, MAX_LINES_SHOWN)) {
      console.error(say("importReport.line", { line: String(line), words }));
    }
    if (problems.length > 0) {
      console.error(say("importReport.notImported", { bad: problems.length, rows }));
      process.exitCode = 1;
    } else if (dryRun) console.log(tally.words("wouldBe"));
    else await writeFile(services, { file, language }, tally);
  });
}

async function rehearseFile(
  { database }: Services,
  { file, language }: FileToRead,
  tally: Tally | null,
): Promise<{ rows: number; problems: Problem[] }> {
  const problems: Problem[] = [];
  let rows = 0;
  for await (const batch of batches(file, language)) {
    rows += batch.length;
    const checked = await checkRows(database.reader, batch, { file: basename(file), language });
    problems.push(...checked.problems);
    try {
      const done = await database.rehearse((tx) => importBatch(tx, checked.checked, language));
      tally?.add(batch.length, done);
    } catch (error) {
      problems.push(problemOf(error, language));
    }
  }
  return { rows, problems };
}

const FIELD = /^line (\d+)(?:\.(.+))?$/;

/** An error of the batch names the line as a caller's field; one that is not about the rows is thrown on. */
function problemOf(error: unknown, language: Language): Problem {
  if (!(error instanceof DomainError)) throw error;
  const words = messageIn(language, error);
  const [, line = "", name] = FIELD.exec(error.field ?? "") ?? [];
  return { line: Number(line), words: name === undefined ? words : `${name}: ${words}` };
}

async function writeFile({ database }: Services, { file, language }: FileToRead, tally: Tally): Promise<void> {
  const { say } = language;
  for await (const batch of batches(file, language)) {
    const { checked } = await checkRows(database.reader, batch, { file: basename(file), language });
    try {
      tally.add(batch.length, await database.write((tx) => importBatch(tx, checked, language)));
    } catch (error) {
      const { line, words } = problemOf(error, language);
      console.error(say("importReport.stopped", { line: String(line), words, written: tally.written }));
      process.exitCode = 1;
      return;
    }
    process.stderr.write(`${say("importReport.rows", { rows: tally.rows })}\n`);
  }
  console.log(tally.words("imported"));
}

async function* batches(file: string, language: Language): AsyncGenerator<ImportRow[]> {
  let batch: ImportRow[] = [];
  for await (const row of readRows(file, language)) {
    batch.push(row);
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
