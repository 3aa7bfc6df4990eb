import { SYSTEM_ACTOR } from "../kernel/index.js";
import { platformSettings, setPlatform } from "../tenancy/index.js";
import { withServices } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

interface PlatformOptions {
  readonly name?: string;
  readonly helpContact?: string;
  readonly timeZone?: string;
  readonly language?: string;
  readonly colour?: string;
  readonly panelUrl?: string;
}

/** Sets what is given, and says what stands then. An empty text removes a setting. */
export async function platform(options: PlatformOptions): Promise<void> {
  const { say } = terminalLanguage();
  await withServices(async ({ database, configuration }) => {
    const isChange = Object.keys(options).length > 0;
    const settings = isChange
      ? await database.write((tx) => setPlatform(tx, SYSTEM_ACTOR, options))
      : await platformSettings(database.reader);
    const rows = [
      [say("verb.name"), settings.name ?? say("verb.nameNotSet", { name: configuration.platformName })],
      [say("verb.helpContact"), settings.helpContact ?? say("verb.notSet")],
      [say("verb.timeZone"), settings.timeZone ?? say("verb.zoneNotSet")],
      [say("verb.language"), settings.language ?? say("verb.languageNotSet")],
      [say("verb.colour"), settings.colour ?? say("verb.notSet")],
      [say("verb.panel"), settings.panelUrl ?? say("verb.panelNotSet")],
    ] as const;
    const width = Math.max(...rows.map(([title]) => title.length)) + 2;
    for (const [title, words] of rows) console.log(`${title.padEnd(width)}${words}`);
  });
}
