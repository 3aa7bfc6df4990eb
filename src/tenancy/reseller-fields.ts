import {
  type Actor,
  badInput,
  optionalPublicText,
  optionalTimeZone,
  PANEL_TEMPLATE_RULE,
  parseEmailAddress,
  readPanelTemplate,
} from "../kernel/index.js";
import { optionalColour, optionalLanguage } from "./text-rules.js";

export const MAX_RESELLER_NAME_LENGTH = 200;
export const MAX_BRAND_NAME_LENGTH = 100;
export const MAX_SUPPORT_CONTACT_LENGTH = 254;

interface BrandingInput {
  readonly brandName?: string | null;
  readonly supportContact?: string | null;
  readonly panelUrl?: string | null;
  readonly language?: string | null;
  readonly timeZone?: string | null;
  readonly colour?: string | null;
}

/**
 * Checked; `undefined` where the caller said nothing. The operator alone keeps an e-mail address as the contact, for
 * those who may see the reseller: no mail to strangers and no page shows it (`brandingFor`).
 */
export function brandingFields(actor: Actor, input: BrandingInput) {
  const contact = input.supportContact?.trim() ?? "";
  const isAddress = actor.role === "OPERATOR" && parseEmailAddress(contact).ok;
  return {
    brandName: optionalPublicText(input.brandName, "input.brandName", MAX_BRAND_NAME_LENGTH),
    supportContact: isAddress
      ? contact
      : optionalPublicText(input.supportContact, "input.supportContact", MAX_SUPPORT_CONTACT_LENGTH),
    panelUrl: optionalPanelUrl(input.panelUrl, "input.panelUrl"),
    language: optionalLanguage(input.language, "input.language"),
    timeZone: optionalTimeZone(input.timeZone, "input.timeZone"),
    colour: optionalColour(input.colour, "input.colour"),
  };
}

/** `undefined` where the caller said nothing; null, or nothing but blanks, removes it. */
export function optionalPanelUrl(text: string | null | undefined, field: string): string | null | undefined {
  if (text === undefined) return undefined;
  if (text === null || text.trim() === "") return null;
  const read = readPanelTemplate(text);
  if (!read.ok) throw badInput("TEMPLATE_MALFORMED", field, read.problem, PANEL_TEMPLATE_RULE);
  return read.template;
}
