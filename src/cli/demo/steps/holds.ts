import { RELEASED_HOLDS, type ReleasedHold } from "../plan/holds.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

export function holdSteps(): Step[] {
  return RELEASED_HOLDS.map((hold) => ({ when: hold.when, run: (stage) => release(stage, hold) }));
}

async function release(stage: Stage, { domain, by, reason }: ReleasedHold): Promise<void> {
  const { edges } = await stage.callAs<{ edges: { node: { id: string; domain: { id: string } | null } }[] }>(
    by,
    "{ enforcementHolds(first: 100, state: HELD) { edges { node { id domain { id } } } } }",
  );
  const held = edges.find(({ node }) => node.domain?.id === stage.id(domain));
  if (held === undefined) throw new Error(`Nothing is held in ${domain}`);
  await stage.callAs(by, "mutation ($id: ID!, $reason: String) { releaseHold(id: $id, reason: $reason) { id } }", {
    id: held.node.id,
    reason,
  });
}
