import { AUTHORIZATION_STATES } from "../src/authorizations/authorization-transitions.js";
import { DOMAIN_AUTHORIZATION_STATES } from "../src/authorizations/domain-authorization-states.js";
import { BATCH_JOB_STATES } from "../src/batch-jobs/batch-job-states.js";
import type { StateTable } from "../src/kernel/state-machine.js";
import { MAIL_STATES } from "../src/outbox/mail-states.js";
import { PRESS_STATES } from "../src/presses/press-states.js";
import { HOLD_STATES } from "../src/rollout/brake/hold-states.js";
import { PROPOSAL_STATES } from "../src/rollout/proposals/proposal-states.js";
import { DOMAIN_PROOF_STATES } from "../src/tenancy/domain-proof-states.js";
import { APPROVAL_STATES } from "../src/verification/approval-states.js";
import { VERIFICATION_STATES } from "../src/verification/verification-states.js";
import { DELIVERY_STATES, WEBHOOK_STATES } from "../src/webhooks/webhook-states.js";

const TABLES: readonly (readonly [title: string, table: StateTable<string, string>])[] = [
  ["Authorization", AUTHORIZATION_STATES],
  ["Domain authorization", DOMAIN_AUTHORIZATION_STATES],
  ["Proof of a domain", DOMAIN_PROOF_STATES],
  ["Question to an owner", VERIFICATION_STATES],
  ["Request for approval", APPROVAL_STATES],
  ["Proposal", PROPOSAL_STATES],
  ["Held enforcement", HOLD_STATES],
  ["Mail in the outbox", MAIL_STATES],
  ["Press on a page", PRESS_STATES],
  ["Webhook", WEBHOOK_STATES],
  ["Message for a webhook", DELIVERY_STATES],
  ["Batch job", BATCH_JOB_STATES],
];

/** Every table of states as a diagram, for docs/states.md. */
export function printStates(): string {
  const parts = TABLES.map(([title, table]) => `## ${title}\n\n\`\`\`mermaid\n${diagramOf(table)}\n\`\`\`\n`);
  return [
    "<!-- Generated from the tables of states by `npm run schema`. Do not edit. -->\n",
    "# States and what moves them\n",
    "An arrow is an event of the table in the code; every other change is refused with CONFLICT. What has no arrow out of\nit is done.\n",
    ...parts,
  ].join("\n");
}

function diagramOf({ beginnings, endings, transitions }: StateTable<string, string>): string {
  const arrows = Object.entries(transitions).flatMap(([from, row]) => {
    const byTarget = new Map<string, string[]>();
    for (const [event, to = ""] of Object.entries(row)) byTarget.set(to, [...(byTarget.get(to) ?? []), event]);
    return [...byTarget].map(([to, events]) => `${from} --> ${to}: ${events.join(", ")}`);
  });
  const lines = [
    ...beginnings.map((state) => `[*] --> ${state}`),
    ...arrows,
    ...endings.map((state) => `${state} --> [*]`),
  ];
  return ["stateDiagram-v2", ...lines.map((line) => `  ${line}`)].join("\n");
}
