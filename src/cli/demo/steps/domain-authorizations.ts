import { SAMPLE_DOMAIN_AUTHORIZATIONS, type SampleDomainAuthorization } from "../plan/domain-authorizations.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

export function domainAuthorizationSteps(): Step[] {
  return SAMPLE_DOMAIN_AUTHORIZATIONS.flatMap((each): Step[] => [
    { when: each.asked, run: (stage) => request(stage, each) },
    ...(each.revoked === undefined ? [] : [{ when: each.revoked, run: (stage: Stage) => revoke(stage, each) }]),
  ]);
}

async function request(stage: Stage, { account, domain, by }: SampleDomainAuthorization): Promise<void> {
  const { id } = await stage.callAs<{ id: string }>(
    by,
    `mutation ($input: RequestDomainAuthorizationInput!) { requestDomainAuthorization(input: $input) { id } }`,
    { input: { accountId: stage.id(account), domain } },
  );
  stage.remember(`${account} as anyone of ${domain}`, id);
}

async function revoke(stage: Stage, { account, domain, by }: SampleDomainAuthorization): Promise<void> {
  await stage.callAs(
    by,
    "mutation ($id: ID!, $reason: String) { revokeDomainAuthorization(id: $id, reason: $reason) { id } }",
    { id: stage.id(`${account} as anyone of ${domain}`), reason: "has changed to another post" },
  );
}
