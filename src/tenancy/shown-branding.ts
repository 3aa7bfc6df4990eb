import type { Services } from "../graphql/index.js";
import type { ShownBranding } from "../web/index.js";
import { type Branding, platformBranding } from "./branding.js";

/** With the name of the configuration where nobody has set one. */
export function shownBranding({ configuration }: Pick<Services, "configuration">, branding: Branding): ShownBranding {
  return { ...branding, brandName: branding.brandName ?? configuration.platformName };
}

/** Of pages that belong to no reseller. */
export async function shownPlatform(services: Pick<Services, "configuration" | "database">): Promise<ShownBranding> {
  return shownBranding(services, await platformBranding(services.database.reader));
}
