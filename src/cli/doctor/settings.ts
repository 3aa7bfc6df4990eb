import { describeRequirement } from "../../access/index.js";
import { sealedColumns } from "../../app/index.js";
import { fromCheckOf, listLiveGateways } from "../../gateways/index.js";
import type { Services } from "../../graphql/index.js";
import { PLATFORM_SCOPE } from "../../kernel/index.js";
import { countSealed, type SealedColumn } from "../../outbox/index.js";
import { enforcementWarnings } from "../../rollout/index.js";
import { platformSettings } from "../../tenancy/index.js";
import type { Language } from "../../texts/index.js";
import type { Check, Outcome } from "./check.js";

export function checksOfSettings({ say }: Language): readonly Check<Services>[] {
  return [
    { title: say("doctor.platform"), run: checkPlatform },
    { title: say("doctor.secondFactor"), run: checkSecondFactor },
    { title: say("doctor.keys"), run: checkKeys },
    { title: say("doctor.enforcement"), run: checkEnforcement },
    { title: say("doctor.gateways"), run: checkGateways },
  ];
}

/** What mails and pages would say for want of a setting. A trial has none, and needs none. */
async function checkPlatform({ database, configuration }: Services, { say }: Language): Promise<Outcome> {
  const { name, timeZone, helpContact } = await platformSettings(database.reader);
  const missing = [
    ...(name === null ? [say("doctor.noName", { name: configuration.platformName })] : []),
    ...(timeZone === null ? [say("doctor.noTimeZone")] : []),
    ...(helpContact === null ? [say("doctor.noHelpContact")] : []),
  ];
  if (missing.length === 0) return { isWell: true, words: `${name}, ${timeZone}` };
  const words = say("doctor.setThem", { missing: missing.join(say("doctor.divider")) });
  return { isWell: configuration.isLocalOnly, words };
}

/** Advice, and nothing wrong: a trial has none. */
async function checkSecondFactor({ database }: Services, { say }: Language): Promise<Outcome> {
  const { isRequired, administratorsWithout: count } = await describeRequirement(database.reader, PLATFORM_SCOPE);
  const required = isRequired ? say("doctor.factorRequired") : say("doctor.factorNotRequired");
  const without = count === 0 ? say("doctor.allHaveOne") : say("doctor.without", { count });
  return { isWell: true, words: `${required}, ${without}` };
}

async function checkKeys({ database, configuration }: Services, { say }: Language): Promise<Outcome> {
  const lost: string[] = [];
  const waiting: string[] = [];
  for (const column of sealedColumns(configuration)) {
    const counts = await countSealed(database.reader, column);
    if (counts.lost > 0) lost.push(sealedInWords(column, counts.lost, say));
    if (counts.former > 0) waiting.push(sealedInWords(column, counts.former, say));
  }
  if (lost.length > 0) return { isWell: false, words: say("doctor.lostSeals", { what: lost.join(", ") }) };
  const secrets = say("doctor.secrets", { count: configuration.keys.accessToken.all.length });
  if (waiting.length === 0) return { isWell: true, words: secrets };
  const words = [secrets, say("doctor.waitingSeals", { what: waiting.join(", ") })].join(say("doctor.divider"));
  return { isWell: true, words };
}

function sealedInWords({ title }: SealedColumn, count: number, say: Language["say"]): string {
  return title === "WEBHOOKS" ? say("doctor.webhookKeys", { count }) : say("doctor.factorSecrets", { count });
}

/** Whoever set a date without the brake may have meant it. */
async function checkEnforcement({ database, clock }: Services, { say }: Language): Promise<Outcome> {
  const found = await enforcementWarnings(database.reader, clock.now());
  if (found.length === 0) return { isWell: true, words: say("doctor.brakeOn") };
  const codes = [...new Set(found.flatMap(({ warnings }) => warnings.map(({ setting }) => `${setting} 0`)))];
  const words = say("doctor.brakeOff", { settings: codes.join(", "), count: found.length });
  return { isWell: true, isAdvice: true, words };
}

/** Which mail servers ask by the reverse-path alone, so that anything may stand in the From that people see. */
async function checkGateways({ database, clock }: Services, { say }: Language): Promise<Outcome> {
  const gateways = await listLiveGateways(database.reader, clock.now());
  const named = (check: string) => gateways.filter((gateway) => fromCheckOf(gateway) === check).map(({ name }) => name);
  const [never, unknown] = [named("NEVER"), named("UNKNOWN")];
  if (gateways.length === 0) return { isWell: true, words: say("doctor.noGateway") };
  const words = [
    ...(never.length === 0 ? [] : [say("doctor.fromNeverJudged", { names: never.join(", ") })]),
    ...(unknown.length === 0 ? [] : [say("doctor.nothingAsked", { names: unknown.join(", ") })]),
  ];
  if (words.length === 0) return { isWell: true, words: say("doctor.fromJudged", { count: gateways.length }) };
  return { isWell: true, isAdvice: never.length > 0, words: words.join(say("doctor.divider")) };
}
