#!/usr/bin/env node
import "reflect-metadata";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { DomainError } from "../kernel/index.js";
import { failureInWords } from "./failure-in-words.js";
import { terminalLanguage } from "./terminal-language.js";
import { usageInWords } from "./usage-in-words.js";
import { readVersion } from "./version.js";

const FAILED = 1;
const CALLED_WRONGLY = 2;

// One file a verb, loaded when it is called: an agent does not load the API, and the API not the seeder.
const program = new Command("mayfrom")
  .description("Decides, for a hosted e-mail service, who may send as whom.")
  .version(readVersion())
  .addHelpText(
    "after",
    "\nExit codes: 0 done, 1 it failed, 2 it was called the wrong way, 3 migrations are pending (docs/operations.md).",
  )
  // Said by usageInWords, in the language of the terminal.
  .configureOutput({ outputError() {} })
  .exitOverride();

program
  .command("serve")
  .description("API, pages and worker in one process")
  .option("--no-worker", "leave the background work to `mayfrom worker`")
  .option("--demo", "make sample tenants when the embedded database is empty")
  .action(async (options) => (await import("./serve.js")).serve(options));

program
  .command("worker")
  .description("background work only: mails, expiries, alerts; any number may run against one MySQL")
  .action(async () => (await import("./worker.js")).worker());

program
  .command("agent")
  .description("answers the MTA beside it: Postfix policy delegation, socketmap, milter, HTTP")
  .action(async () => (await import("./agent.js")).agent());

program
  .command("migrate")
  .description("bring the database's tables up to date")
  .option("--status", "only say whether something is pending (exit code 3 if so)")
  .action(async (options) => (await import("./migrate.js")).migrateDatabase(options));

program
  .command("platform")
  .description("what mails and pages call the platform, and the zone of their dates; without options only shows it")
  .option("--name <name>", "in place of MAYFROM_PLATFORM_NAME and of the host of PUBLIC_URL")
  .option("--help-contact <words>", "where people find help: words or a telephone number")
  .option("--time-zone <name>", "IANA name, such as Europe/Berlin")
  .option("--language <tag>", "of mails to people of whom no other is known, such as de")
  .option("--colour <hex>", "of buttons and links, such as #1757c2")
  .option("--panel-url <template>", "where emails lead, https with {address} and {account}; without one to the console")
  .action(async (options) => (await import("./platform.js")).platform(options));

program
  .command("demo")
  .description("make the sample tenants in an empty database")
  .option("--known-passwords", "with the next: also where others can reach it")
  .option("--beyond-this-machine", "with the one before")
  .action(async (options) => (await import("./demo.js")).demo(options));

program
  .command("seed")
  .description("fill a database for measurements; the same numbers and seed give the same data")
  .requiredOption("--resellers <n>", "how many", wholeNumber)
  .requiredOption("--domains <n>", "how many", wholeNumber)
  .requiredOption("--accounts <n>", "how many, up to 10 million", wholeNumber)
  .requiredOption("--authorizations <n>", "how many", wholeNumber)
  .option("--seed <n>", "another number gives other data", wholeNumber, 1)
  .action(async (options) => (await import("./seed.js")).seed(options));

program
  .command("explain <login> <sender>")
  .description("why may this login send as this sender, or why not")
  .option("--header-from <address...>", "addresses of RFC5322.From")
  .option("--json", "one JSON object instead of words")
  .action(async (login, sender, options) => (await import("./explain.js")).explain(login, sender, options));

program
  .command("ingest <files...>")
  .description("read mail logs (or - for standard input), reports and bounces")
  .option("--format <format>", "auto, postfix, exim, haraka, zonemta, arf, dsn", "auto")
  .option("--follow", "go on reading what is written, over rotations")
  .option("--dry-run", "only say what was found; no database")
  .option("--json", "with --dry-run: one JSON object a line")
  .action(async (files, options) => (await import("./ingest.js")).ingest(files, options));

