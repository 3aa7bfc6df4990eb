import type { EntityManager } from "typeorm";
import { rowsOnce } from "../database/index.js";
import { newInstance } from "../kernel/index.js";
import { PlatformSettings } from "./platform-settings.entity.js";

export const PLATFORM_SETTINGS_ID = "platform";

/** What the operator has set, else nothing but nulls. */
export async function platformSettings(manager: EntityManager): Promise<Readonly<PlatformSettings>> {
  const [found] = await rowsOnce(manager, {
    table: "platform_settings",
    keys: [PLATFORM_SETTINGS_ID],
    keyOf: ({ id }) => id,
    load: () => manager.findBy(PlatformSettings, { id: PLATFORM_SETTINGS_ID }),
  });
  return found ?? noPlatformSettings();
}

export function noPlatformSettings(): PlatformSettings {
  const unset = {
    name: null,
    helpContact: null,
    language: null,
    timeZone: null,
    colour: null,
    logo: null,
    panelUrl: null,
  };
  return newInstance(PlatformSettings, { id: PLATFORM_SETTINGS_ID, ...unset, updatedAt: new Date(0) });
}
