import type { EntityManager } from "typeorm";
import { placeOfScope, type Scope } from "../../kernel/index.js";
import { type PolicyWarning, policyChains, resolveSettings, warningsOf } from "../../policy/index.js";
import { findEnforcements } from "./upcoming-enforcements.queries.js";

/** Scopes with a date of their own from which mail will be refused, and what each does without. */
export async function enforcementWarnings(
  manager: EntityManager,
  now: Date,
): Promise<{ readonly scope: Scope; readonly warnings: readonly PolicyWarning[] }[]> {
  const enforcements = await findEnforcements(manager, now.getTime(), Number.MAX_SAFE_INTEGER);
  const scopes = enforcements.map(({ scope }) => scope);
  const chains = await policyChains(manager, scopes.map(placeOfScope));
  return scopes.flatMap((scope, index) => {
    const warnings = warningsOf(resolveSettings(chains[index] ?? []), now.getTime());
    return warnings.length === 0 ? [] : [{ scope, warnings }];
  });
}
