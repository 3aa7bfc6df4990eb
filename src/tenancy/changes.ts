/**
 * What differs between a row and what somebody wants of it, for the update and the audit event alike; null when nothing
 * does. `undefined` in `wanted` leaves a value as it is.
 */
export function changesOf<Row extends object, Wanted extends Partial<Row>>(
  row: Row,
  wanted: Wanted,
): { before: Partial<Wanted>; after: Partial<Wanted> } | null {
  const before: Partial<Wanted> = {};
  const after: Partial<Wanted> = {};
  for (const key of Object.keys(wanted) as (keyof Wanted & keyof Row)[]) {
    if (wanted[key] === undefined || (wanted[key] as unknown) === row[key]) continue;
    before[key] = row[key] as unknown as Wanted[typeof key];
    after[key] = wanted[key];
  }
  return Object.keys(after).length === 0 ? null : { before, after };
}
