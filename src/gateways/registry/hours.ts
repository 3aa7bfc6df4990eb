export const HOUR_MS = 60 * 60_000;
/** Two weeks, so that an hour can be laid beside the same one of the week before. */
export const HOURS_KEPT = 14 * 24;

/** Hours since 1970 in UTC. */
export function hourOf(at: Date): number {
  return Math.floor(at.getTime() / HOUR_MS);
}
