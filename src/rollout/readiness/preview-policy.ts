import type { Services } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import { changesOf, type SetPolicyInput, setPolicy } from "../../policy/index.js";
import { resolveScope } from "../../tenancy/index.js";
import { type ReadinessQuery, type ReadinessSummary, readinessWindow, summarizeReadiness } from "./summarize.js";
import { takeWalk } from "./walks.js";

/**
 * Readiness of a scope before and after a change of its policy, at one and the same moment. The change is made as it
 * would be, with everything that may refuse it, and undone with its transaction: nothing is recorded, and nobody sees it.
 * The transaction is over before the walks begin, which may take long: they get the tried policy handed in.
 */
export async function previewPolicy(
  { database, clock }: Pick<Services, "database" | "clock">,
  actor: Actor,
  input: SetPolicyInput,
  wanted: ReadinessQuery,
): Promise<{ readonly before: ReadinessSummary; readonly after: ReadinessSummary }> {
  const { scope, policy, options } = await database.rehearse(async (tx) => {
    const scope = await resolveScope(tx.manager, actor, input.scope, "input.scope");
    const policy = await setPolicy(tx, actor, scope, { changes: changesOf(input), locked: input.locked });
    const options = await readinessWindow(tx.manager, scope, wanted, clock.now());
    return { scope, policy, options };
  });
  return takeWalk(database, async () => ({
    before: await summarizeReadiness(database.reader, scope, options),
    after: await summarizeReadiness(database.reader, scope, { ...options, triedPolicy: policy }),
  }));
}
