import type { Actor } from "../kernel/index.js";
import { BrandState } from "./brand-state.js";

/** What strangers see of a reseller, or are led to by it, once the operator has looked at it. */
export const BRAND_FIELDS = ["brandName", "supportContact", "panelUrl", "logo"] as const;

export type BrandField = (typeof BRAND_FIELDS)[number];

type BrandTexts = { readonly [Name in BrandField]: string | null };

type BrandChange = { readonly [Name in BrandField]?: BrandTexts[Name] | undefined };

/**
 * The state of a reseller's texts once they are changed; `before` is null for a new reseller. Approved are the texts
 * that the operator has looked at: another one ends the approval, and what the operator sets itself needs none.
 */
export function brandStateAfter(
  actor: Actor,
  before: (BrandTexts & { readonly brandState: BrandState }) | null,
  wanted: BrandChange,
): BrandState {
  const old = (name: BrandField) => before?.[name] ?? null;
  const after = (name: BrandField) => (wanted[name] === undefined ? old(name) : wanted[name]);
  const oldState = before?.brandState ?? BrandState.APPROVED;
  if (BRAND_FIELDS.every((name) => after(name) === null)) return BrandState.NONE;
  if (BRAND_FIELDS.every((name) => after(name) === old(name))) return oldState;
  if (!isOperatorsWord(actor)) return BrandState.WAITING;
  const isAllSeen = BRAND_FIELDS.every((name) => after(name) === null || typeof wanted[name] === "string");
  return isAllSeen || isApprovedOrNone(oldState) ? BrandState.APPROVED : oldState;
}

/** What the operator writes itself needs nobody's approval. */
export function isOperatorsWord({ kind, role }: Actor): boolean {
  return kind === "SYSTEM" || role === "OPERATOR";
}

function isApprovedOrNone(state: BrandState): boolean {
  return state === BrandState.APPROVED || state === BrandState.NONE;
}
