import type { Scope } from "../../../kernel/index.js";
import type { ReadinessWindow } from "../summarize.js";

/** A domain and an account are looked at as they are. */
export type SummedScope = Extract<Scope, { readonly kind: "PLATFORM" | "RESELLER" }>;

/** A report that sums are kept for. */
export interface SumQuery {
  readonly scope: SummedScope;
  /** One of `SUMMED_DAYS`. */
  readonly days: number;
  /** As `readinessWindow` has it. */
  readonly window: ReadinessWindow;
  readonly now: Date;
}
