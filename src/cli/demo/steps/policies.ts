import { SAMPLE_POLICIES, type SamplePolicy } from "../plan/policies.js";
import { SAMPLE_PLATFORM, SAMPLE_RESELLERS } from "../plan/tenants.js";
import { midnightFrom } from "../story/moments.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

export function policySteps(now: Date): Step[] {
  return SAMPLE_POLICIES.map((policy) => ({
    when: { daysAgo: policy.setDaysAgo, at: "11:10" },
    run: (stage) => setPolicy(stage, policy, now),
  }));
}

async function setPolicy(stage: Stage, policy: SamplePolicy, now: Date): Promise<void> {
  const { by, schedule, settings, grandfatherInDays } = policy;
  const zone = zoneOf(policy);
  const at = (inDays: number) => midnightFrom(now, inDays, zone).toISOString();
  await stage.callAs(by, "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { __typename } }", {
    input: {
      scope: scopeOf(stage, policy),
      ...settings,
      schedule: schedule?.map(([inDays, mode]) => ({ at: at(inDays), mode })),
      grandfatherUntil: grandfatherInDays === undefined ? undefined : at(grandfatherInDays),
    },
  });
}

function scopeOf(stage: Stage, { reseller, domain, account }: SamplePolicy): object {
  if (reseller !== undefined) return { resellerId: stage.id(reseller) };
  if (domain !== undefined) return { domainId: stage.id(domain) };
  return account === undefined ? { platform: true } : { accountId: stage.id(account) };
}

/** In which the mails about the scope say their dates. */
function zoneOf({ reseller, domain }: SamplePolicy): string {
  const own = SAMPLE_RESELLERS.find(
    ({ slug, domains }) => slug === reseller || domains.some(({ name }) => name === domain),
  );
  return (own ?? SAMPLE_PLATFORM).timeZone;
}
