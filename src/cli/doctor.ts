import { databaseInWords } from "../config/index.js";
import { createResolver } from "../dns/index.js";
import type { Services } from "../graphql/index.js";
import type { Language } from "../texts/index.js";
import { type Check, type Outcome, oneLine } from "./doctor/check.js";
import { checkAuditChain, checkDatabase, checkTables } from "./doctor/database.js";
import { checksOfMails } from "./doctor/mails.js";
import { checksOfSettings } from "./doctor/settings.js";
import { checksWithoutDatabase } from "./doctor/surroundings.js";
import { failureInWords } from "./failure-in-words.js";
import { connect, readEnvironment } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

/** Looks at everything that can be wrong outside the program; exit code 1 when something is. */
export async function doctor(): Promise<void> {
  const language = terminalLanguage();
  const { say } = language;
  const { configuration, log } = readEnvironment({ quiet: true });
  const place = `${configuration.publicUrl}, ${databaseInWords(configuration.database)}`;
  print(say("doctor.well"), say("doctor.configuration"), { words: place, language });
  const resolver = createResolver(configuration.nameServers);
  for (const check of checksWithoutDatabase(language)) await report(check, { configuration, resolver }, language);
  let services: Services | null = null;
  const opened: Check<null> = {
    title: say("doctor.database"),
    async run() {
      services = await connect(configuration, log);
      return checkDatabase(services, language);
    },
  };
  await report(opened, null, language);
  if (services === null) return;
  const checks: readonly Check<Services>[] = [
    { title: say("doctor.tables"), run: checkTables },
    ...checksOfMails(language),
    ...checksOfSettings(language),
    { title: say("doctor.auditChain"), run: checkAuditChain },
  ];
  try {
    for (const check of checks) await report(check, services, language);
  } finally {
    await (services as Services).database.close();
  }
}

async function report<Needed>({ title, run }: Check<Needed>, needed: Needed, language: Language): Promise<void> {
  const { say } = language;
  const outcome = await run(needed, language).catch(
    (error: Error): Outcome => ({ isWell: false, words: failureInWords(error, language) ?? oneLine(error.message) }),
  );
  const mark = outcome.isAdvice ? say("doctor.advice") : outcome.isWell ? say("doctor.well") : say("doctor.wrong");
  print(mark, title, { words: outcome.words, language });
  if (!outcome.isWell) process.exitCode = 1;
}

function print(mark: string, title: string, { words, language: { say } }: { words: string; language: Language }): void {
  const marks = [say("doctor.well"), say("doctor.advice"), say("doctor.wrong")];
  const width = Math.max(...marks.map(({ length }) => length));
  console.log(`${mark.padEnd(width)} ${title.padEnd(TITLE_WIDTH)} ${words}`);
}

const TITLE_WIDTH = 22;
