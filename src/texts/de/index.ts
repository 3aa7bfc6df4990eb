import type { Catalogue } from "../catalogue.types.js";
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

export const de: Catalogue = {
  language: OWN_NAMES.de,
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
};
