import { optionalLanguage, optionalLine } from "./text-rules.js";

export const LONGEST_RESELLER_NAME = 200;
const LONGEST_BRAND_NAME = 100;
const LONGEST_SUPPORT_CONTACT = 254;

interface BrandingInput {
  readonly brandName?: string | null;
  readonly supportContact?: string | null;
  readonly language?: string | null;
}

/** Checked; `undefined` where the caller said nothing. */
export function brandingFields(input: BrandingInput) {
  return {
    brandName: optionalLine(input.brandName, "input.brandName", LONGEST_BRAND_NAME),
    supportContact: optionalLine(input.supportContact, "input.supportContact", LONGEST_SUPPORT_CONTACT),
    language: optionalLanguage(input.language, "input.language"),
  };
}
