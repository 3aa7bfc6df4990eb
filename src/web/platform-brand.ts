import type { Configuration } from "../config/index.js";
import type { Page } from "./layout.js";

/** Of pages that belong to no reseller. */
export function platformBrand({ platformName }: Pick<Configuration, "platformName">): Page["branding"] {
  return { brandName: platformName, supportContact: null, colour: null, logo: null };
}
