import { rehearse } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { changesOf, type SetPolicyInput, setPolicy } from "../../policy/index.js";
import type { Services } from "../../request/index.js";
import { resolveScope } from "../../tenancy/index.js";
import { type ReadinessSummary, type ReadinessWanted, readinessWindow, summarizeReadiness } from "./summarize.js";

/**
 * Readiness of a scope before and after a change of its policy, at one and the same moment. The change is made as it
 * would be, with everything that may refuse it, and undone with its transaction: nothing is recorded, and nobody sees it.
 */
export async function previewPolicy(
  { database, clock }: Pick<Services, "database" | "clock">,
  actor: Actor,
  input: SetPolicyInput,
  wanted: ReadinessWanted,
): Promise<{ readonly before: ReadinessSummary; readonly after: ReadinessSummary }> {
  return rehearse(database, async (tx) => {
    const scope = await resolveScope(tx.manager, actor, input.scope, "input.scope");
    await setPolicy(tx, actor, scope, changesOf(input), input.locked);
    const options = await readinessWindow(tx.manager, scope, wanted, clock.now());
    const after = await summarizeReadiness(tx.manager, scope, options);
    const before = await summarizeReadiness(database.reader, scope, options);
    return { before, after };
  });
}
