import { z } from "zod";
import { type PanelTemplate, readPanelTemplate } from "../../kernel/index.js";

/** The pieces that the parameters of templates are made of; they come back from JSON, so they are checked. */
export const brand = {
  brandName: z.string().min(1),
  supportContact: z.string().nullish(),
  /** Read again at every mail: a row is older than the rules may be. */
  panelUrl: z.custom<PanelTemplate>((value) => typeof value === "string" && readPanelTemplate(value).ok).nullish(),
};
export const token = z.string().min(1);
export const address = z.string().min(3);
export const epochMs = z.number().int();
/** A day of the calendar of the mail's zone, as `CalendarDay` counts them. */
export const dayNumber = z.number().int();
export const count = z.number().int().nonnegative();
export const noSecrets = z.object({});
/** Of mails that come again and again; without it they carry no way to end them. */
export const unsubscribeSecret = z.object({ unsubscribeToken: token.optional() });
