import { Administrator, AdministratorRole } from "../../access/index.js";
import { buildApiSchema } from "../../app/index.js";
import type { Database } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { Reseller } from "../../tenancy/index.js";
import { REFUSED_MAIL } from "./plan/open-identities.js";
import { SAMPLE_RESELLERS } from "./plan/tenants.js";
import { complaintSteps } from "./steps/complaints.js";
import { credentialSteps } from "./steps/credentials.js";
import { domainAliasSteps } from "./steps/domain-aliases.js";
import { domainAuthorizationSteps } from "./steps/domain-authorizations.js";
import { gatewayHourSteps } from "./steps/gateway-hours.js";
import { helpTextSteps } from "./steps/help-texts.js";
import { holdSteps } from "./steps/holds.js";
import { identitySteps } from "./steps/identities.js";
import { jobSteps } from "./steps/jobs.js";
import { policySteps } from "./steps/policies.js";
import { proposalSteps } from "./steps/proposals.js";
import { savedViewSteps } from "./steps/saved-views.js";
import { tenantSteps } from "./steps/tenants.js";
import { trafficSteps } from "./steps/traffic.js";
import { webhookSteps } from "./steps/webhooks.js";
import { dayFrom } from "./story/moments.js";
import { Stage } from "./story/stage.js";
import { StoryClock } from "./story/story-clock.js";
import { type Step, tell } from "./story/tell.js";

const STORY_DAYS = 70;

/** The database as it is written to when the platform of the samples began: its operator comes first. */
export function atBeginningOfStory({ database, clock }: Pick<Services, "database" | "clock">): Database {
  return database.under(new StoryClock(beginningOfStory(clock.now())));
}

function beginningOfStory(now: Date): number {
  return dayFrom(now, -STORY_DAYS) + 8 * 60 * 60 * 1_000;
}

/**
 * Makes the sample tenants in a database that has an operator and no tenants: ten weeks of a platform, told in the order
 * of time. The same moment gives the same story; secrets and ids are drawn. Returns whether they are there: made now, or
 * before.
 */
export async function makeDemo(services: Services): Promise<boolean> {
  const { reader } = services.database;
  if (await reader.exists(Reseller)) return reader.existsBy(Reseller, { slug: SAMPLE_RESELLERS[0]?.slug });
  const now = services.clock.now();
  const stage = new Stage(services, await buildApiSchema(), beginningOfStory(now), REFUSED_MAIL);
  const { id } = await reader.findOneByOrFail(Administrator, { role: AdministratorRole.OPERATOR });
  await stage.introduce("admin", { kind: "ADMINISTRATOR", role: "OPERATOR", id, scope: { platform: true } });
  try {
    await tell(stage, storyOf(now), now);
  } finally {
    stage.mail.close();
  }
  return true;
}

/** Of one moment those that come first in this list happen first. */
function storyOf(now: Date): Step[] {
  return [
    ...tenantSteps(),
    ...policySteps(now),
    ...domainAliasSteps(),
    ...helpTextSteps(),
    ...savedViewSteps(),
    ...credentialSteps(),
    ...gatewayHourSteps(),
    ...webhookSteps(now),
    ...identitySteps(now),
    ...domainAuthorizationSteps(),
    ...trafficSteps(),
    ...complaintSteps(),
    ...proposalSteps(),
    ...holdSteps(),
    ...jobSteps(),
  ];
}
