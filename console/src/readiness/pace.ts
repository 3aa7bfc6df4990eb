const DAY_MS = 24 * 60 * 60 * 1_000;
const PACE_DAYS = 14;
const MAX_DAYS_AHEAD = 120;

export interface DayValue {
  /** As 2026-04-12. */
  readonly day: string;
  readonly value: number;
}

/**
 * Where the straight line through the last two weeks leads on that day, never below zero; null without a week to go by,
 * or where the day is past or too far ahead to be told. Today is left out: it is not over.
 */
export function paceOf(points: readonly DayValue[], until: string): DayValue | null {
  const last = points.at(-1);
  const whole = points.slice(-PACE_DAYS - 1, -1);
  if (last === undefined || whole.length < 7) return null;
  const ahead = numberOf(until) - numberOf(last.day);
  if (ahead < 1 || ahead > MAX_DAYS_AHEAD) return null;
  const days = whole.map(({ day }) => numberOf(day));
  const meanDay = mean(days);
  const meanValue = mean(whole.map(({ value }) => value));
  const spread = days.reduce((sum, day) => sum + (day - meanDay) ** 2, 0);
  const common = whole.reduce((sum, { day, value }) => sum + (numberOf(day) - meanDay) * (value - meanValue), 0);
  const slope = spread === 0 ? 0 : common / spread;
  return { day: until, value: Math.max(0, Math.round(meanValue + slope * (numberOf(until) - meanDay))) };
}

export function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
