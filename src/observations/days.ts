export const DAY_MS = 24 * 60 * 60 * 1_000;

/** Days since 1970-01-01, UTC. */
export function dayNumber(at: number | Date): number {
  return Math.floor((at instanceof Date ? at.getTime() : at) / DAY_MS);
}

export function startOfDay(day: number): Date {
  return new Date(day * DAY_MS);
}

/** `2026-04-12` */
export function formatDay(day: number): string {
  return startOfDay(day).toISOString().slice(0, 10);
}

/** ISO 8601 week, for instance `2026-W15`: the period in which an alert goes out at most once. */
export function weekOf(at: Date): string {
  const thursday = new Date(at.getTime());
  thursday.setUTCDate(at.getUTCDate() + 4 - (at.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((dayNumber(thursday) - dayNumber(Date.UTC(year, 0, 1))) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
