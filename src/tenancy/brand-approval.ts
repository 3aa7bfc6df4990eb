import type { Actor } from "../kernel/index.js";
import { BrandState } from "./brand-state.js";

interface BrandTexts {
  readonly brandName: string | null;
  readonly supportContact: string | null;
}

type BrandChange = { readonly [Name in keyof BrandTexts]?: BrandTexts[Name] | undefined };

/**
 * The state of a reseller's texts once they are changed; `before` is null for a new reseller. Approved are the texts
 * that the operator has looked at: another one ends the approval, and what the operator sets itself needs none.
 */
export function brandStateAfter(
  { kind, role }: Actor,
  before: (BrandTexts & { readonly brandState: BrandState }) | null,
  wanted: BrandChange,
): BrandState {
  const old = before ?? { brandName: null, supportContact: null, brandState: BrandState.APPROVED };
  const after = {
    brandName: wanted.brandName === undefined ? old.brandName : wanted.brandName,
    supportContact: wanted.supportContact === undefined ? old.supportContact : wanted.supportContact,
  };
  if (after.brandName === null && after.supportContact === null) return BrandState.NONE;
  if (after.brandName === old.brandName && after.supportContact === old.supportContact) return old.brandState;
  if (kind !== "SYSTEM" && role !== "OPERATOR") return BrandState.WAITING;
  const isSeen = (name: keyof BrandTexts) => after[name] === null || typeof wanted[name] === "string";
  const isAllSeen = isSeen("brandName") && isSeen("supportContact");
  return isAllSeen || isApprovedOrNone(old.brandState) ? BrandState.APPROVED : old.brandState;
}

function isApprovedOrNone(state: BrandState): boolean {
  return state === BrandState.APPROVED || state === BrandState.NONE;
}
