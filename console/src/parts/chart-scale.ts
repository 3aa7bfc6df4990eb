const DAY_MS = 24 * 60 * 60 * 1_000;
const STEPS = [1, 2, 5, 10] as const;

export interface Scale {
  readonly step: number;
  readonly most: number;
}

/** Round steps, at most five of them, up to above the greatest value; of what is counted a step is one at least. */
export function scaleOf(greatest: number, leastStep = 1): Scale {
  const power = 10 ** Math.floor(Math.log10(greatest / 5 || 1));
  const found = STEPS.map((factor) => factor * power).find((each) => each * 5 >= greatest) ?? power * 10;
  const step = Math.max(leastStep, found);
  return { step, most: step * Math.ceil(greatest / step) };
}

/** Of a day as 2026-04-12; days that follow each other differ by one. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}
