import { optionalPublicText } from "../kernel/index.js";
import { optionalLanguage } from "./text-rules.js";

export const MAX_RESELLER_NAME_LENGTH = 200;
export const MAX_BRAND_NAME_LENGTH = 100;
export const MAX_SUPPORT_CONTACT_LENGTH = 254;

interface BrandingInput {
  readonly brandName?: string | null;
  readonly supportContact?: string | null;
  readonly language?: string | null;
}

/** Checked; `undefined` where the caller said nothing. */
export function brandingFields(input: BrandingInput) {
  return {
    brandName: optionalPublicText(input.brandName, "input.brandName", MAX_BRAND_NAME_LENGTH),
    supportContact: optionalPublicText(input.supportContact, "input.supportContact", MAX_SUPPORT_CONTACT_LENGTH),
    language: optionalLanguage(input.language, "input.language"),
  };
}
