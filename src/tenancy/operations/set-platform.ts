import { recordAudit } from "../../audit/index.js";
import { insertRow, lockRow, type Transaction } from "../../database/index.js";
import { type Actor, optionalPublicText, optionalTimeZone, requireRole, requireUnchanged } from "../../kernel/index.js";
import { changesOf } from "../changes.js";
import { dropUnusedLogos, keepLogo } from "../logos/logo.queries.js";
import type { RedrawnLogo } from "../logos/redraw-logo.js";
import { PlatformSettings } from "../platform-settings.entity.js";
import { noPlatformSettings, PLATFORM_SETTINGS_ID } from "../platform-settings.queries.js";
import { MAX_BRAND_NAME_LENGTH, MAX_SUPPORT_CONTACT_LENGTH, optionalPanelUrl } from "../reseller-fields.js";
import { optionalColour, optionalLanguage } from "../text-rules.js";

type Wanted = {
  readonly [Name in "name" | "helpContact" | "language" | "timeZone" | "colour" | "panelUrl"]?:
    | string
    | null
    | undefined;
} & { readonly logo?: RedrawnLogo | null | undefined; readonly ifUpdatedAt?: Date | null };

/** What mails and pages say of the platform. Mails that are queued already keep what they were written with. */
export async function setPlatform(tx: Transaction, actor: Actor, input: Wanted): Promise<PlatformSettings> {
  if (actor.kind !== "SYSTEM") requireRole(actor, "OPERATOR");
  const wanted = {
    name: optionalPublicText(input.name, "input.name", MAX_BRAND_NAME_LENGTH),
    helpContact: optionalPublicText(input.helpContact, "input.helpContact", MAX_SUPPORT_CONTACT_LENGTH),
    language: optionalLanguage(input.language, "input.language"),
    timeZone: optionalTimeZone(input.timeZone, "input.timeZone"),
    colour: optionalColour(input.colour, "input.colour"),
    panelUrl: optionalPanelUrl(input.panelUrl, "input.panelUrl"),
    logo: await keepLogo(tx, input.logo),
  };
  const found = await lockRow(tx, PlatformSettings, { id: PLATFORM_SETTINGS_ID });
  requireUnchanged(found, input.ifUpdatedAt, "input.ifUpdatedAt");
  const settings = found ?? noPlatformSettings();
  const changes = changesOf(settings, wanted);
  if (changes === null) return settings;
  Object.assign(settings, changes.after, { updatedAt: tx.now });
  if (found === null) await insertRow(tx, PlatformSettings, settings);
  else await tx.manager.update(PlatformSettings, { id: settings.id }, { ...changes.after, updatedAt: tx.now });
  await dropUnusedLogos(tx, [changes.before.logo]);
  recordAudit(tx, actor, {
    action: "platform.updated",
    subject: { kind: "Platform", id: PLATFORM_SETTINGS_ID, label: settings.name ?? "platform" },
    ...changes,
  });
  return settings;
}
