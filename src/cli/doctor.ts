import { describeRequirement } from "../access/index.js";
import { sealedColumns } from "../app/index.js";
import { AuditEvent, CHAIN_START, findBrokenLink } from "../audit/index.js";
import { databaseInWords } from "../config/index.js";
import { hasPendingMigrations } from "../database/index.js";
import { createResolver } from "../dns/index.js";
import { currentRevision } from "../feed/index.js";
import type { Services } from "../graphql/index.js";
import { PLATFORM_SCOPE } from "../kernel/index.js";
import {
  countSealed,
  type GivenUpMail,
  givenUpMails,
  nextHopTrouble,
  outboxCounts,
  refusedMails,
  smtpTlsOf,
  trySmtp,
} from "../outbox/index.js";
import { enforcementWarnings } from "../rollout/index.js";
import { platformSettings } from "../tenancy/index.js";
import { failureInWords } from "./failure-in-words.js";
import { connect, readEnvironment } from "./open-services.js";
import { undeclaredProxy } from "./undeclared-proxy.js";

/** What is only advised is marked, and no fault. */
type Outcome = { readonly isWell: boolean; readonly isAdvice?: boolean; readonly words: string };

interface Check<Needed> {
  readonly title: string;
  run(needed: Needed): Promise<Outcome>;
}

type WithoutDatabase = Pick<Services, "configuration" | "resolver">;

/** These need no database, and say what they find where it is away. */
const CHECKS_WITHOUT_DATABASE: readonly Check<WithoutDatabase>[] = [
  { title: "proxies", run: checkProxies },
  { title: "name servers", run: checkNameServers },
  { title: "mail transport", run: checkTransport },
];

const CHECKS: readonly Check<Services>[] = [
  { title: "tables are up to date", run: checkTables },
  { title: "mails leave", run: checkNextHop },
  { title: "outbox", run: checkOutbox },
  { title: "refused elsewhere", run: checkRefusals },
  { title: "what people read", run: checkPlatform },
  { title: "second factor", run: checkSecondFactor },
  { title: "keys", run: checkKeys },
  { title: "enforcement", run: checkEnforcement },
  { title: "audit chain", run: checkAuditChain },
];

/** Looks at everything that can be wrong outside the program; exit code 1 when something is. */
export async function doctor(): Promise<void> {
  const { configuration, log } = readEnvironment({ quiet: true });
  say("ok   ", "configuration", `${configuration.publicUrl}, ${databaseInWords(configuration.database)}`);
  const resolver = createResolver(configuration.nameServers);
  for (const check of CHECKS_WITHOUT_DATABASE) await report(check, { configuration, resolver });
  let services: Services | null = null;
  const opened: Check<null> = {
    title: "database answers",
    async run() {
      services = await connect(configuration, log);
      return checkDatabase(services);
    },
  };
  await report(opened, null);
  if (services === null) return;
  try {
    for (const check of CHECKS) await report(check, services);
  } finally {
    await (services as Services).database.close();
  }
}

async function report<Needed>({ title, run }: Check<Needed>, needed: Needed): Promise<void> {
  const outcome = await run(needed).catch(
    (error: Error): Outcome => ({
      isWell: false,
      words: failureInWords(error) ?? oneLine(error.message),
    }),
  );
  say(outcome.isAdvice ? "note " : outcome.isWell ? "ok   " : "WRONG", title, outcome.words);
  if (!outcome.isWell) process.exitCode = 1;
}

function say(mark: string, title: string, words: string): void {
  console.log(`${mark} ${title.padEnd(22)} ${words}`);
}

async function checkProxies({ configuration }: WithoutDatabase): Promise<Outcome> {
  const warning = undeclaredProxy(configuration);
  const named = configuration.trustedProxies.join(", ");
  return warning === null ? { isWell: true, words: named || "none" } : { isWell: false, words: warning };
}

async function checkDatabase({ database }: Services): Promise<Outcome> {
  return { isWell: true, words: `revision ${await currentRevision(database.reader)}` };
}

