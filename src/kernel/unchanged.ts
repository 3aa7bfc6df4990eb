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
  throw new DomainError("VERSION_CHANGED", "Somebody else changed this meanwhile", {
    field,
    expected: updatedAt?.toISOString() ?? "null",
    current: { updatedAt: updatedAt?.toISOString() ?? null },
  });
}
