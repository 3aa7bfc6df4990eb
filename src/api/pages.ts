import { registerEmailConfirmation } from "../access/index.js";
import { registerReplica } from "../gateways/index.js";
import { registerReadinessExport, registerUnsubscribePages } from "../observations/index.js";
import { registerDevMail } from "../outbox/index.js";
import { registerVerificationPages } from "../verification/index.js";
import { registerExplorer } from "./explorer.page.js";
import { registerHelp } from "./help.page.js";
import type { PageRegistration } from "./http-server.js";

/** Pages of all rooms, apart from the API itself. */
export const pages: readonly PageRegistration[] = [
  registerExplorer,
  registerHelp,
  registerDevMail,
  registerVerificationPages,
  registerEmailConfirmation,
  registerReplica,
  registerReadinessExport,
  registerUnsubscribePages,
];
