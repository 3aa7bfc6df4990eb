import { SYSTEM_ACTOR } from "../kernel/index.js";
import { platformSettings, setPlatform } from "../tenancy/index.js";
import { withServices } from "./open-services.js";

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
  await withServices(async ({ database, configuration }) => {
    const isChange = Object.keys(options).length > 0;
    const settings = isChange
      ? await database.write((tx) => setPlatform(tx, SYSTEM_ACTOR, options))
      : await platformSettings(database.reader);
    const rows = [
      ["name", settings.name ?? `not set; ${configuration.platformName} is shown`],
      ["help contact", settings.helpContact ?? "not set"],
      ["time zone", settings.timeZone ?? "not set; dates are of UTC"],
      ["language", settings.language ?? "not set; en"],
      ["colour", settings.colour ?? "not set"],
      ["panel", settings.panelUrl ?? "not set; links lead to the console"],
    ] as const;
    for (const [title, words] of rows) console.log(`${title.padEnd(14)}${words}`);
  });
}
