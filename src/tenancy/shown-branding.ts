import type { Services } from "../graphql/index.js";
import type { ShownBranding } from "../web/index.js";
import { type Branding, brandingFor } from "./branding.js";

/** With the name of the configuration where nobody has set one. */
export function shownBranding({ configuration }: Pick<Services, "configuration">, branding: Branding): ShownBranding {
  return { ...branding, brandName: branding.brandName ?? configuration.platformName };
}

/** Of pages for the people of a reseller; of those for the platform's people where there is none. */
export async function shownBrandingFor(
  services: Pick<Services, "configuration" | "database">,
  resellerPath: string | null,
): Promise<ShownBranding> {
  return shownBranding(services, await brandingFor(services.database.reader, resellerPath));
}

/** Of pages that belong to no reseller. */
export function shownPlatform(services: Pick<Services, "configuration" | "database">): Promise<ShownBranding> {
  return shownBrandingFor(services, null);
}
