import { badInput, systemClock } from "../kernel/index.js";
import { type IngestFormat, runDryRun } from "../observations/index.js";

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
  if (options.dryRun) {
    const { stdin, stdout, stderr } = process;
    await runDryRun({ files, format, json: options.json ?? false, stdout, stderr, stdin, clock: systemClock });
    return;
  }
}

function requireFormat(text: string): IngestFormat {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw badInput("--format", `Unknown format ${text}; known are ${FORMATS.join(", ")}`);
  return format;
}
