import { badInput } from "../kernel/index.js";

const MAX_PERMISSION_MS = 20 * 365 * 24 * 60 * 60 * 1_000;

/** The end of a permission; null for none. Throws BAD_USER_INPUT for one that is over already or absurdly far away. */
export function optionalUntil(until: Date | null | undefined, now: Date, field: string): Date | null {
  if (until === null || until === undefined) return null;
  const isSane = until > now && until.getTime() <= now.getTime() + MAX_PERMISSION_MS;
  if (!isSane)
    throw badInput("DATE_NOT_ALLOWED", field, "The date must lie in the future, within twenty years", "a date to come");
  return until;
}
