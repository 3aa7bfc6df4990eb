import { consoleActionTexts } from "./actions.js";
import { consoleAlarmsTexts } from "./alarms.js";
import { consoleAuditTexts } from "./audit.js";
import { consoleAliasesTexts } from "./domain-aliases.js";
import { consoleExplainTexts } from "./explain.js";
import { consoleFrameTexts } from "./frame.js";
import { consoleGatewaysTexts } from "./gateways.js";
import { consoleHelpTexts } from "./help.js";
import { consoleHomeTexts } from "./home.js";
import { consoleJobsTexts } from "./jobs.js";
import { consoleJumpTexts } from "./jumps.js";
import { consoleKeysTexts } from "./keys.js";
import { consoleLimitsTexts } from "./limits.js";
import { consoleOutboxTexts } from "./outbox.js";
import { consolePartTexts } from "./parts.js";
import { consolePeopleTexts } from "./people.js";
import { consoleProofTexts } from "./proof.js";
import { consoleReadinessTexts } from "./readiness.js";
import { consoleRequestsTexts } from "./requests.js";
import { consoleScheduleTexts } from "./schedule.js";
import { consoleSearchTexts } from "./search.js";
import { consoleSecurityTexts } from "./security.js";
import { consoleSendersTexts } from "./senders.js";
import { consoleSettingsTexts } from "./settings.js";
import { consoleStartTexts } from "./start.js";
import { consoleStatisticsTexts } from "./statistics.js";
import { consoleTenantsTexts } from "./tenants.js";
import { consoleViewsTexts } from "./views.js";
import { consoleWebhooksTexts } from "./webhooks.js";
import { consoleWhoSendsTexts } from "./who-sends.js";

/** Everything that the console says, in English; its screens have a file each. */
export const consoleTexts = {
  ...consoleFrameTexts,
  ...consoleHomeTexts,
  ...consolePartTexts,
  ...consoleRequestsTexts,
  ...consoleSendersTexts,
  ...consoleWhoSendsTexts,
  ...consoleJobsTexts,
  ...consoleReadinessTexts,
  ...consoleScheduleTexts,
  ...consoleTenantsTexts,
  ...consoleAliasesTexts,
  ...consoleGatewaysTexts,
  ...consoleActionTexts,
  ...consoleExplainTexts,
  ...consoleSearchTexts,
  ...consoleAuditTexts,
  ...consoleSettingsTexts,
  ...consoleLimitsTexts,
  ...consoleSecurityTexts,
  ...consolePeopleTexts,
  ...consoleOutboxTexts,
  ...consoleKeysTexts,
  ...consoleViewsTexts,
  ...consoleWebhooksTexts,
  ...consoleProofTexts,
  ...consoleJumpTexts,
  ...consoleStartTexts,
  ...consoleHelpTexts,
  ...consoleAlarmsTexts,
  ...consoleStatisticsTexts,
} as const;
