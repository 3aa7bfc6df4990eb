import { registerEmailConfirmation } from "../access/index.js";
import type { PageRegistration } from "../api/index.js";
import {
  registerBrandLogos,
  registerBrandSheets,
  registerConsoleFiles,
  registerConsoleSession,
  registerExplorer,
  registerHelp,
  registerHome,
} from "../api/index.js";
import { registerFullCopy } from "../gateways/index.js";
import { registerDevMail } from "../outbox/index.js";
import { registerReadinessExport, registerUnsubscribePages } from "../rollout/index.js";
import { registerVerificationPages } from "../verification/index.js";

/** Pages of all rooms, apart from the API itself. */
export const pages: readonly PageRegistration[] = [
  registerExplorer,
  registerHelp,
  registerConsoleSession,
  registerConsoleFiles,
  registerBrandLogos,
  registerBrandSheets,
  registerHome,
  registerDevMail,
  registerVerificationPages,
  registerEmailConfirmation,
  registerFullCopy,
  registerReadinessExport,
  registerUnsubscribePages,
];
