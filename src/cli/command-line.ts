import { Command, InvalidArgumentError } from "commander";
import type { Language } from "../texts/index.js";
import { helpInWords } from "./help-in-words.js";
import { readVersion } from "./version.js";

/**
 * The verbs of `mayfrom`, in a language. One file a verb, loaded when it is called: an agent does not load the API, and the
 * API not the seeder.
 */
export function commandLine(language: Language): Command {
  const { say } = language;
  const program = new Command("mayfrom")
    .description(say("help.about"))
    .version(readVersion(), "-V, --version", say("help.ofVersion"))
    .configureHelp(helpInWords(language))
    .helpOption("-h, --help", say("help.ofHelp"))
    .helpCommand("help [command]", say("help.ofHelp"))
    .addHelpText("after", `\n${say("help.exitCodes")}`)
    // Said by usageInWords, in the language of the terminal.
    .configureOutput({ outputError() {} })
    .exitOverride();
  addServing(program, language);
  addFilling(program, language);
  addLooking(program, language);
  addPlatform(program, language);
  return program;
}

/** Processes, and what they stand on. */
function addServing(program: Command, { say }: Language): void {
  program
    .command("serve")
    .description(say("helpOfServing.serve"))
    .option("--no-worker", say("helpOfServing.noWorker"))
    .option("--demo", say("helpOfServing.withDemo"))
    .action(async (options) => (await import("./serve.js")).serve(options));

  program
    .command("worker")
    .description(say("helpOfServing.worker"))
    .action(async () => (await import("./worker.js")).worker());

  program
    .command("agent")
    .description(say("helpOfServing.agent"))
    .action(async () => (await import("./agent.js")).agent());

  program
    .command("migrate")
    .description(say("helpOfServing.migrate"))
    .option("--status", say("helpOfServing.migrateStatus"))
    .action(async (options) => (await import("./migrate.js")).migrateDatabase(options));

  program
    .command("doctor")
    .description(say("helpOfServing.doctor"))
    .action(async () => (await import("./doctor.js")).doctor());
}

/** What fills a database. */
function addFilling(program: Command, { say }: Language): void {
  program
    .command("demo")
    .description(say("helpOfServing.demo"))
    .option("--known-passwords", say("helpOfServing.knownPasswords"))
    .option("--beyond-this-machine", say("helpOfServing.beyondThisMachine"))
    .action(async (options) => (await import("./demo.js")).demo(options));

  program
    .command("seed")
    .description(say("helpOfServing.seed"))
    .requiredOption("--resellers <n>", say("help.howMany"), wholeNumber)
    .requiredOption("--domains <n>", say("help.howMany"), wholeNumber)
    .requiredOption("--accounts <n>", say("helpOfServing.howManyAccounts"), wholeNumber)
    .requiredOption("--authorizations <n>", say("help.howMany"), wholeNumber)
    .option("--seed <n>", say("helpOfServing.seedNumber"), wholeNumber, 1)
    .action(async (options) => (await import("./seed.js")).seed(options));

  program
    .command("import <file>")
    .description(say("helpOfMail.import"))
    .option("--dry-run", say("help.dryRunOfFile"))
    .action(async (file, options) => (await import("./import.js")).importFile(file, options));
}

/** What was sent, and what holds. */
function addLooking(program: Command, { say }: Language): void {
  program
    .command("explain <login> <sender>")
    .description(say("helpOfMail.explain"))
    .option("--header-from <address...>", say("helpOfMail.headerFrom"))
    .option("--resent-from <address...>", say("helpOfMail.resentFrom"))
    .option("--json", say("helpOfPlatform.json"))
    .action(async (login, sender, options) => (await import("./explain.js")).explain(login, sender, options));

  program
    .command("ingest <files...>")
    .description(say("helpOfMail.ingest"))
    .option("--format <format>", say("helpOfMail.ingestFormat"), "auto")
    .option("--follow", say("helpOfMail.follow"))
    .option("--dry-run", say("helpOfMail.ingestDryRun"))
    .option("--json", say("helpOfMail.ingestJson"))
    .action(async (files, options) => (await import("./ingest.js")).ingest(files, options));

  program
    .command("readiness")
    .description(say("helpOfMail.readiness"))
    .option("--at <moment>", say("helpOfMail.at"))
    .option("--days <n>", say("helpOfMail.days"), wholeNumber)
    .option("--reseller <slug>", say("helpOfMail.onlyReseller"))
    .option("--domain <name>", say("helpOfMail.onlyDomain"))
    .option("--format <format>", say("helpOfMail.readinessFormat"), "table")
    .action(async (options) => (await import("./readiness.js")).readiness(options));

  program
    .command("settings")
    .description(say("helpOfPlatform.settings"))
    .option("--reseller <slug>", say("helpOfPlatform.ofReseller"))
    .option("--domain <name>", say("helpOfPlatform.ofDomain"))
    .option("--account <address>", say("helpOfPlatform.ofAccount"))
    .option("--json", say("helpOfPlatform.json"))
    .action(async (options) => (await import("./settings.js")).settings(options));
}

/** What only an operator at the host does. */
function addPlatform(program: Command, { say }: Language): void {
  program
    .command("platform")
    .description(say("helpOfPlatform.platform"))
    .option("--name <name>", say("helpOfPlatform.name"))
    .option("--help-contact <words>", say("helpOfPlatform.helpContact"))
    .option("--time-zone <name>", say("helpOfPlatform.timeZone"))
    .option("--language <tag>", say("helpOfPlatform.language"))
    .option("--colour <hex>", say("helpOfPlatform.colour"))
    .option("--panel-url <template>", say("helpOfPlatform.panelUrl"))
    .action(async (options) => (await import("./platform.js")).platform(options));

  program
    .command("create-admin <login>")
    .description(say("helpOfPlatform.createAdmin"))
    .option("--generate", say("helpOfPlatform.generate"))
    .action(async (login, options) => (await import("./create-admin.js")).createAdmin(login, options));

  program
    .command("create-key <name>")
    .description(say("helpOfPlatform.createKey"))
    .option("--kind <kind>", say("helpOfPlatform.keyKind"), "GATEWAY")
    .option("--reseller <slug>", say("helpOfPlatform.keyReseller"))
    .action(async (name, options) => (await import("./create-key.js")).createKey(name, options));

  program
    .command("rotate-secret")
    .description(say("helpOfPlatform.rotateSecret"))
    .option("--drop-former", say("helpOfPlatform.dropFormer"))
    .action(async (options) => (await import("./rotate-secret.js")).rotateSecret(options));

  program
    .command("admin")
    .description(say("helpOfPlatform.admin"))
    .command("reset-second-factor <login>")
    .description(say("helpOfPlatform.resetFactor"))
    .action(async (login) => (await import("./reset-second-factor.js")).resetSecondFactor(login));
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError("");
  return number;
}
