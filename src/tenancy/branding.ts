import type { EntityManager } from "typeorm";
import {
  type PanelTemplate,
  type PublicText,
  readPanelTemplate,
  readPublicText,
  type TimeZone,
} from "../kernel/index.js";
import { BrandState } from "./brand-state.js";
import { platformSettings } from "./platform-settings.queries.js";
import type { Reseller } from "./reseller.entity.js";
import { resellersOnPaths } from "./reseller.queries.js";
import { MAX_BRAND_NAME_LENGTH, MAX_RESELLER_NAME_LENGTH, MAX_SUPPORT_CONTACT_LENGTH } from "./reseller-fields.js";
import { nearestZone } from "./time-zones.js";

/** What mails and pages show of whoever runs the mailboxes. */
export interface Branding {
  /** Null where there is none: the name of the configuration stands there. */
  readonly brandName: PublicText | null;
  readonly supportContact: PublicText | null;
  /** Where its people look after senders; null for our own pages. */
  readonly panelUrl: PanelTemplate | null;
  /** BCP 47 tag. */
  readonly language: string;
  /** Of the dates that people read. */
  readonly timeZone: TimeZone;
  /** `#1757c2`, as it was chosen; null for the program's own. */
  readonly colour: string | null;
  /** Name of it (`logoPicture`); null where whoever's name is shown has none. */
  readonly logo: string | null;
}

const LANGUAGE_UNLESS_SET = "en";

/** Of mails and pages that belong to no reseller, or to several. */
export async function platformBranding(manager: EntityManager): Promise<Branding> {
  const { name, helpContact, language, timeZone, colour, logo, panelUrl } = await platformSettings(manager);
  return {
    brandName: nearestText([name], MAX_BRAND_NAME_LENGTH),
    supportContact: nearestText([helpContact], MAX_SUPPORT_CONTACT_LENGTH),
    panelUrl: nearestPanel([{ panelUrl }]),
    language: language ?? LANGUAGE_UNLESS_SET,
    timeZone: nearestZone([timeZone]),
    colour,
    logo,
  };
}

/**
 * Each part from the nearest reseller, upwards, that sets it, else the platform's. Of names and contacts only what the
 * operator approved, because every mail may reach somebody who never dealt with the reseller: the nearest approved brand,
 * else the nearest name that the operator itself wrote or approved. The platform's where there is no reseller.
 */
export async function brandingFor(manager: EntityManager, resellerPath: string | null): Promise<Branding> {
  return (await brandingsFor(manager, [resellerPath]))(resellerPath);
}

/** The same for many in as many statements. Paths that were not named count as the platform. */
export async function brandingsFor(
  manager: EntityManager,
  resellerPaths: readonly (string | null)[],
): Promise<(resellerPath: string | null) => Branding> {
  const paths = [...new Set(resellerPaths.filter((path) => path !== null))];
  const resellers = paths.length === 0 ? [] : await resellersOnPaths(manager, paths);
  const platform = await platformBranding(manager);
  const brandings = new Map(
    paths.map((path) => [path, brandingOn(resellers.filter((each) => path.startsWith(each.path)).reverse(), platform)]),
  );
  return (path) => (path === null ? platform : (brandings.get(path) ?? platform));
}

/** What would be shown of the reseller if its brand had nothing set; its own name still counts. */
export async function inheritedBrandingFor(manager: EntityManager, resellerPath: string): Promise<Branding> {
  const resellers = (await resellersOnPaths(manager, [resellerPath])).map((reseller) =>
    reseller.path === resellerPath ? { ...reseller, ...NOTHING_SET } : reseller,
  );
  return brandingOn(resellers.reverse(), await platformBranding(manager));
}

const NOTHING_SET = {
  brandName: null,
  supportContact: null,
  panelUrl: null,
  language: null,
  timeZone: null,
  colour: null,
  logo: null,
};

type BrandRow = Pick<Reseller, keyof typeof NOTHING_SET | "brandState" | "isNameApproved" | "name">;

function brandingOn(nearestFirst: readonly BrandRow[], platform: Branding): Branding {
  const approved = nearestFirst.filter(({ brandState }) => brandState === BrandState.APPROVED);
  const brandNames = approved.map(({ brandName }) => brandName);
  const ownNames = nearestFirst.filter(({ isNameApproved }) => isNameApproved).map(({ name }) => name);
  const contacts = approved.map(({ supportContact }) => supportContact);
  return {
    brandName:
      nearestText(brandNames, MAX_BRAND_NAME_LENGTH) ??
      nearestText(ownNames, MAX_RESELLER_NAME_LENGTH) ??
      platform.brandName,
    supportContact: nearestText(contacts, MAX_SUPPORT_CONTACT_LENGTH) ?? platform.supportContact,
    panelUrl: nearestPanel(approved) ?? platform.panelUrl,
    language: nearestFirst.find(({ language }) => language !== null)?.language ?? platform.language,
    timeZone: nearestZone([...nearestFirst.map(({ timeZone }) => timeZone), platform.timeZone]),
    colour: nearestFirst.find(({ colour }) => colour !== null)?.colour ?? platform.colour,
    logo: nearestLogo(nearestFirst, platform.logo),
  };
}

/** Of several: what is not everybody's is the platform's. */
export async function commonBranding(manager: EntityManager, brandings: readonly Branding[]): Promise<Branding> {
  const [first] = brandings;
  const isCommon = (key: keyof Branding) => brandings.every((each) => each[key] === first?.[key]);
  const platform = await platformBranding(manager);
  if (first === undefined) return platform;
  const isOneSpeaker = isCommon("brandName") && isCommon("supportContact");
  return {
    ...(isOneSpeaker ? first : platform),
    panelUrl: isOneSpeaker && isCommon("panelUrl") ? first.panelUrl : platform.panelUrl,
    language: isCommon("language") ? first.language : platform.language,
    timeZone: isCommon("timeZone") ? first.timeZone : platform.timeZone,
    colour: isOneSpeaker && isCommon("colour") ? first.colour : platform.colour,
    logo: isOneSpeaker && isCommon("logo") ? first.logo : platform.logo,
  };
}

/** A logo is a name in a picture: none of a brand above stands beside the name of one below. */
function nearestLogo(nearestFirst: readonly BrandRow[], platformLogo: string | null): string | null {
  for (const { brandState, logo, brandName, isNameApproved } of nearestFirst) {
    const isApproved = brandState === BrandState.APPROVED;
    if (isApproved && logo !== null) return logo;
    if (isNameApproved || (isApproved && brandName !== null)) return null;
  }
  return platformLogo;
}

function nearestPanel(resellers: readonly Pick<Reseller, "panelUrl">[]): PanelTemplate | null {
  for (const { panelUrl } of resellers) {
    const read = readPanelTemplate(panelUrl ?? "");
    if (read.ok) return read.template;
  }
  return null;
}

function nearestText(texts: readonly (string | null)[], maxLength: number): PublicText | null {
  for (const text of texts) {
    const read = readPublicText(text ?? "", maxLength);
    if (read.ok) return read.text;
  }
  return null;
}
