import type { EntityManager } from "typeorm";
import type { Services } from "../../graphql/index.js";
import {
  type Actor,
  type LogoPicture,
  logoPicture,
  ownValue,
  parseDomainName,
  placeOfScope,
  rowAcrossTenants,
} from "../../kernel/index.js";
import { brandingFor, findProvenDomain, shownBranding } from "../../tenancy/index.js";
import { brandSheetPath } from "./brand-sheet.js";

/** What stands round every screen: whose name, colours, help and zone. */
export interface ConsoleFrame {
  readonly brandName: string;
  readonly supportContact: string | null;
  readonly panelUrl: string | null;
  readonly timeZone: string;
  readonly language: string;
  /** Path of the style sheet with the brand's colours; null for the program's own. */
  readonly brandSheet: string | null;
  /** Origins of the webmails that may show the console in a frame: they are told its height. */
  readonly frameOrigins: readonly string[];
  /** Null without one. */
  readonly logo: LogoPicture | null;
}

/** Of whoever is signed in; before that of the mailbox or domain that the link names, else the platform's. */
export async function consoleFrame(services: Services, actor: Actor | null, query: unknown): Promise<ConsoleFrame> {
  const { reader } = services.database;
  const scope = actor?.scope ?? null;
  const branding =
    scope === null
      ? await brandingOfDomain(reader, domainIn(query))
      : await brandingFor(reader, placeOfScope(scope).resellerPath);
  const { brandName, supportContact, timeZone, language, colour, logo } = shownBranding(services, branding);
  const { panelUrl } = branding;
  return {
    brandName,
    supportContact,
    panelUrl,
    timeZone,
    language,
    brandSheet: brandSheetPath(colour),
    frameOrigins: services.configuration.frameOrigins,
    logo: logoPicture(logo),
  };
}

/** A domain that nobody has proven says nothing about whom its people deal with. */
export async function brandingOfDomain(reader: EntityManager, name: string | null) {
  const domain = name === null ? null : await findProvenDomain(reader, name);
  const shown = rowAcrossTenants(domain, "a proven domain shows its reseller's brand to whoever signs in");
  return brandingFor(reader, shown?.resellerPath ?? null);
}

function domainIn(query: unknown): string | null {
  if (typeof query !== "object" || query === null) return null;
  for (const name of ["domain", "account", "login"]) {
    const value = ownValue(query as Record<string, unknown>, name);
    if (typeof value === "string") return parseDomainName(value.slice(value.lastIndexOf("@") + 1));
  }
  return null;
}
