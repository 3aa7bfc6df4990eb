import { DomainError } from "./domain-error.js";

/**
 * Throws VERSION_CHANGED where a row is another than the caller has seen. `undefined` asks for nothing; null means that
 * the caller saw none.
 */
export function requireUnchanged(
  row: { readonly updatedAt: Date | null } | null,
  ifUpdatedAt: Date | null | undefined,
  field: string,
): void {
  if (ifUpdatedAt === undefined) return;
  const updatedAt = row?.updatedAt ?? null;
  if (updatedAt?.getTime() === ifUpdatedAt?.getTime()) return;
  throw changed({ updatedAt: updatedAt?.toISOString() ?? null }, `${updatedAt?.toISOString() ?? null}`, field);
}

/** The same for rows that count their versions. */
export function requireVersion(row: { readonly version: number }, ifVersion: number, field: string): void {
  if (row.version !== ifVersion) throw changed({ version: row.version }, `${row.version}`, field);
}

function changed(current: Readonly<Record<string, unknown>>, expected: string, field: string): DomainError {
  return new DomainError("VERSION_CHANGED", "Somebody else changed this meanwhile", { field, expected, current });
}
