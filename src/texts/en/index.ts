import { OWN_NAMES } from "../own-names.js";
import { asking } from "./asking.js";
import { consoleTexts } from "./console/index.js";
import { entrances } from "./entrances.js";
import { mails } from "./mails/index.js";
import { pages } from "./pages.js";
import { problems } from "./problems.js";
import { proofs } from "./proofs.js";
import { reasons } from "./reasons.js";
import { refusals } from "./refusals.js";
import { refusedActs } from "./refused-acts.js";
import { reminders } from "./reminders.js";
import { smallPages } from "./small-pages.js";
import { terminal } from "./terminal/index.js";

/**
 * `{{name}}` is filled in; `_one` and `_other` are chosen by `count`. Values are plain text and are escaped later.
 * `language` says how the language is named by those who speak it, and whose dates and numbers are its own: British
 * English has the day before the month, and no noon to mistake for midnight.
 */
export const en = {
  language: OWN_NAMES.en,
  ...asking,
  ...consoleTexts,
  ...entrances,
  ...mails,
  ...pages,
  ...problems,
  ...proofs,
  ...reasons,
  ...refusals,
  ...refusedActs,
  ...reminders,
  ...smallPages,
  ...terminal,
} as const;

export type English = typeof en;
