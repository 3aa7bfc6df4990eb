import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { createAdministrator } from "../access/index.js";
import { migrate } from "../database/index.js";
import { SYSTEM_ACTOR } from "../kernel/index.js";
import { platformSettings } from "../tenancy/index.js";
import { nameHint } from "./greeting.js";
import { withServices } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

/** An operator of the platform. The password never stands on a command line, where other users could read it. */
export async function createAdmin(login: string, { generate = false }: { generate?: boolean }): Promise<void> {
  const language = terminalLanguage();
  const { say } = language;
  const password = generate ? randomBytes(18).toString("base64url") : await readPassword();
  let isNamed = false;
  await withServices(async (services) => {
    const { database } = services;
    if (database.dialect.isEmbedded) await migrate(database);
    await createAdministrator(services, SYSTEM_ACTOR, { login, password, scope: { platform: true } });
    const { name, timeZone } = await platformSettings(database.reader);
    isNamed = name !== null && timeZone !== null;
  });
  if (!isNamed) console.log(nameHint(language));
  console.log(generate ? say("verb.operatorMadeWith", { login, password }) : say("verb.operatorMade", { login }));
}

async function readPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdin.isTTY ? process.stderr : undefined });
  try {
    if (process.stdin.isTTY) return await lines.question(terminalLanguage().say("verb.typePassword"));
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
  }
}
