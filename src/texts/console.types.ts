import type { Translated } from "./catalogue.types.js";
import type { consoleActionTexts } from "./en/console/actions.js";
import type { consoleAlarmsTexts } from "./en/console/alarms.js";
import type { consoleAuditTexts } from "./en/console/audit.js";
import type { consoleAliasesTexts } from "./en/console/domain-aliases.js";
import type { consoleExplainTexts } from "./en/console/explain.js";
import type { consoleFrameTexts } from "./en/console/frame.js";
import type { consoleGatewaysTexts } from "./en/console/gateways.js";
import type { consoleHelpTexts } from "./en/console/help.js";
import type { consoleHomeTexts } from "./en/console/home.js";
import type { consoleJobsTexts } from "./en/console/jobs.js";
import type { consoleJumpTexts } from "./en/console/jumps.js";
import type { consoleKeysTexts } from "./en/console/keys.js";
import type { consoleLimitsTexts } from "./en/console/limits.js";
import type { consoleOutboxTexts } from "./en/console/outbox.js";
import type { consolePartTexts } from "./en/console/parts.js";
import type { consolePeopleTexts } from "./en/console/people.js";
import type { consoleProofTexts } from "./en/console/proof.js";
import type { consoleReadinessTexts } from "./en/console/readiness.js";
import type { consoleRequestsTexts } from "./en/console/requests.js";
import type { consoleScheduleTexts } from "./en/console/schedule.js";
import type { consoleSearchTexts } from "./en/console/search.js";
import type { consoleSecurityTexts } from "./en/console/security.js";
import type { consoleSendersTexts } from "./en/console/senders.js";
import type { consoleSettingsTexts } from "./en/console/settings.js";
import type { consoleStartTexts } from "./en/console/start.js";
import type { consoleStatisticsTexts } from "./en/console/statistics.js";
import type { consoleTenantsTexts } from "./en/console/tenants.js";
import type { consoleViewsTexts } from "./en/console/views.js";
import type { consoleWebhooksTexts } from "./en/console/webhooks.js";
import type { consoleWhoSendsTexts } from "./en/console/who-sends.js";

export type ConsoleFrameTexts = Translated<typeof consoleFrameTexts>;

export type ConsoleProofTexts = Translated<typeof consoleProofTexts>;

export type ConsolePartTexts = Translated<typeof consolePartTexts>;

export type ConsoleSendersTexts = Translated<typeof consoleSendersTexts>;

export type ConsoleRequestsTexts = Translated<typeof consoleRequestsTexts>;

export type ConsoleWhoSendsTexts = Translated<typeof consoleWhoSendsTexts>;
export type ConsoleJobsTexts = Translated<typeof consoleJobsTexts>;

export type ConsoleReadinessTexts = Translated<typeof consoleReadinessTexts>;

export type ConsoleScheduleTexts = Translated<typeof consoleScheduleTexts>;
export type ConsoleStatisticsTexts = Translated<typeof consoleStatisticsTexts>;
export type ConsoleAlarmsTexts = Translated<typeof consoleAlarmsTexts>;
export type ConsoleHelpTexts = Translated<typeof consoleHelpTexts>;
export type ConsoleStartTexts = Translated<typeof consoleStartTexts>;
export type ConsoleHomeTexts = Translated<typeof consoleHomeTexts>;

export type ConsoleAliasesTexts = Translated<typeof consoleAliasesTexts>;
export type ConsoleTenantsTexts = Translated<typeof consoleTenantsTexts>;

export type ConsoleGatewaysTexts = Translated<typeof consoleGatewaysTexts>;

export type ConsoleActionTexts = Translated<typeof consoleActionTexts>;

export type ConsoleExplainTexts = Translated<typeof consoleExplainTexts>;

export type ConsoleSearchTexts = Translated<typeof consoleSearchTexts>;

export type ConsoleAuditTexts = Translated<typeof consoleAuditTexts>;

export type ConsoleSettingsTexts = Translated<typeof consoleSettingsTexts>;

export type ConsoleLimitsTexts = Translated<typeof consoleLimitsTexts>;

export type ConsoleSecurityTexts = Translated<typeof consoleSecurityTexts>;

export type ConsolePeopleTexts = Translated<typeof consolePeopleTexts>;
export type ConsoleOutboxTexts = Translated<typeof consoleOutboxTexts>;

export type ConsoleKeysTexts = Translated<typeof consoleKeysTexts>;

export type ConsoleViewsTexts = Translated<typeof consoleViewsTexts>;
export type ConsoleWebhooksTexts = Translated<typeof consoleWebhooksTexts>;
export type ConsoleJumpTexts = Translated<typeof consoleJumpTexts>;
