import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Setting } from "../../../src/policy/setting.types.js";
import { POLICY_SETTINGS, SETTING_NAMES, type SettingName } from "../../../src/policy/settings-table.js";

interface ShownLimit {
  readonly name: SettingName;
  readonly kind: keyof typeof KINDS;
  readonly levels: readonly (keyof typeof LEVELS)[];
  readonly isOperators?: boolean;
  readonly choices?: object;
  readonly operatorChoices?: readonly string[];
}

const LEVELS = { p: "PLATFORM", r: "RESELLER", d: "DOMAIN" } as const;
const KINDS = {
  NUMBER: "WHOLE_NUMBER",
  YES_NO: "YES_NO",
  CHOICE: "CHOICE",
  CHARACTERS: "CHARACTERS",
  MOMENT: "MOMENT",
  LINES: "LIST",
  DOMAINS: "LIST",
} as const;

// The console has a compiler's settings of its own: to this one it is a file like any other.
const TABLE = fileURLToPath(new URL("../../../console/src/settings/limit-table.ts", import.meta.url));
const { LIMIT_GROUPS } = (await import(TABLE)) as {
  LIMIT_GROUPS: readonly { readonly limits: readonly ShownLimit[] }[];
};

describe("the settings that the console shows", () => {
  const limits = LIMIT_GROUPS.flatMap((group) => group.limits);

  it("are all but the schedule, which has a screen of its own", () => {
    const shown = limits.map(({ name }) => name).toSorted();
    expect(shown).toEqual(SETTING_NAMES.filter((name) => name !== "schedule").toSorted());
  });

  it.each(limits)("say of $name what the server says", (limit) => {
    const setting: Setting<unknown> = POLICY_SETTINGS[limit.name];
    expect(limit.levels.map((level) => LEVELS[level])).toEqual(setting.levels.filter((level) => level !== "ACCOUNT"));
    expect(limit.isOperators ?? false).toBe(setting.setBy === "OPERATOR");
    expect(KINDS[limit.kind]).toBe(setting.type);
    expect(Object.keys(limit.choices ?? {})).toEqual(setting.choices ?? []);
    expect(limit.operatorChoices ?? []).toEqual(setting.operatorChoices ?? []);
  });
});
