import { isIdentifier, notFound } from "../kernel/index.js";

const DASHES = /-/g;
const COMPACT_UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** `Account` and a UUID as callers see them: `Account_0193…`. */
export function toGlobalId(kind: string, id: string): string {
  return `${kind}_${id.replace(DASHES, "")}`;
}

/** Null for anything that is not one of our ids. */
export function parseGlobalId(globalId: string): { kind: string; id: string } | null {
  const separator = globalId.lastIndexOf("_");
  const parts = COMPACT_UUID.exec(globalId.slice(separator + 1));
  if (separator < 1 || separator > 64 || parts === null) return null;
  const id = parts.slice(1).join("-");
  return isIdentifier(id) ? { kind: globalId.slice(0, separator), id } : null;
}

/**
 * The UUID inside an id of the given kind. An id of another kind, or none at all, is NOT_FOUND like an id that no row
 * has: callers need not and cannot tell them apart.
 */
export function fromGlobalId(kind: string, globalId: string): string {
  const parsed = parseGlobalId(globalId);
  if (parsed === null || parsed.kind !== kind) throw notFound(kind);
  return parsed.id;
}

/** For an id that may be left out. Only what is absent is undefined: an empty text is no id, and NOT_FOUND. */
export function fromOptionalId(kind: string, globalId: string | null | undefined): string | undefined {
  return globalId === null || globalId === undefined ? undefined : fromGlobalId(kind, globalId);
}