async function checkTables({ database }: Services): Promise<Outcome> {
  if (await hasPendingMigrations(database)) return { isWell: false, words: "run `mayfrom migrate`" };
  const collations = await database.dialect.otherCollations(database.reader);
  if (collations.length > 0) {
    return { isWell: false, words: `text is not compared octet by octet: ${collations.join(", ")}` };
  }
  const { upQueries } = await database.writerSource.driver.createSchemaBuilder().log();
  if (upQueries.length === 0) return { isWell: true, words: "as the program expects them" };
  return { isWell: false, words: `${upQueries.length} differences, first: ${upQueries[0]?.query.slice(0, 120)}` };
}

async function checkTransport({ configuration }: WithoutDatabase): Promise<Outcome> {
  if (configuration.smtpUrl === null) return { isWell: true, words: "none: mails are kept at /dev/mail" };
  const { smtpUrl, smtpTls, mailFrom } = configuration;
  const { host } = new URL(smtpUrl);
  const asked = smtpTlsOf({ smtpUrl, smtpTls });
  const { isEncrypted, isSignedIn, extensions } = await trySmtp({ smtpUrl, smtpTls, mailFrom });
  const words = [
    `${host} takes mails from ${mailFrom}`,
    isEncrypted ? "TLS" : `no TLS (${asked})`,
    ...(isSignedIn ? ["signed in"] : []),
    `it offers ${extensions.join(", ") || "nothing"}`,
  ];
  return { isWell: true, words: oneLine(words.join("; ")) };
}

/** What the workers meet, which may run elsewhere. */
async function checkNextHop({ database }: Services): Promise<Outcome> {
  const trouble = await nextHopTrouble(database.reader);
  if (trouble === null) return { isWell: true, words: "as far as the workers know" };
  return { isWell: false, words: oneLine(`none since ${trouble.since.toISOString()}: ${trouble.error}`) };
}

/** Each by itself: of several, one that does not answer goes unnoticed otherwise. Every resolver knows the root. */
async function checkNameServers({ resolver }: WithoutDatabase): Promise<Outcome> {
  const answers = await resolver.lookAtEach({ name: ".", type: "SOA" });
  if (answers.length === 0) return { isWell: false, words: "none is known; set MAYFROM_DNS_SERVERS" };
  const failures = answers.flatMap(({ server, answer }) =>
    answer.kind === "UNKNOWN" ? [`${server}: ${answer.why}`] : [],
  );
  if (failures.length > 0) return { isWell: false, words: `${failures.join("; ")} (MAYFROM_DNS_SERVERS)` };
  return { isWell: true, words: `${answers.map(({ server }) => server).join(", ")} answer` };
}

const MAX_MAILS_SHOWN = 5;
const GIVEN_UP_READ = 200;

/** A mistyped address is an everyday matter, and whoever asked has been told; what else was given up is a fault. */
async function checkOutbox({ database, clock }: Services): Promise<Outcome> {
  const { DEAD: _dead, ...counts } = await outboxCounts(database.reader);
  const since = new Date(clock.now().getTime() - REFUSALS_OF_MS);
  const givenUp = await givenUpMails(database.reader, since, GIVEN_UP_READ);
  const faults = givenUp.filter(({ isUsual }) => !isUsual);
  const waiting = Object.entries(counts).map(([state, count]) => `${count} ${state.toLowerCase()}`);
  const usual = givenUp.length - faults.length;
  const words = [...waiting, `${usual} came back in seven days`].join(", ");
  if (faults.length === 0) return { isWell: true, words };
  const shown = faults.slice(0, MAX_MAILS_SHOWN).map(inWords);
  const more = faults.length > MAX_MAILS_SHOWN ? [`and ${faults.length - MAX_MAILS_SHOWN} more`] : [];
  return {
    isWell: false,
    words: `${words}; given up: ${[...shown, ...more].join(" | ")}; they are not sent again, mend what they say`,
  };
}

function inWords({ template, toAddress, error }: GivenUpMail): string {
  return oneLine(`${template} to ${toAddress}: ${error || "no reason is known"}`);
}

const REFUSALS_OF_MS = 7 * 24 * 60 * 60 * 1_000;

