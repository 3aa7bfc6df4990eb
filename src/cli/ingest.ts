import { reportPortsOf } from "../app/index.js";
import { ingestFiles } from "../intake/index.js";
import { badInput, systemClock } from "../kernel/index.js";
import { type IngestFormat, type IngestSummary, runDryRun } from "../mail-logs/index.js";
import { ingestInWords, tallyInWords } from "./ingest-in-words.js";
import { withServices } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

const FORMATS: readonly IngestFormat[] = ["auto", "postfix", "exim", "haraka", "zonemta", "arf", "dsn"];

interface IngestOptions {
  readonly format: string;
  readonly follow?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Reads mail logs and reports into observations, or with --dry-run only says what it finds in them. */
export async function ingest(files: string[], options: IngestOptions): Promise<void> {
  const format = requireFormat(options.format);
  const { stdin, stdout, stderr } = process;
  const language = terminalLanguage();
  const { say } = language;
  const words = ingestInWords(language);
  if (options.json && !options.dryRun) {
    throw badInput("OPTION_REFUSED", "--json", say("usage.jsonWithoutDryRun"));
  }
  if (options.dryRun) {
    if (options.follow) throw badInput("OPTION_REFUSED", "--follow", say("usage.followWithDryRun"));
    const found = await runDryRun({
      files,
      format,
      json: options.json ?? false,
      stdout,
      stderr,
      stdin,
      clock: systemClock,
      words,
    });
    failWhereUnread(found);
    return;
  }
  await withServices(async (services) => {
    const ending = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
    const { summary, tally } = await ingestFiles({
      services,
      files,
      format,
      isFollowing: options.follow ?? false,
      signal: ending.signal,
      standardInput: stdin,
      reportPorts: reportPortsOf(services),
      onProgress: stderr.isTTY ? (progress) => stderr.write(`\r\u001b[K${words.progress(progress)}`) : undefined,
    });
    if (stderr.isTTY) stderr.write("\r\u001b[K");
    stderr.write(words.summary(summary));
    stderr.write(tallyInWords(tally, language));
    failWhereUnread(summary);
  });
}

/** A name that is mistyped in a crontab would leave the day without its figures. */
function failWhereUnread(summary: IngestSummary): void {
  const { say } = terminalLanguage();
  const unread = summary.skipped.get("unreadable-source")?.count ?? 0;
  if (unread > 0) console.error(`mayfrom: ${say("verb.unreadFiles", { count: unread })}`);
  const isUnknown = summary.lines > 0 && !summary.hasKnownLines && summary.reports === 0;
  if (isUnknown) console.error(`mayfrom: ${say("verb.noKnownLine")}`);
  if (unread > 0 || isUnknown) process.exitCode = 1;
}

function requireFormat(text: string): IngestFormat {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined)
    throw badInput(
      "OPTION_REFUSED",
      "--format",
      terminalLanguage().say("usage.oneOf", { choices: FORMATS.join(", ") }),
    );
  return format;
}
