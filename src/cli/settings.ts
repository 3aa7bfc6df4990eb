import { In } from "typeorm";
import type { Services } from "../graphql/index.js";
import { placeOfScope, type Scope } from "../kernel/index.js";
import {
  POLICY_SETTINGS,
  type Policy,
  policyChains,
  resolveSettings,
  type SettingOrigin,
  settingInWords,
  settingOrigins,
  warningInWords,
  warningsOf,
} from "../policy/index.js";
import { Account, brandingFor, Domain, Reseller } from "../tenancy/index.js";
import { withServices } from "./open-services.js";
import { type ScopeOptions, scopeOf } from "./scope-options.js";
import { terminalLanguage } from "./terminal-language.js";

interface SettingsOptions extends ScopeOptions {
  readonly json?: boolean;
}

/** Prints every setting that holds for a scope, and who set it. */
export async function settings({ json, ...where }: SettingsOptions): Promise<void> {
  await withServices(async (services) => {
    const { database, clock } = services;
    const scope = await scopeOf(services, where);
    const [chain = []] = await policyChains(database.reader, [placeOfScope(scope)]);
    const origins = settingOrigins(chain);
    const nameOf = await namesOf(services, origins);
    const warnings = warningsOf(resolveSettings(chain), clock.now().getTime());
    if (json) {
      const rows = origins.map((origin) => rowOf(origin, nameOf));
      console.log(JSON.stringify({ scope: labelOf(scope), settings: rows, warnings: warnings.map(asJson) }));
      return;
    }
    const language = terminalLanguage();
    const { say } = language;
    const words = origins.map(({ name, value, setOn, lockedOn }) => [
      name,
      settingInWords(name, value, language),
      [
        setOn === null ? say("verb.default") : nameOf(setOn),
        ...(lockedOn === null ? [] : [say("verb.lockedBy", { who: nameOf(lockedOn) })]),
      ].join(", "),
    ]);
    for (const line of columns(words)) console.log(line);
    const { timeZone } = await brandingFor(database.reader, placeOfScope(scope).resellerPath ?? "");
    for (const warning of warnings) {
      console.log(`\n${say("verb.warning", { words: warningInWords(warning, language, timeZone) })}`);
    }
  });
}

type NameOf = (policy: Policy) => string;

function rowOf({ name, value, setOn, lockedOn }: SettingOrigin, nameOf: NameOf) {
  const { type, unit = null, range = null, levels, setBy, default: fallback } = POLICY_SETTINGS[name];
  const at = (policy: Policy | null) =>
    policy === null ? null : { level: policy.scopeKind, name: nameOf(policy).split(" ")[1] ?? null };
  return { name, value, default: fallback, type, unit, range, levels, setBy, setOn: at(setOn), lockedOn: at(lockedOn) };
}

function asJson({ code, setting, enforcedAt }: ReturnType<typeof warningsOf>[number]) {
  return { code, setting, enforcedAt: new Date(enforcedAt).toISOString() };
}

/** "PLATFORM", "RESELLER alpine", "DOMAIN bakery.example", "ACCOUNT anna@bakery.example". */
async function namesOf({ database: { reader } }: Services, origins: readonly SettingOrigin[]): Promise<NameOf> {
  const policies = origins.flatMap(({ setOn, lockedOn }) => [setOn, lockedOn]).filter((policy) => policy !== null);
  const idsOf = (kind: Policy["scopeKind"]) =>
    In([...new Set(policies.filter(({ scopeKind }) => scopeKind === kind).map(({ scopeId }) => scopeId))]);
  const names = new Map<string, string>();
  for (const { id, slug } of await reader.findBy(Reseller, { id: idsOf("RESELLER") })) names.set(id, slug);
  for (const { id, name } of await reader.findBy(Domain, { id: idsOf("DOMAIN") })) names.set(id, name);
  for (const { id, address } of await reader.findBy(Account, { id: idsOf("ACCOUNT") })) names.set(id, address);
  return ({ scopeKind, scopeId }) => [scopeKind, names.get(scopeId) ?? ""].join(" ").trim();
}

function labelOf(scope: Scope) {
  return { kind: scope.kind, ...placeOfScope(scope) };
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
