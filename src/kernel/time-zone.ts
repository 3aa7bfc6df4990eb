import { badInput } from "./domain-error.js";
import { type TimeZone, UTC } from "./time-zone-name.js";

export { type TimeZone, UTC };

export const TIME_ZONE_RULE = "a place such as Europe/Berlin or America/St_Johns, or UTC";

/** Abbreviations (`CET`, `EST`) and offsets (`Etc/GMT+2`, `+02:00`) name no place, and some change their clocks nowhere. */
const PLACE = /^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+){1,2}$/;
/** How the database spells its links, whose right spelling no runtime tells. */
const WRITTEN_OUT = /^(?:[A-Z][a-z]+|US)\/[A-Z][a-z]/;
const MAX_NAME_LENGTH = 64;

const formats = new Map<TimeZone, Intl.DateTimeFormat>();
let canonicalNames: ReadonlyMap<string, string> | undefined;

/** `europe/berlin` is `Europe/Berlin`; null for whatever names no place that this runtime knows. */
export function parseTimeZone(name: string): TimeZone | null {
  if (/^(?:UTC|Etc\/(?:UTC|Zulu|Universal|UCT))$/i.test(name)) return UTC;
  if (name.length > MAX_NAME_LENGTH || !PLACE.test(name) || /^etc\//i.test(name)) return null;
  canonicalNames ??= new Map(Intl.supportedValuesOf("timeZone").map((each) => [each.toLowerCase(), each]));
  const canonical = canonicalNames.get(name.toLowerCase());
  if (canonical !== undefined) return canonical as TimeZone;
  // Links of the database, such as Asia/Kolkata where a runtime prefers Asia/Calcutta, keep the name that was given.
  return WRITTEN_OUT.test(name) && isKnown(name) ? (name as TimeZone) : null;
}

/** Throws BAD_USER_INPUT that names the field. */
export function requireTimeZone(name: string, field: string): TimeZone {
  const zone = parseTimeZone(name);
  if (zone === null) throw badInput("TIME_ZONE_UNKNOWN", field, "This is no time zone", TIME_ZONE_RULE);
  return zone;
}

/** `undefined` leaves a zone as it is, null or nothing but blanks removes it. */
export function optionalTimeZone(name: string | null | undefined, field: string): TimeZone | null | undefined {
  if (name === undefined) return undefined;
  return name === null || name.trim() === "" ? null : requireTimeZone(name, field);
}

/** How far local clocks are ahead of UTC, in milliseconds: two hours for Berlin in summer. */
export function offsetAt(atMs: number, zone: TimeZone): number {
  if (zone === UTC) return 0;
  const second = Math.floor(atMs / 1_000) * 1_000;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(second)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: shown = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, shown) - second;
}

/** `UTC+2`, `UTC-2:30`; nothing but `UTC` where clocks agree with it. */
export function offsetName(atMs: number, zone: TimeZone): string {
  const minutes = Math.round(offsetAt(atMs, zone) / 60_000);
  if (minutes === 0) return "UTC";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? "-" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** What people call the zone: `Berlin`, `St Johns`, `Buenos Aires`, `UTC`. */
export function placeName(zone: TimeZone): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

function formatOf(zone: TimeZone): Intl.DateTimeFormat {
  const kept = formats.get(zone);
  if (kept !== undefined) return kept;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
