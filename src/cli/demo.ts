import { createFirstOperator } from "../access/index.js";
import { migrate } from "../database/index.js";
import { conflict } from "../kernel/index.js";
import { Reseller } from "../tenancy/index.js";
import { atBeginningOfStory, makeDemo } from "./demo/make-demo.js";
import { DEMO_SIGN_INS } from "./demo/sign-ins.js";
import { withServices } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

export interface DemoOptions {
  /** Both, or nothing is made where others can reach it. */
  readonly knownPasswords?: boolean;
  readonly beyondThisMachine?: boolean;
}

/** The sample tenants in an empty database of either engine. */
export async function demo(options: DemoOptions = {}): Promise<void> {
  await withServices(async (services) => {
    const { database, configuration } = services;
    const isTold = options.knownPasswords === true && options.beyondThisMachine === true;
    if (!configuration.isLocalOnly && !isTold) {
      throw conflict(
        "NOT_ON_THIS_MACHINE",
        "HOST, PUBLIC_URL or SMTP_URL lead beyond this machine, and everybody knows the samples' passwords; with --known-passwords and --beyond-this-machine they are made all the same",
      );
    }
    await migrate(database);
    if (await database.reader.exists(Reseller))
      throw conflict("DATABASE_NOT_EMPTY", "The database already holds tenants");
    const operator = await createFirstOperator(atBeginningOfStory(services), configuration.adminPassword);
    await makeDemo(services);
    if (operator?.generatedPassword)
      console.log(
        `${terminalLanguage().say("verb.operator").padEnd(13)} ${operator.login} / ${operator.generatedPassword}`,
      );
    for (const { who, login, password } of DEMO_SIGN_INS) console.log(`${who.padEnd(13)} ${login} / ${password}`);
  });
}
