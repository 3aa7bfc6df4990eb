import { alarms } from "./alarms/screen.js";
import { audit } from "./audit/screen.js";
import { domains } from "./domains/screen.js";
import { explain } from "./explain/screen.js";
import type { Screen } from "./frame/screen.js";
import { gateways } from "./gateways/screen.js";
import { helps } from "./help/screen.js";
import { home } from "./home/screen.js";
import { keys } from "./keys/screen.js";
import { mailbox, mailboxes } from "./mailboxes/screen.js";
import { outbox } from "./outbox/screen.js";
import { partsPage } from "./parts/screen.js";
import { people } from "./people/screen.js";
import { proof } from "./proof/screen.js";
import { readiness } from "./readiness/screen.js";
import { requests } from "./requests/screen.js";
import { schedule } from "./schedule/screen.js";
import { security } from "./security/screen.js";
import { addAddress, mySenders } from "./senders/screen.js";
import { settings } from "./settings/screen.js";
import { start } from "./start/screen.js";
import { unknownLogins } from "./unknown-logins/screen.js";
import { webhooks } from "./webhooks/screen.js";
import { whoSends } from "./who-sends/screen.js";

/** Every screen, in the order of the navigation. A feature adds itself here, and its texts to `src/texts/…/console`. */
export const SCREENS: readonly Screen[] = [
  home,
  start,
  mySenders,
  addAddress,
  requests,
  whoSends,
  domains,
  readiness,
  mailboxes,
  mailbox,
  schedule,
  gateways,
  outbox,
  alarms,
  unknownLogins,
  audit,
  explain,
  ...security,
  ...settings,
  ...people,
  keys,
  ...webhooks,
  proof,
  ...helps,
  partsPage,
];
