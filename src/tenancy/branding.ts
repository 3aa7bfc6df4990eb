import type { EntityManager } from "typeorm";
import { resellersOnPath } from "./reseller.queries.js";

/** What mails and pages for a tenant's people show. */
export interface Branding {
  readonly brandName: string;
  readonly supportContact: string | null;
  /** BCP 47 tag. */
  readonly language: string;
}

export const PLATFORM_BRANDING: Branding = { brandName: "mayfrom", supportContact: null, language: "en" };

/** Each part from the nearest reseller, upwards, that sets it; the platform's where none does. */
export async function brandingFor(manager: EntityManager, resellerPath: string): Promise<Branding> {
  const nearestFirst = (await resellersOnPath(manager, resellerPath)).reverse();
  const nearest = <Part extends keyof Branding>(part: Part): Branding[Part] =>
    nearestFirst.find((reseller) => reseller[part] !== null)?.[part] ?? PLATFORM_BRANDING[part];
  return {
    brandName: nearest("brandName"),
    supportContact: nearest("supportContact"),
    language: nearest("language"),
  };
}
