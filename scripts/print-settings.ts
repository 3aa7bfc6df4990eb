import { boundsOf } from "../src/policy/setting-origins.js";
import { settingInWords } from "../src/policy/setting-words.js";
import { POLICY_SETTINGS, SETTING_NAMES, type SettingName } from "../src/policy/settings-table.js";
import { languageFor } from "../src/texts/index.js";

/** The table of settings, for docs/settings.md. */
export function printSettings(): string {
  const reasons = SETTING_NAMES.flatMap((name) => {
    const { why } = POLICY_SETTINGS[name];
    return why === undefined ? [] : [`- \`${name}\` ${defaultOf(name)}: ${why}.`];
  });
  return [
    "<!-- Generated from src/policy/settings-table.ts by `npm run schema`. Do not edit. -->",
    "",
    "# Settings of policies",
    "",
    "`setPolicy` sets them for the platform, a reseller, a domain or an account. The nearest scope that sets a value wins,",
    "unless one above has locked it; where none sets it the default holds. `mayfrom settings --domain bakery.example` shows",
    "what holds there and who set it. Whoever is below whoever set a value does not change it (docs/authority.md).",
    "",
    "| setting | what it says | values | default | set on | by |",
    "| --- | --- | --- | --- | --- | --- |",
    ...SETTING_NAMES.map(rowOf),
    "",
    "## Why these defaults",
    "",
    ...reasons,
    "",
    "The answer of `setPolicy` carries `warnings` where enforcement is to begin with the brake off, or mail is refused while no",
    "complaint suspends. `mayfrom settings` and `mayfrom doctor` say the same.",
    "",
  ].join("\n");
}

function rowOf(name: SettingName): string {
  const { meaning, levels, setBy, operatorChoices } = POLICY_SETTINGS[name];
  const by = setBy === "OPERATOR" ? "operator" : "administrators of the scope and above";
  const except = operatorChoices === undefined ? "" : `; ${operatorChoices.join(", ")} the operator alone`;
  const on = levels.map((level) => level.toLowerCase()).join(", ");
  return `| \`${name}\` | ${meaning} | ${boundsOf(name)} | ${defaultOf(name)} | ${on} | ${by}${except} |`;
}

function defaultOf(name: SettingName): string {
  return settingInWords(name, POLICY_SETTINGS[name].default, languageFor("en"));
}
