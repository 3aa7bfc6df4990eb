import type { FirstOperator } from "../access/index.js";
import type { Services } from "../graphql/index.js";
import type { Language } from "../texts/index.js";
import { DEMO_SIGN_INS } from "./demo/sign-ins.js";
import { terminalLanguage } from "./terminal-language.js";

const NAMING = 'mayfrom platform --name "Nord Mail" --time-zone Europe/Berlin --help-contact …';

/** For whoever makes the first operator. */
export function nameHint({ say }: Language): string {
  return say("greeting.nameHint", { command: NAMING });
}

export interface Greeting {
  readonly services: Services;
  /** Where the server listens. */
  readonly address: string;
  readonly operator: FirstOperator;
  readonly isDemo: boolean;
  readonly isWorkerHere: boolean;
  /** Whether the platform has a name and a time zone. */
  readonly isNamed: boolean;
}

/** What somebody who has just started mayfrom wants to know. Words on a terminal; one log line for machines. */
export function greet({ services, address, operator, isDemo, isWorkerHere, isNamed }: Greeting): void {
  const { configuration, log, database } = services;
  log.info(
    { address, publicUrl: configuration.publicUrl, engine: database.dialect.name, worker: isWorkerHere },
    "mayfrom serves",
  );
  if (configuration.isEveryLineJson) {
    greetMachines(log, operator, isDemo);
    return;
  }
  const language = terminalLanguage();
  const { say } = language;
  const isTrial = configuration.isLocalOnly && database.dialect.isEmbedded;
  const rows: [string, string][] = [
    [say("greeting.console"), `${address}/console`],
    [say("greeting.api"), `${address}/graphql`],
  ];
  if (isTrial) rows.push([say("greeting.explorer"), `${address}/explorer`]);
  if (isTrial && configuration.smtpUrl === null)
    rows.push([say("greeting.mailbox"), `${address}/dev/mail   ${say("greeting.mailsAreKept")}`]);
  rows.push([say("greeting.health"), `${address}/healthz  /readyz  /metrics`]);
  if (operator !== null) {
    const password = operator.generatedPassword ?? say("greeting.passwordOfSetting");
    rows.push([
      say("greeting.operator"),
      `${operator.login} / ${password}${operator.generatedPassword ? `   ${say("greeting.shownOnce")}` : ""}`,
    ]);
  }
  // What the first start printed is in no file; whoever comes back is told how to get in.
  if (operator === null && isTrial) {
    rows.push([say("greeting.operator"), say("greeting.printedBefore")]);
    rows.push(["", "npm run mayfrom -- create-admin NAME --generate"]);
  }
  if (isDemo)
    rows.push(...DEMO_SIGN_INS.map(({ who, login, password }): [string, string] => [who, `${login} / ${password}`]));
  if (!isNamed) rows.push([say("greeting.name"), nameHint(language)]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
  process.stdout.write(`\n${say("greeting.ready")}\n${lines.join("\n")}\n\n`);
}

/** Every line is JSON for whoever collects it. The password of a first start is in no file and would be lost otherwise. */
function greetMachines(log: Services["log"], operator: FirstOperator, isDemo: boolean): void {
  if (operator !== null) {
    const { login, generatedPassword } = operator;
    const words = generatedPassword
      ? "an operator was made; the password is shown this once (MAYFROM_ADMIN_PASSWORD sets one)"
      : "an operator was made with the password in MAYFROM_ADMIN_PASSWORD";
    log.warn({ login, generatedPassword: generatedPassword ?? undefined }, words);
  }
  if (isDemo) log.info("sample tenants were made; README names their sign-ins");
  log.info("mayfrom is ready");
}
