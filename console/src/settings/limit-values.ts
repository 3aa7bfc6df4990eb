import type { TimeZone } from "../../../src/kernel/time-zone.js";
import { momentOf, wallClock } from "../schedule/wall-clock.js";
import type { Limit } from "./limit-table.js";
import type { LimitsPolicy } from "./limits.documents.js";

type Values = LimitsPolicy["settings"];

/** What stands for an empty list of characters, as nothing stands for what is inherited. */
export const NO_CHARACTERS = "none";

/** As it is typed; empty for what is not set. */
export function typedFrom({ name, kind }: Limit, values: Values, zone: TimeZone): string {
  const value = values[name];
  if (value === null || value === undefined) return "";
  if (kind === "MOMENT") return wallClock(value as string, zone);
  if (kind === "LINES") return (value as readonly string[]).join("\n");
  if (kind === "DOMAINS") {
    const entries = value as readonly { readonly domain: string; readonly delimiters: string }[];
    return entries.map(({ domain, delimiters }) => `${domain} ${delimiters}`).join("\n");
  }
  if (kind === "CHARACTERS" && value === "") return NO_CHARACTERS;
  return String(value);
}

/** As the API takes it: null for what is to be inherited; undefined for what is none of it. */
export function valueFrom({ kind }: Limit, typed: string, zone: TimeZone): unknown {
  const text = typed.trim();
  if (text === "") return null;
  if (kind === "NUMBER") return /^\d+$/.test(text) ? Number(text) : undefined;
  if (kind === "YES_NO") return text === "true";
  if (kind === "MOMENT") return momentOf(text, zone) ?? undefined;
  if (kind === "CHARACTERS" && text === NO_CHARACTERS) return "";
  if (kind === "LINES") return linesOf(text);
  if (kind === "DOMAINS") {
    return linesOf(text).map((line) => {
      const [domain = "", delimiters = ""] = line.split(/\s+/);
      return { domain, delimiters };
    });
  }
  return text;
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
