import type { EntityManager } from "typeorm";
import {
  type PanelTemplate,
  type PublicText,
  readPanelTemplate,
  readPublicText,
  type TimeZone,
  UTC,
} from "../kernel/index.js";
import { BrandState } from "./brand-state.js";
import { platformSettings } from "./platform-settings.queries.js";
import type { Reseller } from "./reseller.entity.js";
import { resellersOnPath } from "./reseller.queries.js";
import { MAX_BRAND_NAME_LENGTH, MAX_SUPPORT_CONTACT_LENGTH } from "./reseller-fields.js";
import { nearestZone } from "./time-zones.js";

/** What mails and pages show of whoever runs the mailboxes. */
export interface Branding {
  /** Null where none is approved: the platform's own name stands there. */
  readonly brandName: PublicText | null;
  readonly supportContact: PublicText | null;
  /** Where its people look after senders; null for our own pages. */
  readonly panelUrl: PanelTemplate | null;
  /** BCP 47 tag. */
  readonly language: string;
  /** Of the dates that people read. */
  readonly timeZone: TimeZone;
}

export const PLATFORM_BRANDING: Branding = {
  brandName: null,
  supportContact: null,
  panelUrl: null,
  language: "en",
  timeZone: UTC,
};

/**
 * Each part from the nearest reseller, upwards, that sets it; of names and contacts only approved ones, because every
 * mail may reach somebody who never dealt with the reseller.
 */
export async function brandingFor(manager: EntityManager, resellerPath: string): Promise<Branding> {
  const nearestFirst = (await resellersOnPath(manager, resellerPath)).reverse();
  const approved = nearestFirst.filter(({ brandState }) => brandState === BrandState.APPROVED);
  return {
    brandName: nearestText(
      approved.map(({ brandName }) => brandName),
      MAX_BRAND_NAME_LENGTH,
    ),
    supportContact: nearestText(
      approved.map(({ supportContact }) => supportContact),
      MAX_SUPPORT_CONTACT_LENGTH,
    ),
    panelUrl: nearestPanel(approved),
    language: nearestFirst.find(({ language }) => language !== null)?.language ?? PLATFORM_BRANDING.language,
    timeZone: nearestZone([
      ...nearestFirst.map(({ timeZone }) => timeZone),
      (await platformSettings(manager)).timeZone,
    ]),
  };
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
