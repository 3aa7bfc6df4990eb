import { type GlobalId, isIdentifier, notFound } from "../kernel/index.js";

const DASHES = /-/g;
const COMPACT_UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** `Account` and a UUID as callers see them: `Account_0193…`. */
export function toGlobalId(kind: string, id: string): GlobalId {
  return readGlobalId(`${kind}_${id.replace(DASHES, "")}`);
}

/** What a caller wrote where an id belongs, outside of GraphQL's arguments; it may be none. */
export function readGlobalId(text: string): GlobalId {
  const written: unknown = text;
  return written as GlobalId;
}

/** Null for anything that is not one of our ids. */
export function parseGlobalId(globalId: GlobalId): { kind: string; id: string } | null {
  const text = String(globalId);
  const separator = text.lastIndexOf("_");
  const parts = COMPACT_UUID.exec(text.slice(separator + 1));
  if (separator < 1 || separator > 64 || parts === null) return null;
  const id = parts.slice(1).join("-");
  return isIdentifier(id) ? { kind: text.slice(0, separator), id } : null;
}

/**
 * The UUID inside an id of the given kind. An id of another kind, or none at all, is NOT_FOUND like an id that no row
 * has: callers need not and cannot tell them apart.
 */
export function fromGlobalId(kind: string, globalId: GlobalId): string {
  const parsed = parseGlobalId(globalId);
  if (parsed === null || parsed.kind !== kind) throw notFound(kind);
  return parsed.id;
}

/** For an id that may be left out. Only what is absent is undefined: an empty text is no id, and NOT_FOUND. */
export function fromOptionalId(kind: string, globalId: GlobalId | null | undefined): string | undefined {
  return globalId === null || globalId === undefined ? undefined : fromGlobalId(kind, globalId);
}