program
  .command("import <file>")
  .description("authorizations from a CSV file with the columns account, address and, if wanted, displayName, …")
  .option("--dry-run", "only check the file")
  .action(async (file, options) => (await import("./import.js")).importFile(file, options));

program
  .command("readiness")
  .description("what would be refused if enforcement began")
  .option("--at <moment>", "an ISO date or time; default now")
  .option("--days <n>", "how many days of observations to replay", wholeNumber)
  .option("--reseller <slug>", "only a reseller and everything below it")
  .option("--domain <name>", "only one domain")
  .option("--format <format>", "table, csv or json", "table")
  .action(async (options) => (await import("./readiness.js")).readiness(options));

program
  .command("settings")
  .description("the settings that hold for a scope, and who set each (docs/settings.md)")
  .option("--reseller <slug>", "of a reseller")
  .option("--domain <name>", "of a domain")
  .option("--account <address>", "of an account")
  .option("--json", "one JSON object instead of words")
  .action(async (options) => (await import("./settings.js")).settings(options));

program
  .command("create-admin <login>")
  .description("an operator of the platform; the password is read from standard input, or generated and printed")
  .option("--generate", "generate the password instead of reading it")
  .action(async (login, options) => (await import("./create-admin.js")).createAdmin(login, options));

program
  .command("create-key <name>")
  .description("a machine's key; the secret is printed once")
  .option("--kind <kind>", "GATEWAY or PANEL", "GATEWAY")
  .option("--reseller <slug>", "restrict the key to a reseller and everything below it")
  .action(async (name, options) => (await import("./create-key.js")).createKey(name, options));

program
  .command("rotate-secret")
  .description("a new secret that signs and seals, beside the one before, which stays good (docs/operations.md)")
  .option("--drop-former", "leave the secret in use alone")
  .action(async (options) => (await import("./rotate-secret.js")).rotateSecret(options));

const admin = program.command("admin").description("an administrator, from the host");

admin
  .command("reset-second-factor <login>")
  .description("for somebody who lost every device and recovery code; their sessions end and they are told by mail")
  .action(async (login) => (await import("./reset-second-factor.js")).resetSecondFactor(login));

program
  .command("doctor")
  .description("check configuration, database, tables, mail transport and the audit chain")
  .action(async () => (await import("./doctor.js")).doctor());

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError("");
  return number;
}

endQuietlyWithReader();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOf(error);
}

/** What a person can act on is said in a line; what only we can mend comes whole, but for a statement's parameters. */
async function exitCodeOf(error: unknown): Promise<number> {
  const language = terminalLanguage();
  if (error instanceof CommanderError) {
    const usage = usageInWords(error, language);
    if (usage !== null) console.error(`mayfrom: ${usage}`);
    return error.exitCode === 0 ? 0 : CALLED_WRONGLY;
  }
  // Only whoever reads another language needs the words of the API's refusals.
  const messageIn =
    error instanceof DomainError && language.code !== "en" ? (await import("../api/index.js")).messageIn : null;
  const words = failureInWords(error, language, (refusal) => messageIn?.(language, refusal) ?? refusal.message);
  if (words !== null) console.error(`mayfrom: ${words}`);
  if (words === null || /^(debug|trace)$/.test(process.env.LOG_LEVEL ?? "")) {
    console.error(error instanceof Error ? error.stack : error);
  }
  // A wrong option of the command line is named as the field.
  const isUsage = error instanceof DomainError && error.code === "BAD_USER_INPUT" && error.field?.startsWith("--");
  return isUsage ? CALLED_WRONGLY : FAILED;
}

/** `mayfrom … | head`: whoever reads has seen enough, and nothing has failed. What goes on serving, goes on. */
function endQuietlyWithReader(): void {
  const isServing = ["serve", "worker", "agent"].includes(process.argv[2] ?? "");
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      if (!isServing) process.exit();
    });
  }
}
