import { reportPortsOf } from "../app/index.js";
import { formatTally, ingestFiles } from "../intake/index.js";
import { badInput, systemClock } from "../kernel/index.js";
import {
  formatProgress,
  formatSummary,
  type IngestFormat,
  type IngestProgress,
  runDryRun,
} from "../mail-logs/index.js";
import { withServices } from "./open-services.js";

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
  if (options.dryRun) {
    if (options.follow) throw badInput("--follow", "A dry run reads to the end and stops; leave one of the two out");
    await runDryRun({ files, format, json: options.json ?? false, stdout, stderr, stdin, clock: systemClock });
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
      onProgress: stderr.isTTY ? showProgress : undefined,
    });
    if (stderr.isTTY) stderr.write("\r\u001b[K");
    stderr.write(formatSummary(summary));
    stderr.write(formatTally(tally));
  });
}

function showProgress(progress: IngestProgress): void {
  process.stderr.write(`\r\u001b[K${formatProgress(progress)}`);
}

function requireFormat(text: string): IngestFormat {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw badInput("--format", `Unknown format ${text}; known are ${FORMATS.join(", ")}`);
  return format;
}
