import type { z } from "zod";
import { type PanelTemplate, type TimeZone } from "../../kernel/index.js";
import type { Language } from "../../texts/index.js";
import type { Fact, MailDocument } from "../rendering/mail-document.js";
import { internationalForm } from "../rendering/plain-words.js";

/** What a template draws on besides its parameters. */
export interface TemplateSurroundings {
  readonly language: Language;
  /** For a second line to a stranger, of whom we know no language. */
  readonly platformLanguage: Language;
  /** In which its dates are written: the reader's reseller's, or the platform's. */
  readonly timeZone: TimeZone;
  /** Where our pages begin; without a trailing slash. */
  readonly publicUrl: string;
}

export interface MailTemplate<Parameters extends BrandParameters, Secrets> {
  readonly parameters: z.ZodType<Parameters>;
  readonly secrets: z.ZodType<Secrets>;
  write(parameters: Parameters, secrets: Secrets, surroundings: TemplateSurroundings): MailDocument;
}

/** Every mail bears the name of the reseller, or of the platform. */
export interface BrandParameters {
  readonly brandName: string;
  readonly supportContact?: string | null;
  readonly panelUrl?: PanelTemplate | null;
}

/** Ties the types of a template together. */
export function mailTemplate<Parameters extends BrandParameters, Secrets>(
  template: MailTemplate<Parameters, Secrets>,
): MailTemplate<Parameters, Secrets> {
  return template;
}

/** A row for an address, with its domain in its own script where that helps and does not deceive. */
export function addressFact({ say }: Language, label: string, address: string): Fact {
  const international = internationalForm(address);
  if (international === null) return { label, value: address };
  return { label, value: address, note: say("common.internationalForm", { address: international }) };
}

/** The last lines of every mail: why it came, who helps, and that nobody reads replies. */
export function footerLines({ say }: Language, brand: BrandParameters, ...reasons: readonly string[]): string[] {
  const { brandName, supportContact } = brand;
  const help = supportContact ? [say("common.support", { contact: supportContact })] : [];
  return [...reasons, ...help, say("common.automatic", { brand: brandName })];
}
