import type { Clock } from "../../kernel/index.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86_400_000;

const BSD = /^([A-Z][a-z]{2}) +(\d{1,2})(?: (\d{4}))? (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d{2}:?\d{2}))?$/;

export interface LogTimeReader {
  /** Epoch milliseconds, or null for a stamp that is not understood. */
  read(stamp: string): number | null;
}

/**
 * Reads RFC 3164, ISO 8601 and Exim time stamps. A stamp without a zone is in this machine's zone, as the daemons write
 * it. One without a year gets the latest year that does not put it more than a day past the clock.
 */
export function createLogTimeReader(clock: Clock): LogTimeReader {
  let lastStamp = "";
  let lastTime: number | null = null;
  return {
    read(stamp) {
      if (stamp !== lastStamp) {
        lastTime = readStamp(stamp, clock);
        // A cons or sliced string would keep its chunk alive.
        lastStamp = Buffer.from(stamp, "latin1").toString("latin1");
      }
      return lastTime;
    },
  };
}

function readStamp(stamp: string, clock: Clock): number | null {
  const iso = ISO.exec(stamp);
  if (iso !== null) return readIso(iso);
  const bsd = BSD.exec(stamp);
  if (bsd !== null) return readBsd(bsd, clock);
  return null;
}

function readIso(match: RegExpExecArray): number | null {
  const [, year, month, day, hours, minutes, seconds, fraction, zone] = match;
  const parts = [year, month, day, hours, minutes, seconds].map(Number);
  if (zone === undefined) return localTime(parts, fraction);
  const [y, mo, d, h, mi, s] = parts as [number, number, number, number, number, number];
  if (mo < 1 || mo > 12 || d < 1 || d > 31 || h > 23 || mi > 59 || s > 60) return null;
  const offset = zone === "Z" ? 0 : zoneMinutes(zone);
  return Date.UTC(y, mo - 1, d, h, mi, s) + milliseconds(fraction) - offset * 60_000;
}

function zoneMinutes(zone: string): number {
  const sign = zone.startsWith("-") ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

function readBsd(match: RegExpExecArray, clock: Clock): number | null {
  const [, monthName, day, year, hours, minutes, seconds, fraction] = match;
  const month = MONTHS.indexOf(monthName ?? "") + 1;
  if (month === 0) return null;
  const rest = [month, Number(day), Number(hours), Number(minutes), Number(seconds)];
  if (year !== undefined) return localTime([Number(year), ...rest], fraction);
  const latest = clock.now().getTime() + DAY_MS;
  const thisYear = new Date(latest).getFullYear();
  // 29 February exists in one year of four, eight years apart around 1900 and 2100.
  for (let candidate = thisYear; candidate >= thisYear - 8; candidate -= 1) {
    const time = localTime([candidate, ...rest], fraction);
    if (time !== null && time <= latest) return time;
  }
  return null;
}

function localTime(parts: readonly number[], fraction: string | undefined): number | null {
  const [year, month, day, hours, minutes, seconds] = parts as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || hours > 23 || minutes > 59 || seconds > 60) return null;
  const date = new Date(year, month - 1, day, hours, minutes, seconds);
  if (date.getDate() !== day && seconds !== 60) return null;
  return date.getTime() + milliseconds(fraction);
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000);
}