/** What other servers have against our mail; no address is at fault, and nobody but the operator can set it right. */
async function checkRefusals({ database, clock }: Services): Promise<Outcome> {
  const since = new Date(clock.now().getTime() - REFUSALS_OF_MS);
  const { count, refusals } = await refusedMails(database.reader, since);
  if (count === 0) return { isWell: true, words: "nothing in seven days" };
  return { isWell: false, words: `${count} mails in seven days: ${refusals.map(oneLine).join(" | ")}` };
}

/** What a stranger's server wrote must not move the terminal's cursor. */
function oneLine(text: string): string {
  return text.replace(/\p{C}+/gu, " ").slice(0, 300);
}

/** What mails and pages would say for want of a setting. A trial has none, and needs none. */
async function checkPlatform({ database, configuration }: Services): Promise<Outcome> {
  const { name, timeZone, helpContact } = await platformSettings(database.reader);
  const missing = [
    ...(name === null ? [`no name: mails and pages say ${configuration.platformName} (--name)`] : []),
    ...(timeZone === null ? ["no time zone: dates are of UTC (--time-zone)"] : []),
    ...(helpContact === null ? ["no help contact (--help-contact)"] : []),
  ];
  if (missing.length === 0) return { isWell: true, words: `${name}, ${timeZone}` };
  const words = `${missing.join("; ")}: \`mayfrom platform\` sets them`;
  return { isWell: configuration.isLocalOnly, words };
}

/** Advice, and nothing wrong: a trial has none. */
async function checkSecondFactor({ database }: Services): Promise<Outcome> {
  const { isRequired, administratorsWithout } = await describeRequirement(database.reader, PLATFORM_SCOPE);
  const required = isRequired ? "required of operators" : "not required of operators";
  const without = administratorsWithout === 0 ? "all have one" : `${administratorsWithout} without`;
  return {
    isWell: true,
    words: `${required}, ${without}${administratorsWithout > 0 ? "; recommended (docs/access.md)" : ""}`,
  };
}

async function checkKeys({ database, configuration }: Services): Promise<Outcome> {
  const lost: string[] = [];
  const waiting: string[] = [];
  for (const column of sealedColumns(configuration)) {
    const counts = await countSealed(database.reader, column);
    if (counts.lost > 0) lost.push(`${counts.lost} ${column.title}`);
    if (counts.former > 0) waiting.push(`${counts.former} ${column.title}`);
  }
  if (lost.length > 0) {
    const words = `${lost.join(" and ")} are sealed under a secret that is not there any more: bring it back, or make theirs anew`;
    return { isWell: false, words };
  }
  const count = configuration.keys.accessToken.all.length;
  if (count === 1) return { isWell: true, words: "one secret" };
  const words = waiting.length > 0 ? `, ${waiting.join(" and ")} wait to be sealed anew (hourly)` : "";
  return { isWell: true, words: `${count} secrets${words}` };
}

/** Whoever set a date without the brake may have meant it. */
async function checkEnforcement({ database, clock }: Services): Promise<Outcome> {
  const found = await enforcementWarnings(database.reader, clock.now());
  if (found.length === 0) return { isWell: true, words: "the brake is on wherever a date is set" };
  const codes = [...new Set(found.flatMap(({ warnings }) => warnings.map(({ setting }) => `${setting} 0`)))].join(", ");
  const words = `${codes} in ${found.length} scopes with a date to come; see \`mayfrom settings\` (docs/settings.md)`;
  return { isWell: true, isAdvice: true, words };
}

const EVENTS_PER_LOOK = 2_000;

async function checkAuditChain({ database }: Services): Promise<Outcome> {
  let hash = CHAIN_START;
  let sequence = 0;
  for (;;) {
    const events = await database.reader
      .createQueryBuilder(AuditEvent, "event")
      .where("event.sequence > :sequence", { sequence })
      .orderBy("event.sequence")
      .limit(EVENTS_PER_LOOK)
      .getMany();
    const last = events.at(-1);
    if (last === undefined) return { isWell: true, words: `${sequence} events, unbroken` };
    const broken = findBrokenLink(events, hash);
    if (broken !== null)
      return { isWell: false, words: `broken at event ${broken.sequence} (${broken.at.toISOString()})` };
    sequence = last.sequence;
    hash = last.hash;
  }
}
