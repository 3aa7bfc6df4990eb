import { SAMPLE_DOMAIN_ALIASES, type SampleDomainAlias } from "../plan/domain-aliases.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

export function domainAliasSteps(): Step[] {
  return SAMPLE_DOMAIN_ALIASES.map((alias) => ({
    when: { daysAgo: alias.madeDaysAgo, at: "10:50" },
    run: (stage) => makeAlias(stage, alias),
  }));
}

async function makeAlias(stage: Stage, { name, domain, by }: SampleDomainAlias): Promise<void> {
  const { id, proof } = await stage.callAs<{ id: string; proof: string }>(
    by,
    "mutation ($input: CreateDomainAliasInput!) { createDomainAlias(input: $input) { id proof } }",
    { input: { domainId: stage.id(domain), name } },
  );
  if (proof === "UNPROVEN") {
    await stage.callAs(by, "mutation ($id: ID!) { requestDomainProof(id: $id) { id } }", { id });
  }
}
